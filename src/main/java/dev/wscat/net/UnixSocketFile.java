package dev.wscat.net;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * The file of a unix socket: it outlives a server that was killed, and a new server
 * cannot be bound while it is there.
 */
final class UnixSocketFile {

	private static final int KIND = 0170000;

	private static final int SOCKET = 0140000;

	private final Place.UnixPlace place;

	private @Nullable Object made;

	UnixSocketFile(Place.UnixPlace place) {
		this.place = place;
	}

	/**
	 * Remove what a dead server has left, and nothing else.
	 * @throws CliException when there is a file, or a server that lives
	 */
	void makeRoom() {
		Path path = this.place.path();
		try {
			if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
				return;
			}
			Object before = key();
			if (!isSocket()) {
				throw bad("there is a file that is no socket", null);
			}
			if (isAnswered()) {
				throw bad("another server listens there", null);
			}
			// another server may have taken the place in between
			if (before != null && before.equals(key())) {
				Files.delete(path);
			}
		}
		catch (IOException ex) {
			throw bad(String.valueOf(ex.getMessage()), ex);
		}
	}

	/**
	 * Let in whom the mode lets in; called when the socket is bound.
	 * @throws CliException when that cannot be done
	 */
	void made() {
		try {
			this.made = key();
			Files.setPosixFilePermissions(this.place.path(), PosixFilePermissions.fromString(this.place.mode()));
		}
		catch (IOException | UnsupportedOperationException ex) {
			throw bad("its mode cannot be set: " + ex.getMessage(), ex);
		}
	}

	/** Remove the file, unless it is another server's by now. */
	void remove() {
		try {
			if (this.made != null && this.made.equals(key())) {
				Files.delete(this.place.path());
			}
		}
		catch (IOException ex) {
			// the next server removes it
		}
	}

	private boolean isSocket() throws IOException {
		Object mode = Files.getAttribute(this.place.path(), "unix:mode", LinkOption.NOFOLLOW_LINKS);
		return ((Integer) mode & KIND) == SOCKET;
	}

	private boolean isAnswered() {
		try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(this.place.path()))) {
			return channel.isConnected();
		}
		catch (IOException ex) {
			return !String.valueOf(ex.getMessage()).contains("refused");
		}
	}

	private @Nullable Object key() throws IOException {
		return Files.exists(this.place.path(), LinkOption.NOFOLLOW_LINKS)
				? Files.getAttribute(this.place.path(), "unix:ino", LinkOption.NOFOLLOW_LINKS) : null;
	}

	private CliException bad(String why, @Nullable Exception cause) {
		return new CliException(ExitCode.LOCAL, "cannot listen at " + this.place.path() + ": " + why, cause);
	}

}
