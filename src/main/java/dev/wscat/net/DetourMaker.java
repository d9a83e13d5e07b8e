package dev.wscat.net;

import java.util.SplittableRandom;
import java.util.function.Consumer;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Makes the ways of one session's bytes: none when they go on as they are.
 */
final class DetourMaker {

	private final ForwardOptions options;

	private final Budget budget;

	private final long number;

	private final @Nullable Deflate deflate;

	/**
	 * Create a maker.
	 * @param forwarder whose session it is
	 * @param number of the connection
	 * @param extensions what was agreed on, or {@code null}
	 */
	DetourMaker(Forwarder forwarder, long number, @Nullable String extensions) {
		this.options = forwarder.options();
		this.budget = forwarder.budget();
		this.number = number;
		this.deflate = (extensions != null && this.options.tap() != null) ? Deflate.agreed(extensions) : null;
	}

	/**
	 * Make the way of one direction.
	 * @param splice the direction
	 * @param there where it leads to
	 * @param fromServer whether the server speaks
	 * @param tooLong is told when a text is too long to be rewritten
	 * @return the way, or {@code null} when the bytes need none
	 */
	@Nullable Detour make(Splice splice, Channel there, boolean fromServer, Consumer<Splice> tooLong) {
		FaultOptions faults = this.options.faults().of(fromServer);
		Tap tap = this.options.tap();
		if (tap == null && !faults.isSlow() && !faults.isChoosy()) {
			return null;
		}
		SplittableRandom random = this.options.faults().random(this.number, fromServer);
		SlowLine line = new SlowLine(there, faults, random.split(), new Share(this.budget), splice::readOn);
		TapSide ear = (tap != null)
				? new TapSide(tap, this.number, fromServer,
						(this.deflate != null) ? this.deflate.inflation(fromServer) : null, new Share(this.budget))
				: null;
		Sieve sieve = (faults.isChoosy() || !faults.jitter().isZero())
				? new Sieve(faults, random, !fromServer, this.options.faults().largestText(), there.alloc(), line,
						new Share(this.budget), () -> tooLong.accept(splice))
				: null;
		return new Detour(line, tap, ear, sieve);
	}

}
