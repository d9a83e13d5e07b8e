package dev.wscat.net.transfer;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * A message of a transfer but those that carry a file's bytes, which are {@link Chunk}s.
 * The first byte is the kind; what concerns a file goes on with the sender's number, the
 * file's and the receiver's, so that a server need not look further.
 *
 * @param kind one of {@link Kinds}
 * @param sender number of the sender
 * @param file number of the file
 * @param receiver number of the receiver
 * @param body what else there is
 */
@SuppressWarnings("ArrayRecordComponent") // is nobody's key
public record Letter(int kind, int sender, int file, int receiver, byte[] body) {

	/** Bytes before the body. */
	static final int HEAD = 13;

	/** Longest letter in bytes. */
	public static final int LONGEST = 1 << 13;

	private static final int LONGEST_TEXT = 500;

	/**
	 * Read a letter.
	 * @param message what came
	 * @return the letter
	 * @throws TransferFault when it is none
	 */
	public static Letter read(byte[] message) {
		if (message.length < HEAD || message.length > LONGEST) {
			throw new TransferFault("a message of " + message.length + " bytes that is no part of a transfer");
		}
		ByteBuffer from = ByteBuffer.wrap(message);
		return new Letter(from.get(), from.getInt(), from.getInt(), from.getInt(),
				Arrays.copyOfRange(message, HEAD, message.length));
	}

	/**
	 * Write the letter.
	 * @return what {@link #read} reads
	 */
	public byte[] write() {
		return ByteBuffer.allocate(HEAD + this.body.length)
			.put((byte) this.kind)
			.putInt(this.sender)
			.putInt(this.file)
			.putInt(this.receiver)
			.put(this.body)
			.array();
	}

	/**
	 * The first word of a client.
	 * @param role {@link Kinds#SENDER} or {@link Kinds#RECEIVER}
	 * @param id the same each time this program connects
	 * @return the letter
	 */
	public static Letter hello(int role, UUID id) {
		return new Letter(Kinds.HELLO, Kinds.VERSION, role, 0, bytes(id));
	}

	/**
	 * The server's answer.
	 * @param number the client's
	 * @param window bytes under way at once, for a sender
	 * @return the letter
	 */
	public static Letter welcome(int number, int window) {
		return new Letter(Kinds.WELCOME, number, window, Kinds.VERSION, new byte[0]);
	}

	/**
	 * A letter that has text.
	 * @param kind one of {@link Kinds}
	 * @param sender number of the sender
	 * @param file number of the file
	 * @param receiver number of the receiver
	 * @param text for people; what is too long is cut
	 * @return the letter
	 */
	public static Letter text(int kind, int sender, int file, int receiver, String text) {
		String fitting = (text.length() > LONGEST_TEXT) ? text.substring(0, LONGEST_TEXT) : text;
		return new Letter(kind, sender, file, receiver, fitting.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * A letter that has a place in a file.
	 * @param kind one of {@link Kinds}
	 * @param sender number of the sender
	 * @param file number of the file
	 * @param receiver number of the receiver
	 * @param offset the place
	 * @param digest of the bytes up to there, or nothing
	 * @return the letter
	 */
	public static Letter place(int kind, int sender, int file, int receiver, long offset, byte... digest) {
		return new Letter(kind, sender, file, receiver,
				ByteBuffer.allocate(8 + digest.length).putLong(offset).put(digest).array());
	}

	/**
	 * A letter that offers a file.
	 * @param sender number of the sender
	 * @param file number of the file
	 * @param receiver number of the receiver
	 * @param header what is said of the file
	 * @return the letter
	 */
	public static Letter offer(int sender, int file, int receiver, FileHeader header) {
		return new Letter(Kinds.OFFER, sender, file, receiver, header.write());
	}

	/**
	 * Return what a client says it is.
	 * @return the same each time it connects
	 */
	public UUID id() {
		ByteBuffer from = from(16);
		return new UUID(from.getLong(), from.getLong());
	}

	/**
	 * Return the place in the file.
	 * @return an offset, not negative
	 */
	public long offset() {
		long offset = from(8).getLong();
		if (offset < 0) {
			throw new TransferFault("a place before the beginning of a file");
		}
		return offset;
	}

	/**
	 * Return the digest of the bytes up to the place.
	 * @return 32 bytes, or nothing
	 */
	public byte[] digest() {
		from(8);
		byte[] digest = Arrays.copyOfRange(this.body, 8, this.body.length);
		if (digest.length != 0 && digest.length != 32) {
			throw new TransferFault("a digest of " + digest.length + " bytes");
		}
		return digest;
	}

	/**
	 * Return what is said for people.
	 * @return any text
	 */
	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	/**
	 * Return what is said of the file that is offered.
	 * @return the header; its name is not checked
	 */
	public FileHeader header() {
		try {
			return FileHeader.read(ByteBuffer.wrap(this.body));
		}
		catch (BufferUnderflowException ex) {
			throw new TransferFault("an offer that is too short");
		}
	}

	private ByteBuffer from(int least) {
		if (this.body.length < least) {
			throw new TransferFault("a message of kind " + this.kind + " that is too short");
		}
		return ByteBuffer.wrap(this.body);
	}

	/**
	 * Write an id.
	 * @param id the id
	 * @return 16 bytes
	 */
	public static byte[] bytes(UUID id) {
		return ByteBuffer.allocate(16)
			.putLong(id.getMostSignificantBits())
			.putLong(id.getLeastSignificantBits())
			.array();
	}

}
