package dev.wscat.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.core.Opcode;
import dev.wscat.net.MessageBatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * Writes messages to stdout, each with a separator behind it. Into a pipe or file they go
 * byte for byte; on a terminal control characters are made visible and binary is shown in
 * hex. Used by one thread.
 */
public final class MessagePrinter implements Output {

	private static final int CAPACITY = 1 << 16;

	private final GatheringByteChannel out;

	private final byte[] separator;

	private final boolean terminal;

	/** Short messages, copied. */
	private final ByteBuffer gathered = ByteBuffer.allocateDirect(CAPACITY);

	/** Long ones behind them, where they lie. */
	private final List<ByteBuffer> whole = new ArrayList<>();

	MessagePrinter(GatheringByteChannel out, boolean terminal) {
		this(out, terminal, new byte[] { '\n' });
	}

	/**
	 * Create a printer.
	 * @param out where to
	 * @param terminal whether a person reads
	 * @param separator what stands behind each message, shorter than the buffer
	 */
	MessagePrinter(GatheringByteChannel out, boolean terminal, byte[] separator) {
		this.out = out;
		this.terminal = terminal;
		this.separator = separator;
	}

	@Override
	public void message(MessageBatch batch, int index) throws IOException {
		print(batch.opcode(index) == Opcode.TEXT, batch.data(), batch.offset(index), batch.length(index));
	}

	void print(boolean text, ByteBuf data, int offset, int length) throws IOException {
		if (this.terminal) {
			this.whole.add(ByteBuffer.wrap(shown(text, data, offset, length).getBytes(StandardCharsets.UTF_8)));
		}
		else if (length >= CAPACITY / 2) {
			this.whole.add(data.nioBuffer(offset, length));
			if (this.separator.length > 0) {
				this.whole.add(ByteBuffer.wrap(this.separator));
			}
		}
		else {
			if (!this.whole.isEmpty() || length + this.separator.length > this.gathered.remaining()) {
				flush();
			}
			gather(data, offset, length);
		}
	}

	@Override
	public void flush() throws IOException {
		this.whole.add(0, this.gathered.flip());
		ByteBuffer[] buffers = this.whole.toArray(new ByteBuffer[0]);
		try {
			while (buffers[buffers.length - 1].hasRemaining()) {
				this.out.write(buffers);
			}
		}
		finally {
			this.whole.clear();
			this.gathered.clear();
		}
	}

	private void gather(ByteBuf data, int offset, int length) {
		int limit = this.gathered.limit();
		this.gathered.limit(this.gathered.position() + length);
		data.getBytes(offset, this.gathered);
		this.gathered.limit(limit);
		this.gathered.put(this.separator);
	}

	private static String shown(boolean text, ByteBuf data, int offset, int length) {
		if (text) {
			return Escapes.visible(data.toString(offset, length, StandardCharsets.UTF_8)) + '\n';
		}
		return "(binary, " + length + " bytes) " + ByteBufUtil.hexDump(data, offset, length) + '\n';
	}

}
