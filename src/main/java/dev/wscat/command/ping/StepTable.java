package dev.wscat.command.ping;

import java.util.Locale;

import dev.wscat.net.Timings;

/**
 * Where the time of a connection went: each step, how long it took, and when it was done.
 */
final class StepTable {

	private final StringBuilder text = new StringBuilder(line("step", "took ms", "done at ms"));

	private long before;

	/** The steps up to an open connection. */
	StepTable connection(Timings timings) {
		step("name lookup", timings.lookup());
		step("TCP connect", timings.connect());
		step("TLS", timings.tls());
		return this;
	}

	/**
	 * Add a step, unless it was not taken.
	 * @param name what was done
	 * @param doneAt nanoseconds since the first step began; 0 if it was not taken
	 * @return this
	 */
	StepTable step(String name, long doneAt) {
		if (doneAt > 0) {
			this.text
				.append(line(name, PingFigures.millis(Math.max(0, doneAt - this.before)), PingFigures.millis(doneAt)));
			this.before = Math.max(this.before, doneAt);
		}
		return this;
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

	private static String line(String name, String took, String doneAt) {
		return String.format(Locale.ROOT, "%-12s %12s %12s%n", name, took, doneAt);
	}

}
