package dev.wscat.terminal;

import java.util.Arrays;
import java.util.Base64;

import dev.wscat.core.Message;
import org.jspecify.annotations.Nullable;

/**
 * How a line tells what to send.
 */
@FunctionalInterface
interface LineForm {

	/** Hex digits, two a byte, with any blanks between them. */
	LineForm HEX = (line) -> Message.binary(hex(line));

	/** Base64 of either alphabet, with padding or without. */
	LineForm BASE64 = (line) -> Message.binary(base64(line));

	/**
	 * Read a line.
	 * @param line without its terminator
	 * @return what to send, or {@code null} for nothing
	 * @throws IllegalArgumentException when the line is wrong; its message says why
	 */
	@Nullable Message read(String line);

	private static byte[] hex(String line) {
		byte[] bytes = new byte[(line.length() + 1) / 2];
		int digits = 0;
		for (int i = 0; i < line.length(); i++) {
			char c = line.charAt(i);
			if (c == ' ' || c >= '\t' && c <= '\r') {
				continue;
			}
			int digit = (c < 0x80) ? Character.digit(c, 16) : -1;
			if (digit < 0) {
				throw new IllegalArgumentException("'" + c + "' in column " + (i + 1) + " is no hex digit");
			}
			bytes[digits >> 1] |= (byte) (digit << (((digits & 1) == 0) ? 4 : 0));
			digits++;
		}
		if ((digits & 1) != 0) {
			throw new IllegalArgumentException("an odd number of hex digits; a byte has two");
		}
		return Arrays.copyOf(bytes, digits / 2);
	}

	/**
	 * Decode base64.
	 * @param text of either alphabet, with padding or without
	 * @return the bytes
	 * @throws IllegalArgumentException when it is no base64
	 */
	static byte[] base64(String text) {
		try {
			return Base64.getDecoder().decode(text.strip().replace('-', '+').replace('_', '/'));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("no base64: " + ex.getMessage(), ex);
		}
	}

}
