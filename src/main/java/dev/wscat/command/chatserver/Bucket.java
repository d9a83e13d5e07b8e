package dev.wscat.command.chatserver;

import java.util.function.LongSupplier;

/**
 * Holds a user to a rate. Twice what may come in a second may come at once.
 */
final class Bucket {

	private static final long SECOND = 1_000_000_000L;

	private final LongSupplier nanos;

	private final double rate;

	private double left;

	private long since;

	private int refused;

	private long toldAt;

	Bucket(int rate, LongSupplier nanos) {
		this.rate = rate;
		this.left = rate * 2.0;
		this.nanos = nanos;
		this.since = nanos.getAsLong();
		this.toldAt = this.since - SECOND;
	}

	/** Take one, if there is one. */
	boolean take() {
		long now = this.nanos.getAsLong();
		this.left = Math.min(this.rate * 2, this.left + (now - this.since) * this.rate / SECOND);
		this.since = now;
		if (this.left < 1) {
			this.refused++;
			return false;
		}
		this.left--;
		this.refused = 0;
		return true;
	}

	/** How many were refused in a row. */
	int refused() {
		return this.refused;
	}

	/** Whether to say so, which is done once a second. */
	boolean isToTell() {
		long now = this.nanos.getAsLong();
		if (now - this.toldAt < SECOND) {
			return false;
		}
		this.toldAt = now;
		return true;
	}

}
