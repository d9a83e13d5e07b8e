package dev.wscat.terminal;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.core.Utf8;

/**
 * Reads lines on a thread of its own, since a read blocks, and hands each on before it
 * looks at the next, so that a slow taker stops the source.
 */
public final class LineReader {

	/** Takes what is read, on the reader's thread. */
	public interface Listener {

		/**
		 * Take a line.
		 * @param line without its terminator
		 * @return whether more lines are wanted
		 */
		boolean onLine(String line);

		/**
		 * The input has ended.
		 * @param empty whether it held nothing at all
		 */
		void onEnd(boolean empty);

		/**
		 * The input cannot be read on.
		 * @param fault what is wrong with it, and where
		 */
		void onFault(CliException fault);

	}

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long LINE_FEEDS = 0x0a0a0a0a0a0a0a0aL;

	private static final long LOW_BITS = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x8080808080808080L;

	private static final int CAPACITY = 1 << 18;

	/** Below this a plain loop is faster than to warm up a clever one. */
	private static final int SHORT = 64;

	private static final long LONGEST_STOP_MILLIS = 1000;

	private final ReadableByteChannel in;

	private final int longest;

	private final Listener listener;

	private final Thread thread;

	private byte[] buffer = new byte[CAPACITY];

	private int start;

	private int scanned;

	private int end;

	private long line = 1;

	private long offset;

	private boolean ascii = true;

	private volatile int left;

	/**
	 * Create a reader.
	 * @param in where from; interrupting its read has to end it
	 * @param longest longest line, in bytes
	 * @param listener takes what is read
	 */
	LineReader(ReadableByteChannel in, int longest, Listener listener) {
		this.in = in;
		this.longest = longest;
		this.listener = listener;
		this.thread = new Thread(this::run, "wscat-stdin");
		this.thread.setDaemon(true);
	}

	/** Begin to read. */
	public void start() {
		this.thread.start();
	}

	/**
	 * Stop reading, also from the middle of a read.
	 * @return how many lines had been read that nobody took
	 */
	public int stop() {
		this.thread.interrupt();
		try {
			this.thread.join(LONGEST_STOP_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return this.left;
	}

	private void run() {
		try {
			while (read()) {
				if (!lines()) {
					this.left = 1 + countLines();
					return;
				}
			}
			boolean empty = this.offset == 0 && this.end == 0;
			if (this.end > this.start && !line(this.end)) {
				this.left = 1;
				return;
			}
			this.listener.onEnd(empty);
		}
		catch (CliException ex) {
			this.listener.onFault(ex);
		}
		catch (ClosedByInterruptException ex) {
			// stopped
		}
		catch (IOException ex) {
			this.listener
				.onFault(new CliException(ExitCode.LOCAL, "cannot read standard input: " + ex.getMessage(), ex));
		}
	}

	private boolean read() throws IOException {
		if (this.start > 0) {
			System.arraycopy(this.buffer, this.start, this.buffer, 0, this.end - this.start);
			this.offset += this.start;
			this.scanned -= this.start;
			this.end -= this.start;
			this.start = 0;
		}
		if (this.end == this.buffer.length) {
			if (this.end > this.longest) {
				throw new CliException(ExitCode.LOCAL, "line " + this.line + " of standard input is longer than "
						+ this.longest + " bytes; allow more with --max-message");
			}
			this.buffer = Arrays.copyOf(this.buffer, this.end * 2);
		}
		int count = this.in.read(ByteBuffer.wrap(this.buffer, this.end, this.buffer.length - this.end));
		this.end += Math.max(count, 0);
		return count >= 0;
	}

	/** Hand on all whole lines in the buffer; false when no more are wanted. */
	private boolean lines() {
		while (findLineFeed()) {
			int stop = this.scanned;
			if (stop > this.start && this.buffer[stop - 1] == '\r') {
				stop--;
			}
			boolean more = line(stop);
			this.scanned++;
			this.start = this.scanned;
			this.ascii = true;
			if (!more) {
				return false;
			}
		}
		return true;
	}

	private boolean line(int stop) {
		int length = stop - this.start;
		String text;
		if (this.ascii) {
			text = new String(this.buffer, this.start, length, StandardCharsets.ISO_8859_1);
		}
		else {
			int fault = Utf8.firstFault(this.buffer, this.start, stop);
			if (fault >= 0) {
				throw new CliException(ExitCode.LOCAL, "standard input is not UTF-8: line " + this.line + ", byte "
						+ (fault - this.start + 1) + " (offset " + (this.offset + fault) + ")");
			}
			text = new String(this.buffer, this.start, length, StandardCharsets.UTF_8);
		}
		this.line++;
		return this.listener.onLine(text);
	}

	/** Move {@code scanned} to the next line feed, or to the end of what was read. */
	private boolean findLineFeed() {
		byte[] bytes = this.buffer;
		int i = this.scanned;
		int stop = this.end;
		if (stop - i > SHORT) {
			long seen = 0;
			while (i <= stop - 8) {
				long word = (long) LONGS.get(bytes, i);
				seen |= word;
				long differs = word ^ LINE_FEEDS;
				long found = (differs - LOW_BITS) & ~differs & HIGH_BITS;
				if (found != 0) {
					i += Long.numberOfTrailingZeros(found) >>> 3;
					this.ascii &= (seen & HIGH_BITS) == 0;
					this.scanned = i;
					return true;
				}
				i += 8;
			}
			this.ascii &= (seen & HIGH_BITS) == 0;
		}
		for (; i < stop; i++) {
			byte value = bytes[i];
			if (value == '\n') {
				this.scanned = i;
				return true;
			}
			this.ascii &= value >= 0;
		}
		this.scanned = i;
		return false;
	}

	/**
	 * How many lines are left in the buffer, a last one without its terminator included.
	 */
	private int countLines() {
		int count = 0;
		for (int i = this.start; i < this.end; i++) {
			if (this.buffer[i] == '\n') {
				count++;
			}
		}
		return (this.end > this.start && this.buffer[this.end - 1] != '\n') ? count + 1 : count;
	}

}
