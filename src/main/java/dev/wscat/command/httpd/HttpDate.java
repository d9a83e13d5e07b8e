package dev.wscat.command.httpd;

import java.util.Date;

import io.netty.handler.codec.DateFormatter;

/**
 * The time of answers, written once a second.
 */
final class HttpDate {

	private record Written(long second, String text) {
	}

	private static volatile Written last = new Written(0, "");

	private HttpDate() {
	}

	/**
	 * Return the present time.
	 * @return as RFC 9110 section 5.6.7 has it
	 */
	static String now() {
		long second = System.currentTimeMillis() / 1000;
		Written written = last;
		if (written.second() != second) {
			written = new Written(second, DateFormatter.format(new Date(second * 1000)));
			last = written;
		}
		return written.text();
	}

}
