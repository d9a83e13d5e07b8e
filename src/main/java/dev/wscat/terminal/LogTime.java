package dev.wscat.terminal;

import java.util.TimeZone;

/**
 * The time before a log line, such as {@code 2025/01/01 11:11:14}. By hand, since the
 * formatter of {@code java.time} costs a tenth of a client's start.
 */
final class LogTime {

	private static final long SECONDS_OF_DAY = 86_400;

	String now() {
		return format(System.currentTimeMillis(), TimeZone.getDefault());
	}

	/**
	 * Format the time before a message, such as {@code [2025-01-01 11:11:14.123] }.
	 * @param micros microseconds since 1970
	 * @return local time to the millisecond, and a blank
	 */
	static String precise(long micros) {
		long millis = micros / 1000;
		String rest = Long.toString(1000 + millis % 1000).substring(1);
		return '[' + format(millis, TimeZone.getDefault()).replace('/', '-') + '.' + rest + "] ";
	}

	/**
	 * Format a moment.
	 * @param millis milliseconds since 1970
	 * @param zone whose local time is meant
	 * @return date and time to the second
	 */
	static String format(long millis, TimeZone zone) {
		long seconds = Math.floorDiv(millis + zone.getOffset(millis), 1000L);
		int inDay = (int) Math.floorMod(seconds, SECONDS_OF_DAY);
		// civil date from a day count, in years that begin on 1 March
		long day = Math.floorDiv(seconds, SECONDS_OF_DAY) + 719_468;
		long era = Math.floorDiv(day, 146_097L);
		int ofEra = (int) (day - era * 146_097);
		int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
		int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
		int shifted = (5 * ofYear + 2) / 153;
		int month = (shifted < 10) ? shifted + 3 : shifted - 9;
		int year = (int) (yearOfEra + era * 400) + ((month <= 2) ? 1 : 0);
		StringBuilder text = new StringBuilder(19).append(year).append('/');
		two(text, month).append('/');
		two(text, ofYear - (153 * shifted + 2) / 5 + 1).append(' ');
		two(text, inDay / 3600).append(':');
		two(text, inDay / 60 % 60).append(':');
		return two(text, inDay % 60).toString();
	}

	private static StringBuilder two(StringBuilder text, int number) {
		return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
	}

}
