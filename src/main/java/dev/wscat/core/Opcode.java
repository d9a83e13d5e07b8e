package dev.wscat.core;

/**
 * Frame opcodes, RFC 6455 section 5.2.
 */
public final class Opcode {

	/** Continues the message begun before. */
	public static final int CONTINUATION = 0;

	/** Begins a message of UTF-8 text. */
	public static final int TEXT = 1;

	/** Begins a message of bytes. */
	public static final int BINARY = 2;

	/** Closes the session. */
	public static final int CLOSE = 8;

	/** Asks for a Pong. */
	public static final int PING = 9;

	/** Answers a Ping, or is sent unasked. */
	public static final int PONG = 10;

	private Opcode() {
	}

	/**
	 * Tell control frames from data frames.
	 * @param opcode the opcode
	 * @return whether it is Close, Ping, Pong or a reserved control opcode
	 */
	public static boolean isControl(int opcode) {
		return opcode >= CLOSE;
	}

	/**
	 * Name an opcode for people.
	 * @param opcode the opcode
	 * @return its name in RFC 6455
	 */
	public static String name(int opcode) {
		return switch (opcode) {
			case CONTINUATION -> "continuation";
			case TEXT -> "text";
			case BINARY -> "binary";
			case CLOSE -> "close";
			case PING -> "ping";
			case PONG -> "pong";
			default -> "opcode " + opcode;
		};
	}

}
