package dev.wscat.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * What stands between messages, as it is typed.
 */
final class Separator {

	private static final int LONGEST = 1024;

	private static final String LETTERS = "nrt0\\";

	private static final String MEANINGS = "\n\r\t\0\\";

	private Separator() {
	}

	/**
	 * Read a separator.
	 * @param text such as {@code \n--\n} or {@code \x1e}
	 * @return a byte or more
	 * @throws CliException when it is empty, too long, or has an unknown escape
	 */
	static byte[] parse(String text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		int i = 0;
		while (i < text.length()) {
			int letter = (text.charAt(i) == '\\' && i + 1 < text.length()) ? LETTERS.indexOf(text.charAt(i + 1)) : -1;
			if (text.charAt(i) != '\\') {
				int character = text.codePointAt(i);
				bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
				i += Character.charCount(character);
			}
			else if (letter >= 0) {
				bytes.write(MEANINGS.charAt(letter));
				i += 2;
			}
			else {
				bytes.write(hex(text, i));
				i += 4;
			}
		}
		if (bytes.size() == 0 || bytes.size() > LONGEST) {
			throw new CliException(ExitCode.USAGE, "--separator needs 1 to " + LONGEST + " bytes");
		}
		return bytes.toByteArray();
	}

	private static int hex(String text, int from) {
		String escape = text.substring(from, Math.min(from + 4, text.length()));
		if (!escape.matches("\\\\x[0-9A-Fa-f]{2}")) {
			throw new CliException(ExitCode.USAGE,
					"--separator: unknown escape '" + escape + "'; there are \\n \\r \\t \\0 \\\\ and \\xHH");
		}
		return Integer.parseInt(escape.substring(2), 16);
	}

}
