package dev.wscat.net;

import java.time.Duration;

/**
 * What a server has for each client, and no more.
 *
 * @param idle longest time without a message in either direction; negative for ever
 * @param pingInterval silence after which a client is asked for a sign of life; negative
 * for never
 * @param pingTimeout longest wait for that sign; negative for ever
 * @param slow longest time in which a client takes nothing of what waits for it; negative
 * for ever
 * @param rate messages a second; 0 for any number
 * @param arriving connections without a handshake at once
 */
public record ServerLimits(Duration idle, Duration pingInterval, Duration pingTimeout, Duration slow, int rate,
		int arriving) {

	/** As many connections without a handshake as there should ever be. */
	public static final int ARRIVING = 1000;

	/**
	 * Return how often clients are looked at.
	 * @return a quarter of the shortest time that is limited, in nanoseconds; negative
	 * when none is
	 */
	long roundNanos() {
		long shortest = Long.MAX_VALUE;
		for (Duration time : new Duration[] { this.idle, this.pingInterval, this.pingTimeout, this.slow }) {
			if (!time.isNegative()) {
				shortest = Math.min(shortest, time.toNanos());
			}
		}
		return (shortest == Long.MAX_VALUE) ? -1
				: Math.max(Math.min(shortest / 4, Rounds.LONGEST_NANOS), Rounds.SHORTEST_NANOS);
	}

}
