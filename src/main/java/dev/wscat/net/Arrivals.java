package dev.wscat.net;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.wscat.core.Limit;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoopGroup;

/**
 * The connections that have not opened a session yet. Each has so much time for it, and
 * there are so many: one more takes the place of the oldest, so that connections that say
 * nothing keep nobody out, since who does say something has gone on long before. One
 * timer for all; safe for all threads.
 */
final class Arrivals {

	private static final class Arrival {

		private final long at = System.nanoTime();

		/** Whether it has asked for something, so that its end is nobody's fault. */
		private boolean served;

	}

	private final Duration timeout;

	private final int most;

	private final LimitLog log;

	private final EventLoopGroup timer;

	private final ChannelFutureListener closed = (future) -> left(future.channel());

	// guarded by this; the oldest first

	private final Map<Channel, Arrival> arrivals = new LinkedHashMap<>();

	private boolean looking;

	/**
	 * Create a place to arrive at.
	 * @param timeout longest time from the connection to the session
	 * @param most how many at once
	 * @param log is told of those who were sent away
	 * @param timer looks at them
	 */
	Arrivals(Duration timeout, int most, LimitLog log, EventLoopGroup timer) {
		this.timeout = timeout;
		this.most = most;
		this.log = log;
		this.timer = timer;
	}

	/**
	 * A connection was accepted.
	 * @param channel the connection
	 */
	void arrived(Channel channel) {
		Channel oldest = null;
		synchronized (this) {
			if (this.arrivals.size() >= this.most) {
				Iterator<Channel> first = this.arrivals.keySet().iterator();
				oldest = first.next();
				first.remove();
			}
			this.arrivals.put(channel, new Arrival());
			lookIn(this.timeout.toNanos());
		}
		channel.closeFuture().addListener(this.closed);
		if (oldest != null) {
			this.log.limited(Limit.HANDSHAKE, oldest.remoteAddress(),
					"sent away, over " + this.most + " connections are before their handshake");
			oldest.close();
		}
	}

	/**
	 * A connection got something else than a session.
	 * @param channel the connection
	 */
	synchronized void served(Channel channel) {
		Arrival arrival = this.arrivals.get(channel);
		if (arrival != null) {
			arrival.served = true;
		}
	}

	/**
	 * A connection waits for the answer to a request.
	 * @param channel the connection
	 */
	synchronized void busy(Channel channel) {
		this.arrivals.remove(channel);
	}

	/**
	 * A connection has its answer, and as much time for its next request as for the
	 * first.
	 * @param channel the connection
	 */
	void again(Channel channel) {
		if (!channel.isOpen()) {
			return;
		}
		synchronized (this) {
			Arrival arrival = new Arrival();
			arrival.served = true;
			this.arrivals.put(channel, arrival);
			lookIn(this.timeout.toNanos());
		}
		if (!channel.isOpen()) {
			left(channel);
		}
	}

	/**
	 * A connection has become a session, or is gone.
	 * @param channel the connection
	 * @return how long it took, in nanoseconds, or -1 when it had left before
	 */
	synchronized long left(Channel channel) {
		Arrival arrival = this.arrivals.remove(channel);
		return (arrival != null) ? System.nanoTime() - arrival.at : -1;
	}

	private void lookIn(long nanos) {
		if (!this.looking && !this.timer.isShuttingDown()) {
			this.looking = true;
			this.timer.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
		}
	}

	private void look() {
		List<Channel> late = new ArrayList<>();
		List<Channel> silent = new ArrayList<>();
		synchronized (this) {
			this.looking = false;
			long now = System.nanoTime();
			Iterator<Map.Entry<Channel, Arrival>> all = this.arrivals.entrySet().iterator();
			while (all.hasNext()) {
				Map.Entry<Channel, Arrival> next = all.next();
				long rest = next.getValue().at + this.timeout.toNanos() - now;
				if (rest > 0) {
					lookIn(rest);
					break;
				}
				late.add(next.getKey());
				if (!next.getValue().served) {
					silent.add(next.getKey());
				}
				all.remove();
			}
		}
		for (Channel channel : silent) {
			this.log.limited(Limit.HANDSHAKE, channel.remoteAddress(),
					"no handshake within " + ServerLimits.show(this.timeout));
		}
		late.forEach(Channel::close);
	}

}
