package dev.wscat.command.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

import dev.wscat.core.Message;
import dev.wscat.net.transfer.Chunk;
import dev.wscat.net.transfer.Credit;
import dev.wscat.net.transfer.Letter;
import org.jspecify.annotations.Nullable;

/**
 * One way through a file, for all who want it at this moment, from where the first of
 * them wants it.
 */
final class Pass implements AutoCloseable {

	/** Buffers that are being sent or counted. */
	private static final int BUFFERS = 6;

	private final Outgoing file;

	private final Desk desk;

	/** What is read, or {@code null} when it is standard input. */
	private final @Nullable FileChannel channel;

	private final @Nullable Input input;

	/** Negative until the end of standard input. */
	private long size;

	private final Credit credit = new Credit();

	private final MessageDigest digest = Digests.sha256();

	private final Deque<byte[]> spare = new ArrayDeque<>();

	private int buffers;

	/** Up to here the digest has been given bytes. */
	private long counted;

	private long position = -1;

	private volatile boolean closed;

	Pass(Outgoing file, Desk desk, @Nullable FileChannel channel, @Nullable Input input) {
		this.input = input;
		this.file = file;
		this.desk = desk;
		this.channel = channel;
		this.size = file.header().size();
	}

	Outgoing file() {
		return this.file;
	}

	Credit credit() {
		return this.credit;
	}

	long position() {
		return Math.max(0, this.position);
	}

	boolean isClosed() {
		return this.closed;
	}

	/** Whether all bytes were sent. */
	boolean isThrough() {
		return this.size >= 0 && this.position >= this.size;
	}

	/**
	 * Look whether what receivers have already is what the file begins with, on the
	 * thread of digests.
	 * @param wants what they have
	 * @return where each goes on; 0 for one that has something else
	 * @throws UncheckedIOException when the file cannot be read
	 */
	Map<Integer, Long> check(Map<Integer, Letter> wants) {
		Map<Integer, Long> places = new HashMap<>();
		Map<Long, byte[]> seen = new HashMap<>();
		TreeSet<Long> offsets = new TreeSet<>();
		wants.values().forEach((want) -> offsets.add(want.offset()));
		try {
			for (long offset : offsets.tailSet(0L, false).headSet(this.size, true)) {
				count(offset);
				seen.put(offset, Digests.soFar(this.digest));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		wants.forEach((receiver, want) -> places.put(receiver,
				Arrays.equals(seen.get(want.offset()), want.digest()) ? want.offset() : 0L));
		return places;
	}

	private void count(long to) throws IOException {
		byte[] bytes = new byte[Chunk.USUAL];
		while (this.counted < to && !this.closed) {
			int length = (int) Math.min(bytes.length, to - this.counted);
			read(ByteBuffer.wrap(bytes, 0, length), this.counted);
			this.digest.update(bytes, 0, length);
			this.counted += length;
		}
	}

	private void read(ByteBuffer to, long from) throws IOException {
		long at = from;
		while (to.hasRemaining()) {
			int count = (this.channel != null) ? this.channel.read(to, at) : -1;
			if (count < 0) {
				throw new EOFException("is shorter than it was");
			}
			at += count;
		}
	}

	/**
	 * Begin to send.
	 * @param places from where each receiver gets the file
	 */
	void begin(Map<Integer, Long> places) {
		places.forEach(this.credit::add);
		this.position = (this.size < 0) ? 0 : Math.min(this.size, this.credit.least());
	}

	/**
	 * Make the next message.
	 * @param sender our number
	 * @param window bytes under way at once
	 * @return {@code null} when none can be sent now
	 * @throws IOException when the file cannot be read
	 */
	@Nullable Message next(int sender, int window) throws IOException {
		if (this.position < 0 || isThrough()) {
			return null;
		}
		if (this.input != null) {
			return next(sender, window, this.input);
		}
		int length = (int) Math.min(Chunk.USUAL, this.size - this.position);
		if (!this.credit.admits(this.position + length, window)) {
			return null;
		}
		byte[] message = buffer(Chunk.HEAD + length);
		if (message == null) {
			return null;
		}
		Chunk.head(message, sender, this.file.number(), this.position);
		read(ByteBuffer.wrap(message, Chunk.HEAD, length), this.position);
		this.position += length;
		int skipped = (int) Math.max(0, Math.min(length, this.counted - (this.position - length)));
		this.counted = Math.max(this.counted, this.position);
		this.desk.count(() -> {
			this.digest.update(message, Chunk.HEAD + skipped, length - skipped);
			this.desk.post(() -> this.spare.add(message));
		});
		return Message.binary(message);
	}

	private @Nullable Message next(int sender, int window, Input from) throws IOException {
		byte[] piece = this.credit.admits(this.position + Input.LONGEST, window) ? from.poll() : null;
		if (piece == null) {
			if (from.isEnded()) {
				this.size = this.position;
			}
			return null;
		}
		byte[] message = new byte[Chunk.HEAD + piece.length];
		Chunk.head(message, sender, this.file.number(), this.position);
		System.arraycopy(piece, 0, message, Chunk.HEAD, piece.length);
		this.position += piece.length;
		this.desk.count(() -> this.digest.update(piece));
		return Message.binary(message);
	}

	/** When there is none left the digest is behind, and gives one back in a moment. */
	private byte @Nullable [] buffer(int length) {
		if (length == Chunk.HEAD + Chunk.USUAL && !this.spare.isEmpty()) {
			return this.spare.remove();
		}
		if (this.spare.isEmpty() && this.buffers == BUFFERS) {
			return null;
		}
		this.buffers++;
		return new byte[length];
	}

	/** Finish the digest; on the thread of digests, behind all bytes. */
	byte[] digest() {
		return this.digest.digest();
	}

	@Override
	public void close() {
		this.closed = true;
		try {
			if (this.channel != null) {
				this.channel.close();
			}
		}
		catch (IOException ex) {
			// it was read only
		}
	}

}
