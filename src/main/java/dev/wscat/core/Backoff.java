package dev.wscat.core;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: a random time below a limit that doubles with
 * each try in a row, so that many clients do not come back in the same moment.
 */
public final class Backoff {

	private final Duration first;

	private final Duration longest;

	private final RandomGenerator random;

	private int failures;

	/**
	 * Create a backoff.
	 * @param first limit of the first wait
	 * @param longest limit of all waits
	 * @param random where within the limit
	 */
	public Backoff(Duration first, Duration longest, RandomGenerator random) {
		this.first = first;
		this.longest = longest;
		this.random = random;
	}

	/**
	 * Return how long to wait now.
	 * @param least what the server asked for, or zero
	 * @return that at least; otherwise from zero to the limit
	 */
	public Duration next(Duration least) {
		double limit = Math.min(this.first.toNanos() * Math.pow(2, Math.min(this.failures, 62)),
				this.longest.toNanos());
		this.failures++;
		Duration wait = Duration.ofNanos((long) (limit * this.random.nextDouble()));
		// what the server asked for is a least for all its clients: come after it, spread
		return least.isZero() ? wait : least.plus(wait);
	}

	/**
	 * Return how many tries there were in a row.
	 * @return 0 after a success
	 */
	public int tries() {
		return this.failures;
	}

	/** A try was a success. */
	public void reset() {
		this.failures = 0;
	}

}
