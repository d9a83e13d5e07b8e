package dev.wscat.net;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import dev.wscat.core.Closing;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks the peer's messages, RFC 7692 section 7.2.2. The unpacked size is bounded by
 * the caller's limit, so that no small message becomes a huge one.
 */
final class Inflation {

	private static final byte[] TAIL = { 0, 0, (byte) 0xff, (byte) 0xff };

	private static final int STEP = 8192;

	private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

	/** Memory of an inflater with its window. */
	static final int MEMORY = 48 << 10;

	private static final Spares<Inflater> SPARES = new Spares<>(Inflater::end);

	/** Lent while nothing is to be remembered between two messages. */
	private @Nullable Inflater lent;

	private final boolean keepsContext;

	private ByteBuffer input = NOTHING;

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
		if (!this.keepsContext && this.lent != null) {
			this.lent.reset();
			SPARES.give(this.lent);
			this.lent = null;
			this.input = NOTHING;
		}
	}

	private void unpack(ByteBuf out, long limit) throws ProtocolFault {
		Inflater inflater = inflater();
		try {
			while (true) {
				out.ensureWritable(STEP);
				ByteBuffer room = out.nioBuffer(out.writerIndex(), out.writableBytes());
				int count = inflater.inflate(room);
				out.writerIndex(out.writerIndex() + count);
				if (out.writerIndex() > limit) {
					throw new ProtocolFault(Closing.tooBig("message unpacks to more than the limit"));
				}
				if (inflater.finished()) {
					restart(inflater);
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
		inflater().setInput(packed);
	}

	private Inflater inflater() {
		Inflater own = this.lent;
		if (own == null) {
			Inflater spare = SPARES.take();
			own = (spare != null) ? spare : new Inflater(true);
			this.lent = own;
		}
		return own;
	}

	/** A block marked as the last one ends zlib's stream, but not the message. */
	private void restart(Inflater inflater) {
		inflater.reset();
		inflater.setInput(this.input);
	}

	void end() {
		if (this.lent != null) {
			this.lent.end();
			this.lent = null;
		}
	}

}
