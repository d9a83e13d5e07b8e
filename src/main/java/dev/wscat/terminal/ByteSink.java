package dev.wscat.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;

/**
 * Gathers bytes and writes them when there are many, or when it is told to. Used by one
 * thread.
 */
final class ByteSink {

	/** Most bytes that {@link #room} can give at once. */
	static final int CAPACITY = 1 << 16;

	private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private final WritableByteChannel out;

	private final byte[] buffer = new byte[CAPACITY];

	private int size;

	ByteSink(WritableByteChannel out) {
		this.out = out;
	}

	/**
	 * Make room for bytes that the caller puts into {@link #buffer()} itself.
	 * @param bytes how many, at most {@link #CAPACITY}
	 * @return the index of the first
	 * @throws IOException if what was gathered cannot be written
	 */
	int room(int bytes) throws IOException {
		if (bytes > CAPACITY - this.size) {
			flush();
		}
		return this.size;
	}

	byte[] buffer() {
		return this.buffer;
	}

	/**
	 * Say that room was used.
	 * @param end the index behind the last byte
	 */
	void used(int end) {
		this.size = end;
	}

	void put(int value) throws IOException {
		int at = room(1);
		this.buffer[at] = (byte) value;
		this.size = at + 1;
	}

	void put(byte[] bytes) throws IOException {
		put(bytes, 0, bytes.length);
	}

	void put(byte[] bytes, int from, int to) throws IOException {
		int next = from;
		while (next < to) {
			int count = Math.min(to - next, CAPACITY);
			int at = room(count);
			System.arraycopy(bytes, next, this.buffer, at, count);
			this.size = at + count;
			next += count;
		}
	}

	void put(String text) throws IOException {
		put(text.getBytes(StandardCharsets.UTF_8));
	}

	/** Append two digits a byte. */
	void putHex(byte[] bytes) throws IOException {
		for (byte value : bytes) {
			int at = room(2);
			this.buffer[at] = HEX[(value >> 4) & 0x0f];
			this.buffer[at + 1] = HEX[value & 0x0f];
			this.size = at + 2;
		}
	}

	/** Append a number that is not negative. */
	void putNumber(long number) throws IOException {
		int at = room(20);
		int digits = 1;
		for (long rest = number / 10; rest > 0; rest /= 10) {
			digits++;
		}
		long rest = number;
		for (int i = at + digits - 1; i >= at; i--) {
			this.buffer[i] = (byte) ('0' + rest % 10);
			rest /= 10;
		}
		this.size = at + digits;
	}

	/**
	 * Copy bytes.
	 * @param data from where
	 * @param offset of the first
	 * @param count how many, at most {@link #CAPACITY}
	 * @param room bytes to keep free from where they are put
	 * @return the index of the first, not yet {@link #used}
	 * @throws IOException if what was gathered cannot be written
	 */
	int copy(ByteBuf data, int offset, int count, int room) throws IOException {
		int at = room(room);
		data.getBytes(offset, this.buffer, at, count);
		return at;
	}

	void flush() throws IOException {
		ByteBuffer rest = ByteBuffer.wrap(this.buffer, 0, this.size);
		this.size = 0;
		while (rest.hasRemaining()) {
			this.out.write(rest);
		}
	}

}
