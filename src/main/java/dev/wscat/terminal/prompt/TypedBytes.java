package dev.wscat.terminal.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * Bytes that a person names: hexadecimal digits, or a file.
 */
public final class TypedBytes {

	private TypedBytes() {
	}

	/**
	 * Read what was typed.
	 * @param text hexadecimal digits with blanks or colons between them, or {@code @FILE}
	 * @param longest most bytes that can be sent
	 * @return the bytes
	 * @throws CliException when it is neither, or too long
	 */
	public static byte[] of(String text, int longest) {
		return text.startsWith("@") ? file(text.substring(1), longest) : hex(text);
	}

	private static byte[] hex(String text) {
		try {
			String digits = text.replaceAll("[\\s:]", "");
			if (digits.isEmpty()) {
				throw new CliException(ExitCode.USAGE, "say what to send: digits such as 00ff7f, or @FILE");
			}
			return HexFormat.of().parseHex(digits);
		}
		catch (IllegalArgumentException ex) {
			throw new CliException(ExitCode.USAGE, "'" + text + "' is not hexadecimal; write 00ff7f, or @FILE", ex);
		}
	}

	/**
	 * Read a file.
	 * @param path as typed
	 * @param longest most bytes that can be sent
	 * @return what is in it
	 * @throws CliException when it cannot be read, or has more
	 */
	public static byte[] file(String path, int longest) {
		if (path.isEmpty()) {
			throw new CliException(ExitCode.USAGE, "say which file");
		}
		// what is no file, such as /dev/zero, may have no end
		try (InputStream in = Files.newInputStream(Path.of(FileWords.expand(path)))) {
			byte[] bytes = in.readNBytes(Math.min(longest, Integer.MAX_VALUE - 16) + 1);
			if (bytes.length > longest) {
				throw new CliException(ExitCode.USAGE,
						"not sent: " + path + " has more bytes than --max-message allows, " + longest);
			}
			return bytes;
		}
		catch (IOException ex) {
			throw new CliException(ExitCode.LOCAL, "cannot read " + path + ": " + FileWords.reason(ex), ex);
		}
		catch (InvalidPathException ex) {
			throw new CliException(ExitCode.LOCAL, "cannot read " + path + ": " + ex.getReason(), ex);
		}
		catch (OutOfMemoryError ex) {
			throw new CliException(ExitCode.LOCAL, path + " is larger than the memory", ex);
		}
	}

}
