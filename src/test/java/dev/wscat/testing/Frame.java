package dev.wscat.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A frame as it is on the wire, RFC 6455 section 5.2, with none of its rules enforced, so
 * that tests can break each of them.
 */
public final class Frame {

	public static final int CONTINUATION = 0;

	public static final int TEXT = 1;

	public static final int BINARY = 2;

	public static final int CLOSE = 8;

	public static final int PING = 9;

	public static final int PONG = 10;

	private static final int FINAL = 0x80;

	private static final int KEY = 0x7a31c5f2;

	private final int first;

	private final boolean masked;

	private final byte[] payload;

	private Frame(int first, boolean masked, byte[] payload) {
		this.first = first;
		this.masked = masked;
		this.payload = payload;
	}

	public static Frame of(int opcode, byte... payload) {
		return new Frame(FINAL | opcode, false, payload);
	}

	public static Frame text(String text) {
		return of(TEXT, text.getBytes(StandardCharsets.UTF_8));
	}

	public static Frame binary(byte... payload) {
		return of(BINARY, payload);
	}

	public static Frame ping(String payload) {
		return of(PING, payload.getBytes(StandardCharsets.UTF_8));
	}

	public static Frame pong(String payload) {
		return of(PONG, payload.getBytes(StandardCharsets.UTF_8));
	}

	public static Frame close(int code, String reason) {
		byte[] text = reason.getBytes(StandardCharsets.UTF_8);
		return of(CLOSE, ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array());
	}

	public static Frame closeWithoutCode() {
		return of(CLOSE);
	}

	/**
	 * Take the FIN bit away.
	 * @return a frame that does not end its message
	 */
	public Frame more() {
		return new Frame(this.first & ~FINAL, this.masked, this.payload);
	}

	/**
	 * Set bits of the first byte, such as 0x40 for RSV1.
	 * @param bits the bits
	 * @return the changed frame
	 */
	public Frame with(int bits) {
		return new Frame(this.first | bits, this.masked, this.payload);
	}

	/**
	 * Write the frame in its shortest form.
	 * @param mask whether to mask it, as a client has to
	 * @return the bytes for the wire
	 */
	public byte[] bytes(boolean mask) {
		int length = this.payload.length;
		return bytes(mask, (length < 126) ? 0 : (length < 65_536) ? 2 : 8);
	}

	/**
	 * Write the frame with a length field that may be longer than allowed.
	 * @param mask whether to mask it
	 * @param lengthBytes 0, 2 or 8
	 * @return the bytes for the wire
	 */
	public byte[] bytes(boolean mask, int lengthBytes) {
		int length = this.payload.length;
		ByteBuffer out = ByteBuffer.allocate(2 + lengthBytes + (mask ? 4 : 0) + length);
		int maskBit = mask ? 0x80 : 0;
		out.put((byte) this.first);
		switch (lengthBytes) {
			case 0 -> out.put((byte) (maskBit | length));
			case 2 -> out.put((byte) (maskBit | 126)).putShort((short) length);
			default -> out.put((byte) (maskBit | 127)).putLong(length);
		}
		byte[] body = this.payload;
		if (mask) {
			out.putInt(KEY);
			body = masked(body, KEY);
		}
		return out.put(body).array();
	}

	/**
	 * Write frames one behind the other.
	 * @param mask whether to mask them
	 * @param frames the frames
	 * @return the bytes for the wire
	 */
	public static byte[] allBytes(boolean mask, Frame... frames) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (Frame frame : frames) {
			out.writeBytes(frame.bytes(mask));
		}
		return out.toByteArray();
	}

	static Frame read(DataInputStream in) throws IOException {
		int first = in.readUnsignedByte();
		int second = in.readUnsignedByte();
		long length = second & 0x7f;
		if (length == 126) {
			length = in.readUnsignedShort();
		}
		else if (length == 127) {
			length = in.readLong();
		}
		boolean masked = (second & 0x80) != 0;
		int key = masked ? in.readInt() : 0;
		byte[] payload = in.readNBytes(Math.toIntExact(length));
		if (payload.length < length) {
			throw new EOFException("the connection ended inside a frame");
		}
		return new Frame(first, masked, masked(payload, key));
	}

	private static byte[] masked(byte[] payload, int key) {
		byte[] result = new byte[payload.length];
		for (int i = 0; i < result.length; i++) {
			result[i] = (byte) (payload[i] ^ (key >>> (24 - 8 * (i & 3))));
		}
		return result;
	}

	public boolean isFinal() {
		return (this.first & FINAL) != 0;
	}

	public int reserved() {
		return this.first & 0x70;
	}

	public int opcode() {
		return this.first & 0x0f;
	}

	public boolean isMasked() {
		return this.masked;
	}

	public byte[] payload() {
		return Arrays.copyOf(this.payload, this.payload.length);
	}

	public String text() {
		return new String(this.payload, StandardCharsets.UTF_8);
	}

	/**
	 * Return the code of a Close frame.
	 * @return the code, or 1005 when the payload is empty
	 */
	public int code() {
		return (this.payload.length < 2) ? 1005 : ByteBuffer.wrap(this.payload).getShort() & 0xffff;
	}

	/**
	 * Return the reason of a Close frame.
	 * @return the text behind the code
	 */
	public String reason() {
		return (this.payload.length < 2) ? ""
				: new String(this.payload, 2, this.payload.length - 2, StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		String shown = (this.payload.length <= 64) ? text() : this.payload.length + " bytes";
		return "opcode " + opcode() + (isFinal() ? "" : " (more to come)")
				+ ((opcode() == CLOSE) ? " " + code() + " " + reason() : " '" + shown + "'");
	}

}
