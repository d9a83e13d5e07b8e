package dev.wscat.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/**
 * Reads bytes as they come, without a look at what they are.
 */
public final class ChunkReader extends InputReader {

	/** Takes what is read, on the reader's thread. */
	public interface Listener extends InputReader.Listener {

		/**
		 * Take bytes.
		 * @param bytes what one read brought, at least one byte
		 * @return whether more are wanted
		 */
		boolean onBytes(byte[] bytes);

	}

	private static final int CAPACITY = 1 << 16;

	private final ReadableByteChannel in;

	private final Listener listener;

	private final byte[] buffer = new byte[CAPACITY];

	private final int longest;

	private boolean empty = true;

	/**
	 * Create a reader.
	 * @param in where from; interrupting its read has to end it
	 * @param longest most bytes of one piece; never more than 64 KiB
	 * @param listener takes what is read
	 */
	ChunkReader(ReadableByteChannel in, int longest, Listener listener) {
		super(listener);
		this.in = in;
		this.longest = Math.min(longest, CAPACITY);
		this.listener = listener;
	}

	/**
	 * Create a reader of stdin.
	 * @param console owner of stdin
	 * @param listener takes what is read
	 * @return a reader, not begun
	 */
	public static ChunkReader of(Console console, Listener listener) {
		return new ChunkReader(console.input(), CAPACITY, listener);
	}

	@Override
	boolean readOn() throws IOException {
		int count = this.in.read(ByteBuffer.wrap(this.buffer, 0, this.longest));
		if (count < 0) {
			this.listener.onEnd(this.empty);
			return false;
		}
		this.empty = false;
		return count == 0 || this.listener.onBytes(Arrays.copyOf(this.buffer, count)) || refused(1);
	}

}
