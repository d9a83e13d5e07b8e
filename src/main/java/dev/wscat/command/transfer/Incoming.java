package dev.wscat.command.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.wscat.net.transfer.Chunk;
import dev.wscat.net.transfer.FileHeader;
import dev.wscat.net.transfer.TransferFault;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being received: written to a partial file beside it, and given its name
 * once it is whole.
 */
final class Incoming implements AutoCloseable {

	private static final String ENDING = ".part";

	private static final int LONGEST_NAME = 255;

	private final Path root;

	private final int sender;

	private final int file;

	private final FileHeader header;

	private List<String> parts;

	private MessageDigest digest = Digests.sha256();

	/** Up to here the digest has been given bytes; of what there is before a start. */
	private long counted;

	private long position;

	/** The file is there already, and only compared. */
	private boolean compared;

	private boolean started;

	private boolean ended;

	private @Nullable Folder folder;

	private @Nullable FileChannel channel;

	private volatile boolean closed;

	Incoming(Path root, int sender, int file, FileHeader header, List<String> parts) {
		this.root = root;
		this.sender = sender;
		this.file = file;
		this.header = header;
		this.parts = List.copyOf(parts);
	}

	int sender() {
		return this.sender;
	}

	int file() {
		return this.file;
	}

	FileHeader header() {
		return this.header;
	}

	long position() {
		return this.position;
	}

	String name() {
		return this.parts.get(this.parts.size() - 1);
	}

	/** The whole name below the root. */
	String path() {
		return String.join("/", this.parts);
	}

	/** Give it another name, before it is started. */
	void rename(String name) {
		List<String> changed = new ArrayList<>(this.parts);
		changed.set(changed.size() - 1, name);
		this.parts = List.copyOf(changed);
	}

	boolean isStarted() {
		return this.started;
	}

	boolean isCompared() {
		return this.compared;
	}

	boolean isClosed() {
		return this.closed;
	}

	Folder open() throws IOException {
		return Folder.open(this.root, this.parts);
	}

	/**
	 * What the partial file is called; a long name is cut, and told apart by a number.
	 */
	String partial() {
		String name = name();
		if ((name + ENDING).getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME) {
			return name + ENDING;
		}
		int length = name.length();
		String rest = "~" + Integer.toHexString(name.hashCode()) + ENDING;
		while ((name.substring(0, length) + rest).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME
				|| Character.isHighSurrogate(name.charAt(length - 1))) {
			length--;
		}
		return name.substring(0, length) + rest;
	}

	/**
	 * Count the digest of what is there; on the thread of digests.
	 * @param whole whether to look at the file itself, which may be the same already
	 * @return the digest, or nothing when there is nothing to go on with
	 * @throws UncheckedIOException when it cannot be read
	 */
	byte[] count(boolean whole) {
		try (Folder present = open()) {
			String name = whole ? name() : partial();
			PosixFileAttributes found = present.look(name);
			if (found != null && !found.isRegularFile()) {
				throw new IOException("'" + name + "' is no plain file");
			}
			if (found == null || found.size() == 0 || found.size() > this.header.size()) {
				return new byte[0];
			}
			try (FileChannel from = present.read(name)) {
				count(from, Math.min(found.size(), this.header.size()));
			}
			this.compared = whole;
			return Digests.soFar(this.digest);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void count(FileChannel from, long size) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(Chunk.USUAL);
		while (this.counted < size && !this.closed) {
			bytes.clear().limit((int) Math.min(bytes.capacity(), size - this.counted));
			int count = from.read(bytes, this.counted);
			if (count < 0) {
				break;
			}
			this.digest.update(bytes.array(), 0, count);
			this.counted += count;
		}
	}

	/** Up to where there is something; final once {@link #count} is through. */
	long counted() {
		return this.counted;
	}

	/**
	 * Bytes will come.
	 * @param offset from here on, which is 0 or what we have asked for
	 * @throws IOException when the partial file cannot be written
	 */
	void start(long offset) throws IOException {
		if (this.started || offset != 0 && offset != this.counted) {
			throw new TransferFault("bytes from " + offset + " on, which nobody has asked for");
		}
		this.started = true;
		this.position = offset;
		if (offset != this.counted) {
			this.digest = Digests.sha256();
			this.counted = 0;
			this.compared = false;
		}
		if (!this.compared) {
			this.folder = open();
			this.channel = this.folder.write(partial());
			this.channel.truncate(offset);
		}
	}

	/**
	 * Write bytes; of those that are there already only what is new.
	 * @param offset place of the first
	 * @param bytes what came
	 * @return how many were written, from the end of those that came
	 * @throws IOException when they cannot be written
	 */
	int write(long offset, ByteBuffer bytes) throws IOException {
		long behind = offset + bytes.remaining();
		if (!this.started || this.ended || offset > this.position) {
			throw new TransferFault("bytes from " + offset + " on do not follow those before");
		}
		if (this.header.size() >= 0 && behind > this.header.size()) {
			throw new TransferFault("more bytes than it was said to have");
		}
		if (behind <= this.position) {
			return 0;
		}
		FileChannel to = this.channel;
		if (to == null) {
			throw new TransferFault("bytes of a file that was there");
		}
		bytes.position(bytes.position() + (int) (this.position - offset));
		int length = bytes.remaining();
		while (bytes.hasRemaining()) {
			this.position += to.write(bytes, this.position);
		}
		return length;
	}

	/** Count bytes that were written; on the thread of digests. */
	void count(ByteBuffer bytes) {
		this.digest.update(bytes);
	}

	/** All bytes should be there. */
	void end(long size) {
		if (!this.started || this.ended || this.position != size
				|| this.header.size() >= 0 && size != this.header.size()) {
			throw new TransferFault("the end is told at " + this.position + " bytes, and not at " + size);
		}
		this.ended = true;
	}

	/**
	 * Look whether it is what was sent, and give it its name; on the thread of digests or
	 * behind it.
	 * @param expected the digest that the sender has
	 * @return whether it is
	 */
	boolean isSame(byte[] expected) {
		return Arrays.equals(this.digest.digest(), expected);
	}

	/** Make it a file like all others. */
	void complete() throws IOException {
		FileChannel written = this.channel;
		Folder present = this.folder;
		if (written == null || present == null) {
			return;
		}
		written.force(true);
		present.adorn(partial(), this.header.mode(), this.header.modified());
		present.rename(partial(), name());
		present.sync();
		close();
	}

	/** What has come is not what was sent, and nothing to go on with. */
	void discard() throws IOException {
		if (this.folder != null && !this.closed) {
			this.folder.delete(partial());
		}
		close();
	}

	@Override
	public void close() {
		this.closed = true;
		try {
			if (this.channel != null) {
				this.channel.close();
			}
			if (this.folder != null) {
				this.folder.close();
			}
		}
		catch (IOException ex) {
			// what counts was synced before
		}
	}

}
