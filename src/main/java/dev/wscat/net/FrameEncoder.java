package dev.wscat.net;

import java.util.Arrays;

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

	private final @Nullable Packer deflation;

	private final @Nullable Trace trace;

	private final int longest;

	/**
	 * Create an encoder for one connection.
	 * @param masked whether we are the client, whose frames must be masked
	 * @param deflation set when permessage-deflate was agreed
	 * @param trace is told each frame, if any
	 * @param longest longest payload of a frame in bytes, or 0 for any
	 */
	FrameEncoder(boolean masked, @Nullable Packer deflation, @Nullable Trace trace, int longest) {
		this.maskKeys = masked ? new MaskKeys() : null;
		this.deflation = deflation;
		this.trace = trace;
		this.longest = longest;
	}

	/**
	 * Append a whole message or control frame, as one frame unless it has to be cut.
	 * @param out where to, with room for the payload and {@link #LONGEST_HEADER} bytes
	 * @param opcode one of {@link Opcode}
	 * @param payload the bytes
	 */
	void encode(ByteBuf out, int opcode, byte[] payload) {
		if (this.deflation != null && !Opcode.isControl(opcode)) {
			byte[] packed = this.deflation.pack(payload);
			message(out, opcode | PACKED, packed, this.deflation.size());
			this.deflation.done();
		}
		else {
			message(out, opcode, payload, payload.length);
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
		if (!isPlain()) {
			byte[] payload = new byte[length];
			data.getBytes(offset, payload);
			encode(out, opcode, payload);
			return;
		}
		header(out, FINAL | opcode, length, length);
		out.writeBytes(data, offset, length);
		if (this.trace != null) {
			this.trace.frame(true, opcode, true, length);
		}
	}

	/** Whether payloads go out as they are, each as one frame. */
	boolean isPlain() {
		return this.deflation == null && this.maskKeys == null && this.longest == 0;
	}

	/**
	 * Append the header of a whole message whose payload follows elsewhere.
	 * @param out where to, with room for {@link #LONGEST_HEADER} bytes
	 * @param opcode {@link Opcode#TEXT} or {@link Opcode#BINARY}
	 * @param length bytes of the payload
	 */
	void head(ByteBuf out, int opcode, int length) {
		header(out, FINAL | opcode, length, 0);
		if (this.trace != null) {
			this.trace.frame(true, opcode, true, length);
		}
	}

	private void message(ByteBuf out, int bits, byte[] payload, int length) {
		if (this.longest > 0 && length > this.longest && !Opcode.isControl(bits & 0x0f)) {
			fragments(out, bits, payload, length);
		}
		else {
			frame(out, FINAL | bits, payload, length);
		}
	}

	/** RFC 6455 section 5.4: text may be cut inside a character. */
	private void fragments(ByteBuf out, int firstBits, byte[] payload, int length) {
		int bits = firstBits;
		for (int from = 0; from < length; from += this.longest) {
			int to = (int) Math.min((long) from + this.longest, length);
			frame(out, (to == length) ? FINAL | bits : bits, Arrays.copyOfRange(payload, from, to), to - from);
			bits = Opcode.CONTINUATION;
			if (to == length) {
				break;
			}
		}
	}

	private void frame(ByteBuf out, int first, byte[] payload, int length) {
		header(out, first, length, length);
		if (this.maskKeys == null) {
			out.writeBytes(payload, 0, length);
		}
		else {
			int key = this.maskKeys.next();
			out.writeInt(key);
			Payload.writeMasked(out, payload, length, key);
		}
		if (this.trace != null) {
			this.trace.frame(true, first & 0x0f, (first & FINAL) != 0, length);
		}
	}

	private void header(ByteBuf out, int first, int length, int room) {
		out.ensureWritable(room + LONGEST_HEADER);
		out.writeByte(first);
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
