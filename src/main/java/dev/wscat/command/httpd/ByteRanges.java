package dev.wscat.command.httpd;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a client wants of a file, RFC 9110 section 14.
 */
final class ByteRanges {

	/**
	 * A piece.
	 *
	 * @param first index of its first byte
	 * @param length how many bytes, at least 1
	 */
	record Piece(long first, long length) {

		long last() {
			return this.first + this.length - 1;
		}

		String contentRange(long size) {
			return "bytes " + this.first + "-" + last() + "/" + size;
		}

	}

	/** Who wants more, or the same bytes twice, gets the whole file. */
	private static final int MOST = 16;

	private static final String UNIT = "bytes=";

	private ByteRanges() {
	}

	/**
	 * Read a Range header.
	 * @param header its value
	 * @param size bytes of the file
	 * @return the pieces that the file has, of which there are none when all are beyond
	 * its end; {@code null} when the header is to be ignored
	 */
	static @Nullable List<Piece> parse(String header, long size) {
		if (!header.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
			return null;
		}
		String[] parts = header.substring(UNIT.length()).split(",", MOST + 1);
		List<Piece> pieces = new ArrayList<>();
		for (String part : parts) {
			if (!part.isBlank() && !add(part.trim(), size, pieces)) {
				return null;
			}
		}
		return (parts.length > MOST || isOverlapping(pieces)) ? null : pieces;
	}

	private static boolean add(String part, long size, List<Piece> pieces) {
		int dash = part.indexOf('-');
		if (dash < 0) {
			return false;
		}
		long first = number(part.substring(0, dash));
		long last = number(part.substring(dash + 1));
		boolean suffix = dash == 0;
		boolean open = dash == part.length() - 1;
		if (suffix ? last < 0 : first < 0 || !open && last < first) {
			return false;
		}
		long begin = suffix ? Math.max(0, size - last) : first;
		long end = (suffix || open) ? size : Math.min(size, last + 1);
		if (begin < end) {
			pieces.add(new Piece(begin, end - begin));
		}
		return true;
	}

	private static boolean isOverlapping(List<Piece> pieces) {
		for (int i = 1; i < pieces.size(); i++) {
			for (int j = 0; j < i; j++) {
				if (pieces.get(i).first() <= pieces.get(j).last() && pieces.get(j).first() <= pieces.get(i).last()) {
					return true;
				}
			}
		}
		return false;
	}

	/** At most 18 digits, since no file is longer. */
	private static long number(String digits) {
		return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
	}

}
