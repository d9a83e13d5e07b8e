package dev.wscat.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * Options with a name, a file for each in {@code $XDG_CONFIG_HOME/wscat}. Only their
 * owner can read them.
 */
final class Profiles {

	private static final String SUFFIX = ".opts";

	private static final String NAME = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}";

	private Profiles() {
	}

	/**
	 * Find a profile.
	 * @param name of the profile
	 * @return its file
	 * @throws CliException when there is none
	 */
	static Path existing(String name) {
		Path file = file(name, directory());
		if (!Files.isRegularFile(file)) {
			throw new CliException(ExitCode.USAGE, "there is no profile '" + name + "': " + file
					+ " does not exist; write it with --save-profile=" + name + known());
		}
		return file;
	}

	private static String known() {
		try (Stream<Path> files = Files.list(directory())) {
			String names = String.join(", ",
					files.map((file) -> file.getFileName().toString())
						.filter((file) -> file.endsWith(SUFFIX))
						.map((file) -> file.substring(0, file.length() - SUFFIX.length()))
						.sorted()
						.limit(20)
						.toList());
			return names.isEmpty() ? "" : "; there are " + names;
		}
		catch (IOException ex) {
			return "";
		}
	}

	/**
	 * Write a profile; one of the same name is replaced.
	 * @param name of the profile
	 * @param text its options
	 * @return its file
	 * @throws CliException when it cannot be written
	 */
	static Path write(String name, String text) {
		Path directory = directory();
		Path file = file(name, directory);
		try {
			Files.createDirectories(directory, only(directory, "rwx------"));
			// written aside, so that nobody reads half of it and it is never open to
			// others
			Path aside = Files.createTempFile(directory, name, ".new", only(directory, "rw-------"));
			try {
				Files.writeString(aside, text, StandardCharsets.UTF_8);
				Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
			}
			finally {
				Files.deleteIfExists(aside);
			}
			return file;
		}
		catch (IOException ex) {
			throw new CliException(ExitCode.LOCAL, "cannot write " + file + ": " + ex, ex);
		}
	}

	private static FileAttribute<?>[] only(Path directory, String permissions) {
		boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
		return posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) }
				: new FileAttribute<?>[0];
	}

	private static Path file(String name, Path directory) {
		if (!name.matches(NAME)) {
			throw new CliException(ExitCode.USAGE, "'" + name
					+ "' is no name of a profile; use letters, digits, '_', '-' and, but not in front, dots");
		}
		return directory.resolve(name + SUFFIX);
	}

	/** As the XDG base directories have it: a relative path there counts as none. */
	private static Path directory() {
		@Nullable String config = System.getenv("XDG_CONFIG_HOME");
		@Nullable String home = System.getenv("HOME");
		Path base = (config != null && config.startsWith("/")) ? Path.of(config)
				: Path.of((home != null && !home.isEmpty()) ? home : System.getProperty("user.home"), ".config");
		return base.resolve("wscat");
	}

}
