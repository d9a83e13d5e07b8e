package dev.wscat.net;

import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;

/**
 * The connections of a server of plain HTTP, and how many there may be.
 */
final class Crowd {

	private final int most;

	private final int turnedAway;

	private final AtomicInteger count = new AtomicInteger();

	/**
	 * Create a crowd of none.
	 * @param most how many are served at once
	 * @param turnedAway how many more are let in to be told so
	 */
	Crowd(int most, int turnedAway) {
		this.most = most;
		this.turnedAway = turnedAway;
	}

	/**
	 * Count a connection until it is closed.
	 * @param channel the connection, which is closed at once when there are too many
	 * @return whether it may stay
	 */
	boolean enter(Channel channel) {
		boolean room = this.count.incrementAndGet() <= this.most + this.turnedAway;
		channel.closeFuture().addListener((closed) -> this.count.decrementAndGet());
		if (!room) {
			channel.close();
		}
		return room;
	}

	/**
	 * Tell whether there are more than are served.
	 * @return whether a request is to be refused
	 */
	boolean isOver() {
		return this.count.get() > this.most;
	}

}
