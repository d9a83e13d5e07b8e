package dev.wscat.net;

import java.time.Duration;
import java.util.SplittableRandom;

import dev.wscat.core.Closing;
import org.jspecify.annotations.Nullable;

/**
 * What a proxy does to sessions, so that both sides can be seen to bear it.
 *
 * @param client to what the client says
 * @param server to what the server says
 * @param closeClient says this in the place of the client after a time, or {@code null}
 * @param closeServer says this in the place of the server after a time, or {@code null}
 * @param largestText longest text message that can be rewritten, in bytes
 * @param seed of what is at random, so that it can be had again
 */
public record ForwardFaults(FaultOptions client, FaultOptions server, @Nullable CloseAfter closeClient,
		@Nullable CloseAfter closeServer, int largestText, long seed) {

	/** None. */
	public static final ForwardFaults NONE = new ForwardFaults(FaultOptions.NONE, FaultOptions.NONE, null, null, 0, 0);

	/**
	 * An end that comes by itself.
	 *
	 * @param time from the upgrade
	 * @param closing what is said then
	 */
	public record CloseAfter(Duration time, Closing closing) {
	}

	/** Whether messages have to be seen as they are, so that nothing is compressed. */
	boolean needPlainMessages() {
		return this.client.isChoosy() || this.server.isChoosy();
	}

	FaultOptions of(boolean fromServer) {
		return fromServer ? this.server : this.client;
	}

	/** The same for the same side of the same connection whatever the others do. */
	SplittableRandom random(long connection, boolean fromServer) {
		long side = connection * 2 + (fromServer ? 1 : 0);
		return new SplittableRandom(new SplittableRandom(this.seed).nextLong() + side);
	}

}
