package dev.wscat.terminal.prompt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.jline.reader.impl.history.DefaultHistory;
import org.jspecify.annotations.Nullable;

/**
 * What was typed, across runs, in a file that only its owner may read. Lines that begin
 * with a blank are not kept, nor are such as are too long to be wanted again.
 */
final class TypedHistory extends DefaultHistory {

	/** Lines kept, in memory and in the file. */
	static final int LINES = 2000;

	private static final int LONGEST = 1 << 14;

	@Override
	public void add(Instant time, String line) {
		if (line.length() <= LONGEST && !line.isBlank() && !line.startsWith(" ")) {
			super.add(time, line);
		}
	}

	/**
	 * Find the file, and make it if it is not there.
	 * @param name of the file
	 * @param environment the environment
	 * @return the file, or {@code null} when there is no place for it
	 */
	static @Nullable Path file(String name, Map<String, String> environment) {
		String state = environment.getOrDefault("XDG_STATE_HOME", "");
		String home = environment.getOrDefault("HOME", "");
		if (!state.startsWith("/") && home.isEmpty()) {
			return null;
		}
		Path folder = (state.startsWith("/") ? Path.of(state) : Path.of(home, ".local", "state")).resolve("wscat");
		try {
			Files.createDirectories(folder, mode("rwx------"));
			Path file = folder.resolve(name);
			if (!Files.exists(file)) {
				Files.createFile(file, mode("rw-------"));
			}
			return Files.isWritable(file) ? file : null;
		}
		catch (IOException | UnsupportedOperationException ex) {
			// a prompt without history is better than none
			return null;
		}
	}

	private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
		return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
	}

}
