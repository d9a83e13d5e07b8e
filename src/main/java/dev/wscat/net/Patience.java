package dev.wscat.net;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;

/**
 * How long a server of plain HTTP waits for the head of the next request. A timeout of
 * reads would be put off by each byte of it.
 */
final class Patience {

	private static final AttributeKey<Future<?>> LIMIT = AttributeKey.valueOf("wscat.patience");

	private Patience() {
	}

	/**
	 * Close the connection when no request has come in time.
	 * @param channel the connection
	 * @param time from now
	 */
	static void limit(Channel channel, Duration time) {
		end(channel);
		if (channel.isOpen()) {
			Future<?> limit = channel.eventLoop()
				.schedule(() -> channel.close(), time.toMillis(), TimeUnit.MILLISECONDS);
			channel.attr(LIMIT).set(limit);
			channel.closeFuture().addListener((closed) -> limit.cancel(false));
		}
	}

	/**
	 * A request has come.
	 * @param channel the connection
	 */
	static void end(Channel channel) {
		Future<?> limit = channel.attr(LIMIT).getAndSet(null);
		if (limit != null) {
			limit.cancel(false);
		}
	}

}
