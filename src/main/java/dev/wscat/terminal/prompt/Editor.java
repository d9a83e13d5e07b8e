package dev.wscat.terminal.prompt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * The user's own editor.
 */
final class Editor {

	private Editor() {
	}

	/**
	 * Have a text edited; the editor has the terminal to itself.
	 * @param text what is in the file at first
	 * @return what was saved, without a last line feed, or {@code null} when the editor
	 * failed
	 * @throws CliException when there is none, or the file is no text
	 */
	static @Nullable String edit(String text) {
		Map<String, String> environment = System.getenv();
		String editor = environment.getOrDefault("VISUAL", environment.getOrDefault("EDITOR", "vi"));
		try {
			// only its owner may read a temporary file
			Path file = Files.createTempFile("wscat", ".txt");
			try {
				Files.writeString(file, text.isEmpty() ? "" : text + '\n');
				// as others do it: the variable may hold options
				int status = new ProcessBuilder("sh", "-c", editor + " \"$1\"", "sh", file.toString()).inheritIO()
					.start()
					.waitFor();
				return (status == 0) ? Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\r?\n\\z", "")
						: null;
			}
			finally {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException ex) {
			throw new CliException(ExitCode.LOCAL, "cannot edit with " + editor + ": " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

}
