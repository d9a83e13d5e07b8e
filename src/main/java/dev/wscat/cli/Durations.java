package dev.wscat.cli;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Times as typed: {@code 500ms}, {@code 2s}, {@code 1m}, {@code 1h}; a bare number is
 * seconds, and {@code -1} for ever.
 */
public final class Durations {

	/** What {@code -1} means. */
	public static final Duration FOREVER = Duration.ofSeconds(-1);

	private static final BigDecimal LONGEST = BigDecimal.valueOf(Duration.ofDays(365).toMillis());

	private Durations() {
	}

	public static Duration parse(String text) {
		if (text.equals("-1")) {
			return FOREVER;
		}
		String unit = text.replaceFirst("^\\d+(\\.\\d+)?", "");
		String number = text.substring(0, text.length() - unit.length());
		int millis = switch (unit) {
			case "ms" -> 1;
			case "", "s" -> 1000;
			case "m" -> 60_000;
			case "h" -> 3_600_000;
			default -> 0;
		};
		if (millis == 0 || number.isEmpty()) {
			throw new IllegalArgumentException(
					"'" + text + "' is no time; write 500ms, 2s, 1m, or a number of seconds");
		}
		BigDecimal total = new BigDecimal(number).multiply(BigDecimal.valueOf(millis));
		return Duration.ofMillis(total.min(LONGEST).longValue());
	}

}
