package dev.wscat.cli;

import java.util.Locale;

/**
 * A size as typed: bytes, or a number with KB, MB or GB, which are powers of 1024.
 *
 * @param bytes how many bytes
 */
public record ByteSize(long bytes) {

	public static ByteSize parse(String text) {
		String unit = text.replaceFirst("^\\d+", "").toUpperCase(Locale.ROOT);
		int shift = switch (unit) {
			case "", "B" -> 0;
			case "K", "KB" -> 10;
			case "M", "MB" -> 20;
			case "G", "GB" -> 30;
			default -> -1;
		};
		String digits = text.substring(0, text.length() - unit.length());
		if (shift < 0 || digits.isEmpty() || digits.length() > 10) {
			throw new IllegalArgumentException("'" + text + "' is no size; write 65536, 64KB or 64MB");
		}
		return new ByteSize(Long.parseLong(digits) << shift);
	}

}
