package dev.wscat.net;

import java.nio.charset.StandardCharsets;

import dev.wscat.core.Closing;
import dev.wscat.core.Utf8;

/**
 * The payload of Close frames, RFC 6455 section 5.5.1.
 */
final class CloseFrames {

	private static final int LONGEST_REASON = 123;

	private CloseFrames() {
	}

	/**
	 * Read a payload.
	 * @param payload the bytes
	 * @param length how many of them count
	 * @return the code and reason, {@link Closing#NO_CODE} for an empty payload
	 * @throws ProtocolFault when the code may not be sent or the reason is not UTF-8
	 */
	static Closing parse(byte[] payload, int length) throws ProtocolFault {
		if (length == 0) {
			return Closing.NO_CODE;
		}
		if (length == 1) {
			throw new ProtocolFault(Closing.protocolError("close frame of one byte"));
		}
		int code = ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
		if (!Closing.isSendable(code)) {
			throw new ProtocolFault(Closing.protocolError("close code " + code + " may not be sent"));
		}
		if (Utf8.firstFault(payload, 2, length) >= 0) {
			throw new ProtocolFault(Closing.invalidText("close reason is not UTF-8"));
		}
		return new Closing(code, new String(payload, 2, length - 2, StandardCharsets.UTF_8));
	}

	/**
	 * Write a payload; a reason over 123 bytes is cut between characters.
	 * @param closing the code and reason; a code that may not be sent gives an empty
	 * payload
	 * @return at most 125 bytes
	 */
	static byte[] payload(Closing closing) {
		if (!Closing.isSendable(closing.code())) {
			return new byte[0];
		}
		byte[] reason = closing.reason().getBytes(StandardCharsets.UTF_8);
		int length = Math.min(reason.length, LONGEST_REASON);
		while (length < reason.length && length > 0 && (reason[length] & 0xc0) == 0x80) {
			length--;
		}
		byte[] payload = new byte[2 + length];
		payload[0] = (byte) (closing.code() >>> 8);
		payload[1] = (byte) closing.code();
		System.arraycopy(reason, 0, payload, 2, length);
		return payload;
	}

}
