package dev.wscat.net;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import dev.wscat.core.Utf8;
import io.netty.buffer.ByteBuf;

/**
 * The two loops over every byte of a payload, eight bytes a step and by way of NIO's
 * buffers: Netty's own look at each step whether they are still alive, which takes thirty
 * times as long.
 */
final class Payload {

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private static final long HIGH_BITS = 0x8080808080808080L;

	private Payload() {
	}

	/**
	 * Mask or unmask bytes in place, RFC 6455 section 5.3.
	 * @param buffer the buffer
	 * @param from index of the first byte
	 * @param length how many bytes
	 * @param key the masking key, turned so that its first byte belongs to {@code from}
	 */
	static void mask(ByteBuf buffer, int from, int length, int key) {
		ByteBuffer bytes = buffer.internalNioBuffer(from, length);
		int base = bytes.position();
		long key8 = ((long) key << 32) | (key & 0xffffffffL);
		int i = 0;
		for (; i <= length - 8; i += 8) {
			bytes.putLong(base + i, bytes.getLong(base + i) ^ key8);
		}
		for (int shift = 24; i < length; i++, shift = (shift - 8) & 31) {
			bytes.put(base + i, (byte) (bytes.get(base + i) ^ (key >>> shift)));
		}
	}

	/**
	 * Append bytes masked, in one pass.
	 * @param out where to, with room for them
	 * @param bytes the bytes
	 * @param length how many of them
	 * @param key the masking key
	 */
	static void writeMasked(ByteBuf out, byte[] bytes, int length, int key) {
		int start = out.writerIndex();
		ByteBuffer to = out.internalNioBuffer(start, length);
		int base = to.position();
		long key8 = ((long) key << 32) | (key & 0xffffffffL);
		int i = 0;
		for (; i <= length - 8; i += 8) {
			to.putLong(base + i, (long) LONGS.get(bytes, i) ^ key8);
		}
		for (int shift = 24; i < length; i++, shift = (shift - 8) & 31) {
			to.put(base + i, (byte) (bytes[i] ^ (key >>> shift)));
		}
		out.writerIndex(start + length);
	}

	/**
	 * Check text that may begin and end inside a character.
	 * @param state state of {@link Utf8} behind the bytes before
	 * @param buffer the buffer
	 * @param from index of the first byte
	 * @param length how many bytes
	 * @return the state behind the last byte
	 */
	static int checkUtf8(int state, ByteBuf buffer, int from, int length) {
		ByteBuffer bytes = buffer.internalNioBuffer(from, length);
		int current = state;
		int i = bytes.position();
		int end = i + length;
		while (i < end) {
			if (current == Utf8.ACCEPT) {
				i = skipAscii(bytes, i, end);
				if (i == end) {
					break;
				}
			}
			byte value = bytes.get(i++);
			if (current != Utf8.ACCEPT || value < 0) {
				current = Utf8.next(current, value);
				if (current == Utf8.REJECT) {
					return current;
				}
			}
		}
		return current;
	}

	/** To a byte among the next eight that may be none of ASCII, or the last seven. */
	private static int skipAscii(ByteBuffer bytes, int from, int end) {
		int i = from;
		for (; i <= end - 32; i += 32) {
			long four = bytes.getLong(i) | bytes.getLong(i + 8) | bytes.getLong(i + 16) | bytes.getLong(i + 24);
			if ((four & HIGH_BITS) != 0) {
				break;
			}
		}
		while (i <= end - 8 && (bytes.getLong(i) & HIGH_BITS) == 0) {
			i += 8;
		}
		return i;
	}

	/**
	 * Turn a masking key so that it fits a place further on.
	 * @param key the masking key
	 * @param offset how many bytes of the payload come before that place
	 * @return the turned key
	 */
	static int turn(int key, long offset) {
		return Integer.rotateLeft(key, (int) (offset & 3) * 8);
	}

}
