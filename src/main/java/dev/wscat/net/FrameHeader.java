package dev.wscat.net;

import dev.wscat.core.Closing;
import dev.wscat.core.Opcode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * The header of the frame that is being received, RFC 6455 section 5.2, checked byte by
 * byte as it comes.
 */
final class FrameHeader {

	private static final int LONGEST = 14;

	private final boolean masked;

	private final boolean mayBePacked;

	/** The first bytes of a header that a read cut off. */
	private final ByteBuf begun = Unpooled.buffer(LONGEST);

	private int bits;

	private int key;

	private long length;

	/**
	 * Create a header for one connection.
	 * @param masked whether the peer is a client, whose frames must be masked
	 * @param mayBePacked whether permessage-deflate was agreed, which uses a reserved bit
	 */
	FrameHeader(boolean masked, boolean mayBePacked) {
		this.masked = masked;
		this.mayBePacked = mayBePacked;
	}

	int opcode() {
		return this.bits & 0x0f;
	}

	boolean isFinal() {
		return (this.bits & 0x80) != 0;
	}

	boolean isPacked() {
		return (this.bits & 0x40) != 0;
	}

	int key() {
		return this.key;
	}

	long length() {
		return this.length;
	}

	/**
	 * Read on.
	 * @param in the bytes that came
	 * @param inMessage whether a fragmented message has begun
	 * @return whether the header is whole
	 * @throws ProtocolFault at the first byte that breaks a rule
	 */
	boolean read(ByteBuf in, boolean inMessage) throws ProtocolFault {
		if (!this.begun.isReadable() && in.readableBytes() >= LONGEST) {
			parse(in, inMessage);
			return true;
		}
		while (this.begun.readableBytes() < needed()) {
			if (!in.isReadable()) {
				return false;
			}
			this.begun.writeByte(in.readByte());
			if (this.begun.readableBytes() == 1) {
				checkFirst(this.begun.getByte(0), inMessage);
			}
			else if (this.begun.readableBytes() == 2) {
				checkSecond(this.begun.getByte(0), this.begun.getByte(1));
			}
		}
		parse(this.begun, inMessage);
		this.begun.clear();
		return true;
	}

	/** How many bytes the header has, as far as its first bytes tell. */
	private int needed() {
		if (this.begun.readableBytes() < 2) {
			return 2;
		}
		int short7 = this.begun.getByte(1) & 0x7f;
		return 2 + ((short7 < 126) ? 0 : (short7 == 126) ? 2 : 8) + (this.masked ? 4 : 0);
	}

	private void parse(ByteBuf from, boolean inMessage) throws ProtocolFault {
		int b0 = from.readByte();
		int b1 = from.readByte();
		checkFirst(b0, inMessage);
		checkSecond(b0, b1);
		long size = b1 & 0x7f;
		if (size == 126) {
			size = from.readUnsignedShort();
			check(size >= 126, "frame length not in its shortest form");
		}
		else if (size == 127) {
			size = from.readLong();
			check(size >= 0, "frame length over 63 bits");
			check(size > 0xffff, "frame length not in its shortest form");
		}
		this.key = this.masked ? from.readInt() : 0;
		this.bits = b0;
		this.length = size;
	}

	private void checkFirst(int b0, boolean inMessage) throws ProtocolFault {
		int opcode = b0 & 0x0f;
		boolean first = opcode == Opcode.TEXT || opcode == Opcode.BINARY;
		check((b0 & 0x30) == 0 && ((b0 & 0x40) == 0 || this.mayBePacked && first), "reserved bits set");
		check(first || opcode == Opcode.CONTINUATION || opcode >= Opcode.CLOSE && opcode <= Opcode.PONG,
				"reserved opcode");
		check(b0 < 0 || !Opcode.isControl(opcode), "fragmented control frame");
		check(inMessage || opcode != Opcode.CONTINUATION, "continuation of no message");
		check(!inMessage || !first, "new message inside a fragmented one");
	}

	private void checkSecond(int b0, int b1) throws ProtocolFault {
		check((b1 < 0) == this.masked, this.masked ? "frame of a client is not masked" : "frame of a server is masked");
		check((b1 & 0x7f) <= 125 || !Opcode.isControl(b0 & 0x0f), "control frame over 125 bytes");
	}

	private static void check(boolean kept, String rule) throws ProtocolFault {
		if (!kept) {
			throw new ProtocolFault(Closing.protocolError(rule));
		}
	}

}
