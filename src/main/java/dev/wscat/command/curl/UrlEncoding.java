package dev.wscat.command.curl;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;

/**
 * Data as a browser encodes a form, in the five ways of typing it that curl knows.
 */
final class UrlEncoding {

	private static final String KEPT = "-._~";

	private UrlEncoding() {
	}

	/**
	 * Encode.
	 * @param text {@code CONTENT}, {@code =CONTENT}, {@code NAME=CONTENT}, {@code @FILE}
	 * or {@code NAME@FILE}; the name is taken as it is
	 * @param files reads a file
	 * @return bytes of ASCII, but for those of the name
	 */
	static byte[] of(String text, Function<String, byte[]> files) {
		int equals = text.indexOf('=');
		int at = text.indexOf('@');
		// as in curl, an equals sign counts more than an at sign wherever it stands
		int mark = (equals >= 0) ? equals : at;
		String name = (mark > 0) ? text.substring(0, mark) + '=' : "";
		byte[] content = (equals < 0 && at >= 0) ? files.apply(text.substring(at + 1))
				: text.substring(mark + 1).getBytes(StandardCharsets.UTF_8);
		return (name + encoded(content)).getBytes(StandardCharsets.UTF_8);
	}

	private static String encoded(byte[] content) {
		StringBuilder encoded = new StringBuilder(content.length + 16);
		for (byte value : content) {
			char c = (char) (value & 0xff);
			if (c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || KEPT.indexOf(c) >= 0) {
				encoded.append(c);
			}
			else if (c == ' ') {
				encoded.append('+');
			}
			else {
				encoded.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
			}
		}
		return encoded.toString();
	}

}
