package dev.wscat.cli;

import java.util.Locale;

/**
 * Sizes as typed: bytes, or a number with KB, MB or GB, which are powers of 1024.
 */
public final class ByteSize {

	private static final String UNITS = "KMG";

	private ByteSize() {
	}

	/**
	 * Read a size.
	 * @param text as typed
	 * @return bytes, at most {@link Integer#MAX_VALUE}
	 */
	public static int parse(String text) {
		int digits = 0;
		while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
			digits++;
		}
		int shift = switch (text.substring(digits).toUpperCase(Locale.ROOT)) {
			case "", "B" -> 0;
			case "K", "KB" -> 10;
			case "M", "MB" -> 20;
			case "G", "GB" -> 30;
			default -> throw bad(text);
		};
		if (digits == 0 || digits > 10) {
			throw bad(text);
		}
		long number = Long.parseLong(text.substring(0, digits));
		if (number > Integer.MAX_VALUE >> shift) {
			throw new IllegalArgumentException("'" + text + "' is over the limit of 2 GB");
		}
		return (int) number << shift;
	}

	/**
	 * Show a size as it would be typed.
	 * @param bytes the size
	 * @return with the largest unit that needs no fraction
	 */
	public static String show(int bytes) {
		int size = bytes;
		int unit = -1;
		while (size != 0 && size % 1024 == 0 && unit < UNITS.length() - 1) {
			size /= 1024;
			unit++;
		}
		return (unit < 0) ? Integer.toString(size) : size + UNITS.substring(unit, unit + 1) + "B";
	}

	private static IllegalArgumentException bad(String text) {
		return new IllegalArgumentException("'" + text + "' is no size; write 65536, 64KB or 64MB");
	}

}
