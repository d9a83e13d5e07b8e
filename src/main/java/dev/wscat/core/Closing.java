package dev.wscat.core;

import java.nio.charset.StandardCharsets;

/**
 * A close code with its reason, RFC 6455 section 7.4.
 *
 * @param code 1000 to 4999; 1005 and 1006 only stand for a Close without a code and for
 * no Close at all, and are never sent
 * @param reason text for people, at most 123 bytes of UTF-8 on the wire; may be empty
 */
public record Closing(int code, String reason) {

	private static final int LONGEST_REASON = 123;

	/** The purpose of the connection is fulfilled. */
	public static final Closing NORMAL = new Closing(1000, "");

	/** An endpoint is going away, such as a server that shuts down. */
	public static final Closing GOING_AWAY = new Closing(1001, "");

	/** The Close had no code. */
	public static final Closing NO_CODE = new Closing(1005, "");

	/** There was no Close: the connection was lost. */
	public static final Closing LOST = new Closing(1006, "");

	/**
	 * Create a closing for a peer that broke the protocol.
	 * @param reason which rule was broken
	 * @return code 1002
	 */
	public static Closing protocolError(String reason) {
		return new Closing(1002, reason);
	}

	/**
	 * Create a closing for text that is not UTF-8.
	 * @param reason where
	 * @return code 1007
	 */
	public static Closing invalidText(String reason) {
		return new Closing(1007, reason);
	}

	/**
	 * Create a closing for a message over the limit.
	 * @param reason the size and the limit
	 * @return code 1009
	 */
	public static Closing tooBig(String reason) {
		return new Closing(1009, reason);
	}

	/**
	 * Read a closing as people type it.
	 * @param text a code, and perhaps a reason behind a blank
	 * @return the closing
	 * @throws CliException when it may not be sent
	 */
	public static Closing typed(String text) {
		String[] parts = text.strip().split("\\s+", 2);
		int code = parts[0].matches("\\d{4}") ? Integer.parseInt(parts[0]) : 0;
		if (!isSendable(code)) {
			throw new CliException(ExitCode.USAGE,
					"'" + parts[0] + "' is no close code that may be sent: 1000 to 1003, 1007 to 1014, 3000 to 4999");
		}
		String reason = (parts.length > 1) ? parts[1] : "";
		int length = reason.getBytes(StandardCharsets.UTF_8).length;
		if (length > LONGEST_REASON) {
			throw new CliException(ExitCode.USAGE, "a close reason has at most " + LONGEST_REASON + " bytes of UTF-8,"
					+ " RFC 6455 section 5.5; this has " + length);
		}
		return new Closing(code, reason);
	}

	/**
	 * Tell whether a code may stand in a Close frame, RFC 6455 section 7.4.1 and the
	 * registry it set up.
	 * @param code the code
	 * @return whether an endpoint may send it
	 */
	public static boolean isSendable(int code) {
		return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
	}

	/**
	 * Tell whether this is a peer's ordinary goodbye.
	 * @return whether the code is 1000, 1001 or absent
	 */
	public boolean isClean() {
		return this.code == 1000 || this.code == 1001 || this.code == 1005;
	}

	@Override
	public String toString() {
		String text = switch (this.code) {
			case 1005 -> "without a code";
			case 1006 -> "1006 (no close frame)";
			default -> Integer.toString(this.code);
		};
		return this.reason.isEmpty() ? text : text + " " + this.reason;
	}

}
