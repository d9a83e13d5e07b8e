package dev.wscat.terminal;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
public final class LineReader extends InputReader {

	/** Takes what is read, on the reader's thread. */
	public interface Listener extends InputReader.Listener {

		/**
		 * Take a line.
		 * @param line without its terminator
		 * @return whether more lines are wanted
		 */
		boolean onLine(String line);

		/**
		 * Take note of a line that is not UTF-8.
		 * @param fault which line, and where
		 * @return whether more lines are wanted
		 */
		default boolean onNoText(CliException fault) {
			throw fault;
		}

	}

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long LOW_BITS = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x8080808080808080L;

	private static final int CAPACITY = 1 << 18;

	private static final byte[] LINE_FEED = { '\n' };

	/** Below this a plain loop is faster than to warm up a clever one. */
	private static final int SHORT = 64;

	private final ReadableByteChannel in;

	private final int longest;

	private final Listener listener;

	private final byte[] separator;

	/** What a separator ends with, and that in each byte of a word. */
	private final byte last;

	private final long lasts;

	private byte[] buffer = new byte[CAPACITY];

	private int start;

	private int scanned;

	private int end;

	private long line = 1;

	private long offset;

	private boolean ascii = true;

	/**
	 * Create a reader.
	 * @param in where from; interrupting its read has to end it
	 * @param longest longest line, in bytes
	 * @param listener takes what is read
	 */
	LineReader(ReadableByteChannel in, int longest, Listener listener) {
		this(in, longest, LINE_FEED, listener);
	}

	/**
	 * Create a reader.
	 * @param in where from; interrupting its read has to end it
	 * @param longest longest line, in bytes
	 * @param separator what ends a line, a byte or more; before a line feed a carriage
	 * return belongs to it
	 * @param listener takes what is read
	 */
	LineReader(ReadableByteChannel in, int longest, byte[] separator, Listener listener) {
		super(listener);
		this.in = in;
		this.longest = longest;
		this.separator = separator;
		this.last = separator[separator.length - 1];
		this.lasts = (this.last & 0xff) * LOW_BITS;
		this.listener = listener;
	}

	@Override
	boolean readOn() throws IOException {
		if (read()) {
			return lines() || refused(1 + countLines());
		}
		boolean empty = this.offset == 0 && this.end == 0;
		if (this.end > this.start && !line(this.end)) {
			return refused(1);
		}
		this.listener.onEnd(empty);
		return false;
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
		while (findLast()) {
			int stop = this.scanned - this.separator.length + 1;
			if (this.separator.length > 1 && !isSeparator(stop)) {
				this.ascii &= this.last >= 0;
				this.scanned++;
				continue;
			}
			if (this.last == '\n' && this.separator.length == 1 && stop > this.start && this.buffer[stop - 1] == '\r') {
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
				CliException failure = new CliException(ExitCode.LOCAL, "standard input is not UTF-8: line " + this.line
						+ ", byte " + (fault - this.start + 1) + " (offset " + (this.offset + fault) + ")");
				this.line++;
				return this.listener.onNoText(failure);
			}
			text = new String(this.buffer, this.start, length, StandardCharsets.UTF_8);
		}
		this.line++;
		return this.listener.onLine(text);
	}

	private boolean isSeparator(int from) {
		return from >= this.start && Arrays.equals(this.buffer, from, from + this.separator.length, this.separator, 0,
				this.separator.length);
	}

	/**
	 * Move {@code scanned} to the next byte that a separator may end with, or to the end
	 * of what was read.
	 */
	private boolean findLast() {
		byte[] bytes = this.buffer;
		int i = this.scanned;
		int stop = this.end;
		if (stop - i > SHORT) {
			long seen = 0;
			while (i <= stop - 8) {
				long word = (long) LONGS.get(bytes, i);
				seen |= word;
				long differs = word ^ this.lasts;
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
			if (value == this.last) {
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
		int from = this.start;
		for (int i = this.start; i < this.end; i++) {
			if (this.buffer[i] == this.last && i + 1 - from >= this.separator.length && Arrays.equals(this.buffer,
					i + 1 - this.separator.length, i + 1, this.separator, 0, this.separator.length)) {
				count++;
				from = i + 1;
			}
		}
		return (this.end > from) ? count + 1 : count;
	}

}
