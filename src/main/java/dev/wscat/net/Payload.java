package dev.wscat.net;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import dev.wscat.core.Utf8;
import io.netty.buffer.ByteBuf;

/**
 * The two loops over every byte of a payload, eight bytes a step.
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
		long key8 = ((long) key << 32) | (key & 0xffffffffL);
		int end = from + length;
		int i = from;
		for (; i <= end - 8; i += 8) {
			buffer.setLong(i, buffer.getLong(i) ^ key8);
		}
		for (int shift = 24; i < end; i++, shift = (shift - 8) & 31) {
			buffer.setByte(i, buffer.getByte(i) ^ (key >>> shift));
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
		int current = state;
		int end = from + length;
		int i = from;
		while (i < end) {
			if (current == Utf8.ACCEPT) {
				while (i <= end - 8 && (buffer.getLong(i) & HIGH_BITS) == 0) {
					i += 8;
				}
				if (i == end) {
					break;
				}
			}
			byte value = buffer.getByte(i++);
			if (current != Utf8.ACCEPT || value < 0) {
				current = Utf8.next(current, value);
				if (current == Utf8.REJECT) {
					return current;
				}
			}
		}
		return current;
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
