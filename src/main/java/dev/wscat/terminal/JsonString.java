package dev.wscat.terminal;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Writes text that is UTF-8 already as a string of JSON, RFC 8259 section 7: only
 * quotation mark, backslash and the control characters need an escape, so that most of it
 * is copied as it lies, eight bytes looked at a step.
 */
final class JsonString {

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long ONES = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x8080808080808080L;

	/** Escapes are up to six bytes long, and the sink has to have room for them. */
	private static final int PIECE = ByteSink.CAPACITY / 8;

	private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private JsonString() {
	}

	/**
	 * Append a string with its quotation marks.
	 * @param sink where to
	 * @param data holds the text, as valid UTF-8
	 * @param offset index of its first byte
	 * @param length how many bytes
	 * @throws IOException if the sink cannot be written
	 */
	static void write(ByteSink sink, ByteBuf data, int offset, int length) throws IOException {
		sink.put('"');
		int done = 0;
		while (done < length) {
			int count = Math.min(length - done, PIECE);
			int at = sink.copy(data, offset + done, count, 6 * PIECE);
			sink.used(escape(sink.buffer(), at, at + count));
			done += count;
		}
		sink.put('"');
	}

	/**
	 * Append a string with its quotation marks.
	 * @param sink where to
	 * @param text any text
	 * @throws IOException if the sink cannot be written
	 */
	static void write(ByteSink sink, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		write(sink, Unpooled.wrappedBuffer(bytes), 0, bytes.length);
	}

	/** Put escapes in; returns the index behind the last byte then. */
	private static int escape(byte[] bytes, int from, int to) {
		int i = from;
		for (; i <= to - 8; i += 8) {
			long word = (long) LONGS.get(bytes, i);
			long quotes = word ^ (ONES * '"');
			long slashes = word ^ (ONES * '\\');
			// a byte under 0x20, a quotation mark or a backslash sets its high bit
			long found = ((word - ONES * 0x20) & ~word) | ((quotes - ONES) & ~quotes) | ((slashes - ONES) & ~slashes);
			if ((found & HIGH_BITS) != 0) {
				break;
			}
		}
		while (i < to && !isSpecial(bytes[i])) {
			i++;
		}
		return (i == to) ? to : expand(bytes, i, Arrays.copyOfRange(bytes, i, to));
	}

	private static int expand(byte[] to, int from, byte[] source) {
		int at = from;
		for (byte value : source) {
			if (!isSpecial(value)) {
				to[at++] = value;
				continue;
			}
			to[at++] = '\\';
			int letter = "\b\t\n\f\r\"\\".indexOf(value);
			if (letter >= 0) {
				to[at++] = (byte) "btnfr\"\\".charAt(letter);
			}
			else {
				to[at++] = 'u';
				to[at++] = '0';
				to[at++] = '0';
				to[at++] = HEX[value >> 4];
				to[at++] = HEX[value & 0x0f];
			}
		}
		return at;
	}

	private static boolean isSpecial(byte value) {
		return value >= 0 && value < 0x20 || value == '"' || value == '\\';
	}

}
