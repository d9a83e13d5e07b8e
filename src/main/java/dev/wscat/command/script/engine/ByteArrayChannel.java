package dev.wscat.command.script.engine;

import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * Bytes that are read as a file is.
 */
final class ByteArrayChannel implements SeekableByteChannel {

	private final byte[] bytes;

	private int position;

	ByteArrayChannel(byte[] bytes) {
		this.bytes = bytes;
	}

	@Override
	public int read(ByteBuffer into) {
		int count = Math.min(into.remaining(), this.bytes.length - this.position);
		if (count <= 0) {
			return into.hasRemaining() ? -1 : 0;
		}
		into.put(this.bytes, this.position, count);
		this.position += count;
		return count;
	}

	@Override
	public int write(ByteBuffer from) {
		throw new NonWritableChannelException();
	}

	@Override
	public long position() {
		return this.position;
	}

	@Override
	public SeekableByteChannel position(long position) {
		this.position = (int) Math.min(position, this.bytes.length);
		return this;
	}

	@Override
	public long size() {
		return this.bytes.length;
	}

	@Override
	public SeekableByteChannel truncate(long size) {
		throw new NonWritableChannelException();
	}

	@Override
	public boolean isOpen() {
		return true;
	}

	@Override
	public void close() {
		// nothing is open
	}

}
