package dev.wscat.command.chat;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spreads what is said so that the server takes it: what it takes in a second may be said
 * at once, all else in even steps. Used by one thread at a time.
 */
final class Pace {

	private static final long SECOND = 1_000_000_000L;

	private final LongSupplier nanos;

	private long next;

	Pace(LongSupplier nanos) {
		this.nanos = nanos;
		this.next = nanos.getAsLong() - SECOND;
	}

	/** How long to wait before the next message, at so many a second. */
	Duration next(long rate) {
		long now = this.nanos.getAsLong();
		this.next = Math.max(this.next, now - SECOND) + SECOND / rate;
		return Duration.ofNanos(Math.max(0, this.next - now));
	}

}
