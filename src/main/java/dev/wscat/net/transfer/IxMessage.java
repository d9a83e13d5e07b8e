package dev.wscat.net.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A message of the file transfer of IXWebSocket's {@code ws}: named values, as lines of
 * hex in its newer versions and as one map of MessagePack up to 12.0.1.
 */
public final class IxMessage {

	/** The form that a message has. */
	public enum Form {

		/** A line for each value: name, blank, hex. */
		LINES,
		/** One map of MessagePack. */
		MSGPACK

	}

	static final int MOST_FIELDS = 32;

	private static final long SEED = 5381;

	private final Form form;

	private final Map<String, byte[]> fields;

	private IxMessage(Form form, Map<String, byte[]> fields) {
		this.form = form;
		this.fields = fields;
	}

	/**
	 * Read a message.
	 * @param message what came
	 * @return the message
	 * @throws TransferFault when it has neither form
	 */
	public static IxMessage read(ByteBuffer message) {
		if (!message.hasRemaining()) {
			throw new TransferFault("an empty message");
		}
		int first = message.get(message.position()) & 0xff;
		boolean map = first >= 0x80 && first <= 0x8f || first == 0xde || first == 0xdf;
		return map ? new IxMessage(Form.MSGPACK, new IxMsgPack(message).map())
				: new IxMessage(Form.LINES, IxLines.read(message));
	}

	/**
	 * A file.
	 * @param form the form to write it in
	 * @param id tells its acknowledgement from others
	 * @param name the name
	 * @param content all its bytes
	 * @return the message
	 */
	public static IxMessage file(Form form, String id, String name, byte[] content) {
		Map<String, byte[]> fields = new TreeMap<>();
		fields.put("kind", bytes("send"));
		fields.put("id", bytes(id));
		fields.put("filename", bytes(name));
		fields.put("content", content);
		fields.put("djb2_hash", bytes(djb2(content)));
		return new IxMessage(form, fields);
	}

	/**
	 * The answer to a file that has arrived.
	 * @return the message, in the form that the file came in
	 */
	public IxMessage ack() {
		Map<String, byte[]> answer = new TreeMap<>();
		answer.put("ack", bytes("true"));
		answer.put("id", bytes(id()));
		answer.put("filename", bytes(text("filename")));
		return new IxMessage(this.form, answer);
	}

	/**
	 * The answer to a file that has not.
	 * @param why what was wrong
	 * @return the message, in the form that the file came in
	 */
	public IxMessage error(String why) {
		Map<String, byte[]> answer = new TreeMap<>();
		answer.put("kind", bytes("error"));
		answer.put("id", bytes(id()));
		answer.put("message", bytes(why));
		return new IxMessage(this.form, answer);
	}

	/**
	 * Write the message.
	 * @return what {@link #read} reads
	 */
	public byte[] write() {
		return (this.form == Form.LINES) ? IxLines.write(this.fields) : IxMsgPack.write(this.fields);
	}

	/**
	 * Tell whether it is a file.
	 * @return whether it is
	 */
	public boolean isFile() {
		return text("kind").equals("send");
	}

	/**
	 * Tell whether it says that a file has arrived.
	 * @return whether it does
	 */
	public boolean isAck() {
		return this.fields.containsKey("ack");
	}

	/**
	 * Tell whether it says that something is wrong.
	 * @return whether it does
	 */
	public boolean isError() {
		return text("kind").equals("error");
	}

	/**
	 * Return what belongs together.
	 * @return the id of a file
	 */
	public String id() {
		return text("id");
	}

	/**
	 * Return the name of a file, of which its receivers take the last part only.
	 * @return behind the last slash; not checked
	 */
	public String name() {
		String name = text("filename");
		return name.substring(name.lastIndexOf('/') + 1);
	}

	/**
	 * Return what is wrong.
	 * @return text for people
	 */
	public String why() {
		return text("message");
	}

	/**
	 * Return the bytes of a file, checked.
	 * @return its content
	 * @throws TransferFault when they are missing, or others than were sent
	 */
	public byte[] content() {
		byte[] content = this.fields.get("content");
		if (content == null || id().isEmpty()) {
			throw new TransferFault("a file without its content or id");
		}
		if (!text("djb2_hash").equals(djb2(content))) {
			throw new TransferFault("what has arrived is not what was sent");
		}
		return content;
	}

	private String text(String name) {
		byte @Nullable [] value = this.fields.get(name);
		return (value != null) ? new String(value, StandardCharsets.UTF_8) : "";
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** Bernstein's hash in 64 bits, as a decimal number. */
	static String djb2(byte[] content) {
		long hash = SEED;
		for (byte value : content) {
			hash = hash * 33 + (value & 0xff);
		}
		return Long.toUnsignedString(hash);
	}

}
