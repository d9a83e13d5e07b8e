package dev.wscat.command.ping;

import java.util.Locale;

import dev.wscat.core.RoundTrips;

/**
 * The summary: how many came back, and how long that took. Callable from any thread.
 */
final class PingFigures {

	private final RoundTrips trips = new RoundTrips();

	private long answered;

	private long duplicates;

	private long strange;

	private long least = Long.MAX_VALUE;

	private long most;

	private double sum;

	private double changes;

	private long last;

	/**
	 * Count a Pong.
	 * @param pong what it was
	 */
	synchronized void add(PingBook.Pong pong) {
		switch (pong.kind()) {
			case ANSWER, LATE -> trip(pong.nanos());
			case DUPLICATE -> this.duplicates++;
			case STRANGE -> this.strange++;
		}
	}

	/**
	 * Return how many Pings were answered.
	 * @return a count
	 */
	synchronized long answered() {
		return this.answered;
	}

	private void trip(long nanos) {
		if (this.answered > 0) {
			this.changes += Math.abs(nanos - this.last);
		}
		this.answered++;
		this.last = nanos;
		this.least = Math.min(this.least, nanos);
		this.most = Math.max(this.most, nanos);
		this.sum += nanos;
		this.trips.add(nanos);
	}

	/**
	 * Tell all of it.
	 * @param sent how many Pings went
	 * @param millis how long that took
	 * @return whole lines
	 */
	synchronized String text(long sent, long millis) {
		StringBuilder text = new StringBuilder();
		text.append(sent)
			.append((sent == 1) ? " ping sent, " : " pings sent, ")
			.append(this.answered)
			.append(" answered");
		appendMore(text, this.duplicates, (this.duplicates == 1) ? " duplicate" : " duplicates");
		appendMore(text, this.strange, " of no ping of ours");
		if (sent > 0) {
			String loss = String.format(Locale.ROOT, "%.1f", 100.0 * (sent - this.answered) / sent);
			text.append(", ")
				.append(loss.endsWith(".0") ? loss.substring(0, loss.length() - 2) : loss)
				.append("% loss");
		}
		text.append(", time ").append(millis).append(" ms\n");
		if (this.answered > 0) {
			double jitter = (this.answered > 1) ? this.changes / (this.answered - 1) : 0;
			text.append("round trip min/avg/max/p50/p99/jitter = ")
				.append(millis(this.least))
				.append('/')
				.append(millis(this.sum / this.answered))
				.append('/')
				.append(millis(this.most))
				.append('/')
				.append(millis(this.trips.percentile(50)))
				.append('/')
				.append(millis(this.trips.percentile(99)))
				.append('/')
				.append(millis(jitter))
				.append(" ms\n");
		}
		return text.toString();
	}

	private static void appendMore(StringBuilder text, long count, String what) {
		if (count > 0) {
			text.append(", +").append(count).append(what);
		}
	}

	/** Milliseconds as ping shows them. */
	static String millis(double nanos) {
		return String.format(Locale.ROOT, "%.3f", nanos / 1e6);
	}

}
