package dev.wscat.net;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import dev.wscat.core.Closing;
import io.netty.buffer.ByteBuf;

/**
 * Unpacks the peer's messages, RFC 7692 section 7.2.2. The unpacked size is bounded by
 * the caller's limit, so that no small message becomes a huge one.
 */
final class Inflation {

	private static final byte[] TAIL = { 0, 0, (byte) 0xff, (byte) 0xff };

	private static final int STEP = 8192;

	private final Inflater inflater = new Inflater(true);

	private final boolean keepsContext;

	private ByteBuffer input = ByteBuffer.allocate(0);

	Inflation(boolean keepsContext) {
		this.keepsContext = keepsContext;
	}

	/**
	 * Unpack a part of a message.
	 * @param in the packed bytes; all readable ones up to {@code length} are consumed
	 * @param length how many bytes to take
	 * @param out where the unpacked bytes are appended
	 * @param limit index in {@code out} that the message must not reach beyond
	 * @throws ProtocolFault when the bytes are no deflate stream or unpack to too much
	 */
	void part(ByteBuf in, int length, ByteBuf out, long limit) throws ProtocolFault {
		feed(in.nioBuffer(in.readerIndex(), length));
		in.skipBytes(length);
		unpack(out, limit);
	}

	/**
	 * Unpack the end of a message.
	 * @param out where the unpacked bytes are appended
	 * @param limit index in {@code out} that the message must not reach beyond
	 * @throws ProtocolFault when the bytes are no deflate stream or unpack to too much
	 */
	void finish(ByteBuf out, long limit) throws ProtocolFault {
		feed(ByteBuffer.wrap(TAIL));
		unpack(out, limit);
		if (!this.keepsContext) {
			this.inflater.reset();
		}
	}

	private void unpack(ByteBuf out, long limit) throws ProtocolFault {
		try {
			while (true) {
				out.ensureWritable(STEP);
				ByteBuffer room = out.nioBuffer(out.writerIndex(), out.writableBytes());
				int count = this.inflater.inflate(room);
				out.writerIndex(out.writerIndex() + count);
				if (out.writerIndex() > limit) {
					throw new ProtocolFault(Closing.tooBig("message unpacks to more than the limit"));
				}
				if (this.inflater.finished()) {
					restart();
				}
				else if (count == 0) {
					return;
				}
			}
		}
		catch (DataFormatException ex) {
			throw new ProtocolFault(Closing.invalidText("invalid compressed data"));
		}
	}

	private void feed(ByteBuffer packed) {
		this.input = packed;
		this.inflater.setInput(packed);
	}

	/** A block marked as the last one ends zlib's stream, but not the message. */
	private void restart() {
		this.inflater.reset();
		this.inflater.setInput(this.input);
	}

	void end() {
		this.inflater.end();
	}

}
