package dev.wscat.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * Values that can stand in a file, as {@code @FILE}, so that other users do not see them
 * in the list of processes.
 */
public final class AtFile {

	private static final long LARGEST = 1 << 20;

	private AtFile() {
	}

	/**
	 * Return a value of one line.
	 * @param text as typed
	 * @return the text, or the content of the file without blanks around it
	 * @throws CliException when the file cannot be read
	 */
	public static String text(String text) {
		return text.startsWith("@") ? read(text).strip() : text;
	}

	/**
	 * Return a value of lines.
	 * @param text as typed
	 * @return the text, or the lines of the file that are not blank
	 * @throws CliException when the file cannot be read
	 */
	public static List<String> lines(String text) {
		return text.startsWith("@") ? read(text).lines().filter((line) -> !line.isBlank()).toList() : List.of(text);
	}

	private static String read(String text) {
		try {
			Path file = Path.of(text.substring(1));
			if (Files.size(file) > LARGEST) {
				throw new CliException(ExitCode.LOCAL, "cannot read " + file + ": it is larger than 1 MB");
			}
			return Files.readString(file, StandardCharsets.UTF_8);
		}
		catch (IOException | InvalidPathException ex) {
			throw new CliException(ExitCode.LOCAL, "cannot read " + text.substring(1) + ": "
					+ ((ex instanceof NoSuchFileException) ? "there is no such file" : ex.getMessage()), ex);
		}
	}

}
