package dev.wscat.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * Writes messages to stdout, each with a line feed behind it. Into a pipe or file they go
 * byte for byte; on a terminal control characters are made visible and binary is shown in
 * hex. Used by one thread.
 */
public final class MessagePrinter {

	private static final int CAPACITY = 1 << 16;

	private static final byte LINE_FEED = '\n';

	private final GatheringByteChannel out;

	private final boolean terminal;

	private final ByteBuffer gathered = ByteBuffer.allocateDirect(CAPACITY);

	MessagePrinter(GatheringByteChannel out, boolean terminal) {
		this.out = out;
		this.terminal = terminal;
	}

	/**
	 * Print a message, at the latest with the next {@link #flush()}.
	 * @param text whether it is text
	 * @param data where it is
	 * @param offset index of its first byte
	 * @param length how many bytes
	 * @throws IOException if stdout cannot be written
	 */
	public void print(boolean text, ByteBuf data, int offset, int length) throws IOException {
		if (this.terminal) {
			byte[] shown = shown(text, data, offset, length).getBytes(StandardCharsets.UTF_8);
			flush();
			write(new ByteBuffer[] { ByteBuffer.wrap(shown) });
		}
		else if (length < this.gathered.remaining()) {
			gather(data, offset, length);
		}
		else {
			flush();
			if (length < CAPACITY / 2) {
				gather(data, offset, length);
			}
			else {
				write(new ByteBuffer[] { data.nioBuffer(offset, length), ByteBuffer.wrap(new byte[] { LINE_FEED }) });
			}
		}
	}

	/**
	 * Write what was gathered.
	 * @throws IOException if stdout cannot be written
	 */
	public void flush() throws IOException {
		if (this.gathered.position() > 0) {
			this.gathered.flip();
			try {
				write(new ByteBuffer[] { this.gathered });
			}
			finally {
				this.gathered.clear();
			}
		}
	}

	private void gather(ByteBuf data, int offset, int length) {
		int limit = this.gathered.limit();
		this.gathered.limit(this.gathered.position() + length);
		data.getBytes(offset, this.gathered);
		this.gathered.limit(limit);
		this.gathered.put(LINE_FEED);
	}

	private void write(ByteBuffer[] buffers) throws IOException {
		while (buffers[buffers.length - 1].hasRemaining()) {
			this.out.write(buffers);
		}
	}

	private static String shown(boolean text, ByteBuf data, int offset, int length) {
		if (text) {
			return Escapes.visible(data.toString(offset, length, StandardCharsets.UTF_8)) + '\n';
		}
		return "(binary, " + length + " bytes) " + ByteBufUtil.hexDump(data, offset, length) + '\n';
	}

}
