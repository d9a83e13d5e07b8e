package dev.wscat.command.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import dev.wscat.net.transfer.FileHeader;
import org.jspecify.annotations.Nullable;

/**
 * Something to be sent.
 *
 * @param path where it is, or {@code null} for standard input
 * @param name what receivers call it
 */
record Source(@Nullable Path path, String name) {

	private static final int USUAL_MODE = 0644;

	/** Say what it is like now. */
	FileHeader header() throws IOException {
		if (this.path == null) {
			return new FileHeader(UUID.randomUUID(), this.name, FileHeader.UNKNOWN, USUAL_MODE,
					TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()));
		}
		BasicFileAttributes attributes = Files.readAttributes(this.path, BasicFileAttributes.class);
		return new FileHeader(UUID.randomUUID(), this.name, attributes.size(), mode(this.path),
				attributes.lastModifiedTime().to(TimeUnit.MICROSECONDS));
	}

	/** Whether it is still what was said of it. */
	boolean isAsSaid(FileHeader header) throws IOException {
		if (this.path == null) {
			return true;
		}
		BasicFileAttributes attributes = Files.readAttributes(this.path, BasicFileAttributes.class);
		return attributes.size() == header.size()
				&& attributes.lastModifiedTime().to(TimeUnit.MICROSECONDS) == header.modified();
	}

	FileChannel open() throws IOException {
		if (this.path == null) {
			throw new IOException("standard input cannot be read again");
		}
		return FileChannel.open(this.path, StandardOpenOption.READ);
	}

	private static int mode(Path path) throws IOException {
		try {
			Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
			int mode = 0;
			for (PosixFilePermission permission : permissions) {
				mode |= 0400 >> permission.ordinal();
			}
			return mode;
		}
		catch (UnsupportedOperationException ex) {
			return USUAL_MODE;
		}
	}

}
