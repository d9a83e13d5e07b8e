package dev.wscat.net;

import dev.wscat.core.Closing;
import dev.wscat.core.Opcode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Follows the frames of one direction while their bytes pass unchanged, RFC 6455 section
 * 5.2: where one ends, so that something can be put in between, and what a Close says.
 */
final class FrameScan {

	private static final int LONGEST_HEADER = 14;

	private static final int LONGEST_CLOSE = 125;

	private final ByteBuf header = Unpooled.buffer(LONGEST_HEADER, LONGEST_HEADER);

	private final ByteBuf close = Unpooled.buffer(0, LONGEST_CLOSE);

	private long left;

	private int key;

	private boolean masked;

	private boolean inClose;

	private boolean closed;

	private long messages;

	/**
	 * Look at bytes that pass.
	 * @param bytes are left as they are
	 * @return how many of them belong to frames up to and with the Close; the rest is
	 * behind it and means nothing
	 */
	int look(ByteBuf bytes) {
		int at = bytes.readerIndex();
		int end = bytes.writerIndex();
		while (at < end && !this.closed) {
			if (this.left > 0) {
				int count = (int) Math.min(this.left, end - at);
				if (this.inClose) {
					this.close.writeBytes(bytes, at, count);
				}
				this.left -= count;
				at += count;
			}
			else {
				this.header.writeByte(bytes.getByte(at++));
				if (this.header.readableBytes() == needed()) {
					begin();
				}
			}
			if (this.inClose && this.left == 0) {
				this.closed = true;
			}
		}
		return at - bytes.readerIndex();
	}

	private int needed() {
		if (this.header.readableBytes() < 2) {
			return 2;
		}
		int b1 = this.header.getByte(1);
		int short7 = b1 & 0x7f;
		return 2 + ((short7 < 126) ? 0 : (short7 == 126) ? 2 : 8) + ((b1 < 0) ? 4 : 0);
	}

	private void begin() {
		int b0 = this.header.readByte();
		int b1 = this.header.readByte();
		int short7 = b1 & 0x7f;
		this.left = (short7 < 126) ? short7
				: (short7 == 126) ? this.header.readUnsignedShort() : this.header.readLong() & Long.MAX_VALUE;
		this.masked = b1 < 0;
		this.key = this.masked ? this.header.readInt() : 0;
		this.header.clear();
		int opcode = b0 & 0x0f;
		// a Close over 125 bytes is against the rules, and its receiver's to punish
		this.inClose = opcode == Opcode.CLOSE && this.left <= LONGEST_CLOSE;
		if (opcode == Opcode.TEXT || opcode == Opcode.BINARY) {
			this.messages++;
		}
	}

	/**
	 * Tell whether a frame can be put in here.
	 * @return whether the bytes so far end with a frame that is no Close
	 */
	boolean isBetweenFrames() {
		return this.left == 0 && !this.header.isReadable() && !this.closed;
	}

	boolean isClosed() {
		return this.closed;
	}

	/** How many messages have begun. */
	long messages() {
		return this.messages;
	}

	/**
	 * Return what the Close said.
	 * @return {@link Closing#LOST} when there was none
	 */
	Closing closing() {
		if (!this.closed) {
			return Closing.LOST;
		}
		byte[] payload = new byte[this.close.readableBytes()];
		for (int i = 0; i < payload.length; i++) {
			payload[i] = (byte) (this.close.getByte(i) ^ (this.masked ? this.key >>> (24 - 8 * (i & 3)) : 0));
		}
		try {
			return CloseFrames.parse(payload, payload.length);
		}
		catch (ProtocolFault ex) {
			return ex.closing();
		}
	}

}
