package dev.wscat.command.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A folder that files are written to, held open: what is done in it is done there, even
 * if somebody puts a symbolic link in the place of a folder meanwhile. No link is
 * followed on the way from the first folder on.
 */
final class Folder implements AutoCloseable {

	private static final int LONGEST_NAME = 255;

	private static final int MOST_TRIES = 10_000;

	private final Path path;

	private final SecureDirectoryStream<Path> stream;

	private Folder(Path path, DirectoryStream<Path> stream) throws IOException {
		if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
			stream.close();
			throw new IOException("this system has no way to hold a folder open");
		}
		this.path = path;
		this.stream = secure;
	}

	/**
	 * Open a folder below another, making those that are missing.
	 * @param root the folder that nothing leaves
	 * @param parts names on the way, which were checked; the last is not gone into
	 * @return the folder of the last part
	 * @throws IOException when there is no such folder, or a link in its place
	 */
	static Folder open(Path root, List<String> parts) throws IOException {
		Folder folder = new Folder(root, Files.newDirectoryStream(root));
		for (String part : parts.subList(0, parts.size() - 1)) {
			try (Folder above = folder) {
				folder = above.enter(part);
			}
		}
		return folder;
	}

	private Folder enter(String name) throws IOException {
		Path below = this.path.resolve(name);
		if (look(name) == null) {
			try {
				Files.createDirectory(below);
			}
			catch (FileAlreadyExistsException ex) {
				// somebody else's is as good if it is a folder
			}
		}
		PosixFileAttributes found = look(name);
		if (found == null || !found.isDirectory()) {
			throw new NotDirectoryException("'" + name + "' is no folder");
		}
		return new Folder(below, this.stream.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS));
	}

	Path path(String name) {
		return this.path.resolve(name);
	}

	/** What is there, links not followed; {@code null} for nothing. */
	@Nullable PosixFileAttributes look(String name) throws IOException {
		try {
			return this.stream
				.getFileAttributeView(Path.of(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
				.readAttributes();
		}
		catch (NoSuchFileException ex) {
			return null;
		}
	}

	/** Open a file to be read. */
	FileChannel read(String name) throws IOException {
		return open(name, StandardOpenOption.READ);
	}

	/** Open a file to be written, where it is or as a new one. */
	FileChannel write(String name) throws IOException {
		PosixFileAttributes found = look(name);
		if (found != null) {
			return open(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
		}
		return open(name, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
	}

	private FileChannel open(String name, OpenOption... options) throws IOException {
		PosixFileAttributes found = look(name);
		// a pipe would hold us up when it is opened
		if (found != null && !found.isRegularFile()) {
			throw new IOException("'" + name + "' is no plain file");
		}
		Set<OpenOption> all = new HashSet<>(List.of(options));
		all.add(LinkOption.NOFOLLOW_LINKS);
		return (FileChannel) this.stream.newByteChannel(Path.of(name), all);
	}

	/** Give a file its time and its permissions. */
	void adorn(String name, int mode, long modified) throws IOException {
		Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
		for (PosixFilePermission permission : PosixFilePermission.values()) {
			if ((mode & 0400 >> permission.ordinal()) != 0) {
				permissions.add(permission);
			}
		}
		Path file = Path.of(name);
		this.stream.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
			.setTimes(FileTime.from(modified, TimeUnit.MICROSECONDS), null, null);
		this.stream.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
			.setPermissions(permissions);
	}

	/** Give a file another name, in the place of what has it. */
	void rename(String from, String to) throws IOException {
		PosixFileAttributes found = look(to);
		if (found != null && found.isDirectory()) {
			throw new IOException("'" + to + "' is a folder");
		}
		this.stream.move(Path.of(from), this.stream, Path.of(to));
	}

	/** Find a name beside one that is taken, for another file. */
	String free(String name) throws IOException {
		int dot = name.lastIndexOf('.');
		String stem = (dot > 0) ? name.substring(0, dot) : name;
		String ending = (dot > 0) ? name.substring(dot) : "";
		for (int i = 1; i <= MOST_TRIES; i++) {
			String free = stem + " (" + i + ")" + ending;
			if (free.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
				throw new IOException("'" + name + "' is too long for another name");
			}
			if (look(free) == null) {
				return free;
			}
		}
		throw new IOException("there are too many files called '" + name + "'");
	}

	void delete(String name) throws IOException {
		this.stream.deleteFile(Path.of(name));
	}

	/** Have the names written to the disk. */
	void sync() throws IOException {
		try (FileChannel channel = FileChannel.open(this.path, StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

	@Override
	public void close() throws IOException {
		this.stream.close();
	}

}
