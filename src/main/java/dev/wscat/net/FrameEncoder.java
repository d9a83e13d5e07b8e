package dev.wscat.net;

import dev.wscat.core.Opcode;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Writes our frames, RFC 6455 section 5.2. Used by one thread at a time.
 */
final class FrameEncoder {

	static final int LONGEST_HEADER = 14;

	private static final int FINAL = 0x80;

	private static final int PACKED = 0x40;

	private static final int MASKED = 0x80;

	private final @Nullable MaskKeys maskKeys;

	private final @Nullable Deflation deflation;

	private final @Nullable Trace trace;

	/**
	 * Create an encoder for one connection.
	 * @param masked whether we are the client, whose frames must be masked
	 * @param deflation set when permessage-deflate was agreed
	 * @param trace is told each frame, if any
	 */
	FrameEncoder(boolean masked, @Nullable Deflation deflation, @Nullable Trace trace) {
		this.maskKeys = masked ? new MaskKeys() : null;
		this.deflation = deflation;
		this.trace = trace;
	}

	/**
	 * Append a whole message or control frame as one frame.
	 * @param out where to, with room for the payload and {@link #LONGEST_HEADER} bytes
	 * @param opcode one of {@link Opcode}
	 * @param payload the bytes
	 */
	void encode(ByteBuf out, int opcode, byte[] payload) {
		if (this.deflation != null && !Opcode.isControl(opcode)) {
			byte[] packed = this.deflation.pack(payload);
			frame(out, opcode | PACKED, packed, this.deflation.size());
		}
		else {
			frame(out, opcode, payload, payload.length);
		}
	}

	/**
	 * Append a whole message as one frame.
	 * @param out where to, with room for the payload and {@link #LONGEST_HEADER} bytes
	 * @param opcode {@link Opcode#TEXT} or {@link Opcode#BINARY}
	 * @param data where the payload is
	 * @param offset index of its first byte
	 * @param length how many bytes
	 */
	void encode(ByteBuf out, int opcode, ByteBuf data, int offset, int length) {
		if (this.deflation != null || this.maskKeys != null) {
			byte[] payload = new byte[length];
			data.getBytes(offset, payload);
			encode(out, opcode, payload);
			return;
		}
		header(out, opcode, length);
		out.writeBytes(data, offset, length);
		if (this.trace != null) {
			this.trace.frame(true, opcode, true, length);
		}
	}

	private void frame(ByteBuf out, int bits, byte[] payload, int length) {
		header(out, bits, length);
		if (this.maskKeys == null) {
			out.writeBytes(payload, 0, length);
		}
		else {
			int key = this.maskKeys.next();
			out.writeInt(key);
			Payload.writeMasked(out, payload, length, key);
		}
		if (this.trace != null) {
			this.trace.frame(true, bits & 0x0f, true, length);
		}
	}

	private void header(ByteBuf out, int bits, int length) {
		out.ensureWritable(length + LONGEST_HEADER);
		out.writeByte(FINAL | bits);
		int maskBit = (this.maskKeys != null) ? MASKED : 0;
		if (length < 126) {
			out.writeByte(maskBit | length);
		}
		else if (length <= 0xffff) {
			out.writeByte(maskBit | 126).writeShort(length);
		}
		else {
			out.writeByte(maskBit | 127).writeLong(length);
		}
	}

	void release() {
		if (this.deflation != null) {
			this.deflation.end();
		}
	}

}
