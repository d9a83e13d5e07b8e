package dev.wscat.net.transfer;

import java.nio.ByteBuffer;

/**
 * Bytes of a file, with what stands before them in a message. A server passes it on as it
 * is.
 */
public final class Chunk {

	/** Bytes before those of the file: kind, sender, file, offset. */
	public static final int HEAD = 17;

	/** Bytes of a file that a sender puts into one message. */
	public static final int USUAL = 1 << 18;

	/** Bytes of a file that may be in one message. */
	public static final int LONGEST = 1 << 20;

	private Chunk() {
	}

	/**
	 * Write what stands before the bytes of a file.
	 * @param message where to, at its beginning
	 * @param sender number of the sender
	 * @param file number of the file
	 * @param offset place of the first byte in the file
	 */
	public static void head(byte[] message, int sender, int file, long offset) {
		ByteBuffer.wrap(message).put((byte) Kinds.CHUNK).putInt(sender).putInt(file).putLong(offset);
	}

	/**
	 * Check how long a message is.
	 * @param length bytes of the message
	 * @throws TransferFault when it is no chunk
	 */
	public static void check(int length) {
		if (length <= HEAD || length > HEAD + LONGEST) {
			throw new TransferFault("a chunk of " + (length - HEAD) + " bytes");
		}
	}

}
