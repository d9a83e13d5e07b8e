package dev.wscat.core;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Something to be sent: a message or a control frame. No record: the code for a record's
 * hash is made at run time, which takes a fifth of a client's start.
 */
public final class Message {

	private final int opcode;

	private final byte[] payload;

	private final @Nullable Closing closing;

	private Message(int opcode, byte[] payload, @Nullable Closing closing) {
		this.opcode = opcode;
		this.payload = payload;
		this.closing = closing;
	}

	/**
	 * A message of text.
	 * @param text the text
	 * @return the message
	 */
	public static Message text(String text) {
		return new Message(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8), null);
	}

	/**
	 * A message of bytes.
	 * @param bytes the bytes, not to be changed any more
	 * @return the message
	 */
	public static Message binary(byte[] bytes) {
		return new Message(Opcode.BINARY, bytes, null);
	}

	/**
	 * A message of either kind.
	 * @param opcode {@link Opcode#TEXT} or {@link Opcode#BINARY}
	 * @param payload the bytes, UTF-8 for text, not to be changed any more
	 * @return the message
	 */
	public static Message of(int opcode, byte[] payload) {
		return new Message(opcode, payload, null);
	}

	/**
	 * A Ping or Pong.
	 * @param opcode which of them
	 * @param payload at most 125 bytes, not to be changed any more
	 * @return the frame
	 */
	public static Message control(int opcode, byte[] payload) {
		return new Message(opcode, payload, null);
	}

	/**
	 * A Close, behind which nothing more is sent.
	 * @param closing code and reason
	 * @return the frame
	 */
	public static Message close(Closing closing) {
		return new Message(Opcode.CLOSE, new byte[0], closing);
	}

	/**
	 * Return the kind.
	 * @return one of {@link Opcode}
	 */
	public int opcode() {
		return this.opcode;
	}

	/**
	 * Return the bytes.
	 * @return not a copy; empty for a Close
	 */
	public byte[] payload() {
		return this.payload;
	}

	/**
	 * Return what a Close says.
	 * @return code and reason, or {@code null} when this is no Close
	 */
	public @Nullable Closing closing() {
		return this.closing;
	}

}
