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

	private static final int LONGEST_CLOSE = 125;

	private final LooseHeader header = new LooseHeader();

	private final ByteBuf close = Unpooled.buffer(0, LONGEST_CLOSE);

	private long left;

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
				at = this.header.read(bytes, at, end);
				if (this.header.isWhole()) {
					begin();
				}
			}
			if (this.inClose && this.left == 0) {
				this.closed = true;
			}
		}
		return at - bytes.readerIndex();
	}

	private void begin() {
		this.left = this.header.length();
		int opcode = this.header.opcode();
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
		return this.left == 0 && !this.header.isBegun() && !this.closed;
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
		ByteBuf plain = this.close.copy();
		Payload.mask(plain, 0, plain.readableBytes(), this.header.key());
		byte[] payload = new byte[plain.readableBytes()];
		plain.readBytes(payload);
		try {
			return CloseFrames.parse(payload, payload.length);
		}
		catch (ProtocolFault ex) {
			return ex.closing();
		}
	}

}
