package dev.wscat.core;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Round trips measured, of which at most 4096 are kept, each with the same chance, so
 * that a session of months takes no more memory than one of minutes.
 */
public final class RoundTrips {

	private static final int KEPT = 4096;

	private long[] nanos = new long[16];

	private long count;

	/**
	 * Add a measurement.
	 * @param trip nanoseconds from a Ping to its Pong
	 */
	public synchronized void add(long trip) {
		if (this.count < KEPT) {
			if (this.count == this.nanos.length) {
				this.nanos = Arrays.copyOf(this.nanos, this.nanos.length * 2);
			}
			this.nanos[(int) this.count] = trip;
		}
		else {
			long place = ThreadLocalRandom.current().nextLong(this.count + 1);
			if (place < KEPT) {
				this.nanos[(int) place] = trip;
			}
		}
		this.count++;
	}

	/**
	 * Return how many were measured.
	 * @return 0 or more
	 */
	public synchronized long count() {
		return this.count;
	}

	/**
	 * Return the time that a share of the round trips stayed within.
	 * @param percent 0 for the shortest, 50 for the median, 100 for the longest
	 * @return nanoseconds; 0 when none was measured
	 */
	public synchronized long percentile(int percent) {
		int size = (int) Math.min(this.count, KEPT);
		if (size == 0) {
			return 0;
		}
		long[] sorted = Arrays.copyOf(this.nanos, size);
		Arrays.sort(sorted);
		int rank = (int) Math.ceil(size * percent / 100.0);
		return sorted[Math.max(rank - 1, 0)];
	}

}
