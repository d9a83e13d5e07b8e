package dev.wscat.cli;

import java.time.Duration;

/**
 * Times as typed: {@code 500ms}, {@code 2s}, {@code 1m}, {@code 1h}; a bare number is
 * seconds, and {@code -1} for ever.
 */
public final class Durations {

	/** What {@code -1} means. */
	public static final Duration FOREVER = Duration.ofSeconds(-1);

	private static final long LONGEST = Duration.ofDays(365).toMillis();

	private Durations() {
	}

	/**
	 * Read a time.
	 * @param text as typed
	 * @return the time; {@link #FOREVER} for {@code -1}
	 */
	public static Duration parse(String text) {
		if (text.equals("-1")) {
			return FOREVER;
		}
		int digits = 0;
		while (digits < text.length() && (Character.isDigit(text.charAt(digits)) || text.charAt(digits) == '.')) {
			digits++;
		}
		double millis = switch (text.substring(digits)) {
			case "ms" -> 1;
			case "", "s" -> 1000;
			case "m" -> 60_000;
			case "h" -> 3_600_000;
			default -> throw bad(text);
		};
		try {
			double total = Double.parseDouble(text.substring(0, digits)) * millis;
			return Duration.ofMillis((long) Math.min(total, LONGEST));
		}
		catch (NumberFormatException ex) {
			throw bad(text);
		}
	}

	/**
	 * Read a time that has an end.
	 * @param text as typed
	 * @return the time
	 */
	public static Duration parseFinite(String text) {
		Duration time = parse(text);
		if (time.isNegative()) {
			throw bad(text);
		}
		return time;
	}

	/**
	 * Show a time as it would be typed.
	 * @param time the time
	 * @return its shortest form
	 */
	public static String show(Duration time) {
		long millis = time.toMillis();
		return (time.equals(FOREVER)) ? "-1" : (millis % 1000 == 0) ? millis / 1000 + "s" : millis + "ms";
	}

	private static IllegalArgumentException bad(String text) {
		return new IllegalArgumentException("'" + text + "' is no time; write 500ms, 2s, 1m, or a number of seconds");
	}

}
