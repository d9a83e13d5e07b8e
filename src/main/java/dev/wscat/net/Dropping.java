package dev.wscat.net;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * Drops TCP when the peer does not answer our Close in time. Belongs to the event loop.
 */
final class Dropping {

	private final Channel channel;

	private final Duration timeout;

	private @Nullable ScheduledFuture<?> timer;

	/**
	 * Create what is not yet begun.
	 * @param channel the connection
	 * @param timeout longest wait for the peer's Close
	 */
	Dropping(Channel channel, Duration timeout) {
		this.channel = channel;
		this.timeout = timeout;
	}

	/**
	 * The time begins, again if it had begun.
	 * @param outbox what is still to be sent
	 */
	void begin(Outbox outbox) {
		cancel();
		this.timer = this.channel.eventLoop()
			.schedule(() -> drop(outbox), this.timeout.toNanos(), TimeUnit.NANOSECONDS);
	}

	/** What a peer has not taken by now is not left with the kernel either. */
	private void drop(Outbox outbox) {
		if (!outbox.isIdle()) {
			this.channel.config().setOption(ChannelOption.SO_LINGER, 0);
		}
		this.channel.close();
	}

	void cancel() {
		if (this.timer != null) {
			this.timer.cancel(false);
			this.timer = null;
		}
	}

}
