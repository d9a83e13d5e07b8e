package dev.wscat.command.script.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * What of the file system a program may read and write. Links are followed before it is
 * looked where they lead.
 *
 * @param readable folders and files
 * @param writable folders and files
 */
record Permissions(List<Path> readable, List<Path> writable) {

	/**
	 * Check a file that is to be read.
	 * @param name as the program has it
	 * @return where it really is
	 * @throws IOException when it is not there
	 * @throws SecurityException when it may not be read
	 */
	Path toRead(String name) throws IOException {
		Path path = Path.of(name).toAbsolutePath();
		Path real;
		try {
			real = path.toRealPath();
		}
		catch (NoSuchFileException ex) {
			// only who may read there learns that it is not there
			check(path.normalize(), this.readable, "read", name);
			throw ex;
		}
		check(real, this.readable, "read", name);
		return real;
	}

	/**
	 * Check a file that is to be written.
	 * @param name as the program has it
	 * @return where it really is; it need not be there
	 * @throws IOException when its folder is not there
	 * @throws SecurityException when it may not be written
	 */
	Path toWrite(String name) throws IOException {
		Path path = Path.of(name).toAbsolutePath().normalize();
		Path folder = path.getParent();
		if (folder == null) {
			throw new SecurityException(name + " is no file");
		}
		Path real;
		try {
			real = Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? path.toRealPath()
					: folder.toRealPath().resolve(path.getFileName());
		}
		catch (NoSuchFileException ex) {
			check(path, this.writable, "write", name);
			throw ex;
		}
		check(real, this.writable, "write", name);
		return real;
	}

	private static void check(Path path, List<Path> allowed, String what, String name) throws IOException {
		for (Path root : allowed) {
			Path real = Files.exists(root) ? root.toRealPath() : root.toAbsolutePath().normalize();
			if (path.startsWith(real)) {
				return;
			}
		}
		throw new SecurityException(
				"the program may not " + what + " " + name + "; --allow-" + what + " names what it may");
	}

}
