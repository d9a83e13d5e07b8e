package dev.wscat.net;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.wscat.core.Opcode;

/**
 * Is told what {@code --verbose} shows: handshakes, and each frame that passes.
 */
@FunctionalInterface
public interface Trace {

	/** Headers whose values are never logged. */
	Set<String> SECRETS = Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

	/**
	 * Take note of something.
	 * @param line one line for people
	 */
	void note(String line);

	/**
	 * Take note of a frame.
	 * @param outgoing whether we sent it
	 * @param opcode one of {@link Opcode}
	 * @param isFinal whether it ends its message
	 * @param length payload length in bytes, as on the wire
	 */
	default void frame(boolean outgoing, int opcode, boolean isFinal, long length) {
		note((outgoing ? "sent " : "received ") + Opcode.name(opcode) + " frame of " + length + " bytes"
				+ (isFinal ? "" : ", more to come"));
	}

	/**
	 * Take note of the headers of a request or response.
	 * @param first request line or status line
	 * @param headers names and values
	 */
	default void headers(String first, Iterable<Map.Entry<String, String>> headers) {
		note(first);
		for (Map.Entry<String, String> header : headers) {
			note("  " + shown(header));
		}
	}

	/**
	 * Show a header, but not what it keeps secret.
	 * @param header name and value
	 * @return such as {@code Host: localhost}
	 */
	static String shown(Map.Entry<String, String> header) {
		boolean secret = SECRETS.contains(header.getKey().toLowerCase(Locale.ROOT));
		return header.getKey() + ": " + (secret ? "(hidden)" : header.getValue());
	}

}
