package dev.wscat.command.curl;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import dev.wscat.core.CliException;

/**
 * The file that a body is written to.
 */
final class Destination {

	/** What is done with a file that is there. */
	enum Manner {

		/** It is overwritten. */
		OVERWRITE,
		/** It must not be there. */
		NEW,
		/** Another name is taken. */
		NUMBERED

	}

	private static final int MOST_NUMBERS = 100;

	private final Manner manner;

	private final boolean create;

	private Path path;

	Destination(Path path, Manner manner, boolean create) {
		this.path = path;
		this.manner = manner;
		this.create = create;
	}

	/**
	 * Return where it is, once it is open.
	 * @return the file
	 */
	Path path() {
		return this.path;
	}

	/**
	 * Return how much is there.
	 * @return bytes, 0 when there is no such file
	 */
	long size() {
		try {
			return Files.isRegularFile(this.path) ? Files.size(this.path) : 0;
		}
		catch (IOException ex) {
			throw Faults.unwritable(this.path.toString(), ex);
		}
	}

	/**
	 * Look whether it can be written, before anything is asked for.
	 * @throws CliException when a file is there that must not be
	 */
	void check() {
		if (this.manner == Manner.NEW && Files.exists(this.path)) {
			throw new CliException(CurlCode.WRITE, this.path
					+ " is there already; --clobber overwrites it, -C - goes on with it, --no-clobber takes another name");
		}
	}

	/**
	 * Open it.
	 * @param offset where to go on, or 0 for a file of its own
	 * @return the file
	 * @throws CliException when that is not possible
	 */
	FileChannel open(long offset) {
		try {
			Path parent = this.path.getParent();
			if (this.create && parent != null) {
				Files.createDirectories(parent);
			}
			if (offset > 0) {
				return FileChannel.open(this.path, StandardOpenOption.WRITE, StandardOpenOption.CREATE)
					.position(offset);
			}
			return (this.manner == Manner.OVERWRITE) ? FileChannel.open(this.path, StandardOpenOption.WRITE,
					StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING) : openNew();
		}
		catch (FileAlreadyExistsException ex) {
			throw Faults.unwritable(this.path.toString(), ex);
		}
		catch (IOException ex) {
			throw Faults.unwritable(this.path.toString(), ex);
		}
	}

	private FileChannel openNew() throws IOException {
		Path named = this.path;
		for (int number = 1;; number++) {
			try {
				return FileChannel.open(this.path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
			}
			catch (FileAlreadyExistsException ex) {
				if (this.manner == Manner.NEW || number > MOST_NUMBERS) {
					throw ex;
				}
				this.path = named.resolveSibling(named.getFileName() + "." + number);
			}
		}
	}

}
