package dev.wscat.command.httpd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * The folder that is served, and what of it can be seen.
 */
final class Folder {

	/**
	 * Something in the folder.
	 *
	 * @param path where it really is
	 * @param attributes its size, kind and time
	 */
	record Item(Path path, BasicFileAttributes attributes) {

		boolean isFolder() {
			return this.attributes.isDirectory();
		}

		long size() {
			return this.attributes.size();
		}

		long modified() {
			return this.attributes.lastModifiedTime().toMillis();
		}

		/** Another one for each change that the file system notes. */
		String tag(String variant) {
			long nanos = this.attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
			return '"' + Long.toHexString(nanos) + '-' + Long.toHexString(size()) + variant + '"';
		}

	}

	private final Path root;

	private final boolean hidden;

	private final boolean links;

	private Folder(Path root, boolean hidden, boolean links) {
		this.root = root;
		this.hidden = hidden;
		this.links = links;
	}

	/**
	 * Open a folder.
	 * @param path the folder
	 * @param hidden whether names that begin with a dot are seen
	 * @param links whether symbolic links may lead out of it
	 * @return the folder
	 * @throws CliException when there is none
	 */
	static Folder open(Path path, boolean hidden, boolean links) {
		try {
			Path root = path.toRealPath();
			if (!Files.isDirectory(root)) {
				throw new CliException(ExitCode.LOCAL, "cannot serve " + path + ": it is no directory");
			}
			if (!Files.isReadable(root) || !Files.isExecutable(root)) {
				throw new CliException(ExitCode.LOCAL, "cannot serve " + path + ": no permission to read it");
			}
			return new Folder(root, hidden, links);
		}
		catch (NoSuchFileException ex) {
			throw new CliException(ExitCode.LOCAL, "cannot serve " + path + ": there is no such directory", ex);
		}
		catch (IOException ex) {
			throw new CliException(ExitCode.LOCAL, "cannot serve " + path + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * Find what a path stands for.
	 * @param path the path
	 * @return a file or folder, or {@code null} when there is none to be seen
	 */
	@Nullable Item find(RequestPath path) {
		if (path.isHidden() && !this.hidden) {
			return null;
		}
		Path wanted = this.root;
		for (String name : path.names()) {
			wanted = wanted.resolve(name);
		}
		return item(wanted);
	}

	/**
	 * Find something by its name in a folder.
	 * @param folder the folder
	 * @param name a name without separators
	 * @return what is there, or {@code null} when there is nothing to be seen
	 */
	@Nullable Item child(Item folder, String name) {
		return (name.startsWith(".") && !this.hidden) ? null : item(folder.path().resolve(name));
	}

	/**
	 * Find what is beside a file.
	 * @param file the file
	 * @param end what its name ends with more
	 * @return what is there, or {@code null} when there is nothing to be seen
	 */
	@Nullable Item beside(Item file, String end) {
		return item(file.path().resolveSibling(file.path().getFileName() + end));
	}

	/** Devices and pipes are not served: to open one can wait for ever. */
	private @Nullable Item item(Path wanted) {
		try {
			Path real = wanted.toRealPath();
			if (!this.links && !real.startsWith(this.root)) {
				return null;
			}
			BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			return (attributes.isRegularFile() || attributes.isDirectory()) ? new Item(real, attributes) : null;
		}
		catch (IOException | RuntimeException ex) {
			// there is no such file, or its name is none here
			return null;
		}
	}

}
