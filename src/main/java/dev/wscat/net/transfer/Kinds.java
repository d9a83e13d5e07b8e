package dev.wscat.net.transfer;

/**
 * The first byte of each message.
 */
public final class Kinds {

	/** Of what this package knows. */
	public static final int VERSION = 1;

	/** In the place of the file's number in {@link #HELLO}. */
	public static final int SENDER = 1;

	/** In the place of the file's number in {@link #HELLO}. */
	public static final int RECEIVER = 2;

	/** The first word of a client: version, role, 0, id. */
	public static final int HELLO = 0x01;

	/** The server's answer: the client's number, bytes under way at once, version. */
	public static final int WELCOME = 0x02;

	/** To a sender: there is a receiver; with its id. */
	public static final int HERE = 0x03;

	/** To a sender: a receiver has gone. To a receiver: a sender has. */
	public static final int GONE = 0x04;

	/** To a sender: so many bytes may be under way from now on, in the file's place. */
	public static final int WINDOW = 0x05;

	/** To a client, before a Close: what was wrong. */
	public static final int FAULT = 0x06;

	/** From a sender: a file, with its header. */
	public static final int OFFER = 0x10;

	/** From a sender: bytes follow for this receiver, from a place on. */
	public static final int START = 0x11;

	/** From a sender: bytes of a file, for all who are started; a {@link Chunk}. */
	public static final int CHUNK = 0x12;

	/** From a sender: there were all; with size and digest. */
	public static final int END = 0x13;

	/** From a sender: the file cannot be sent; with a text. */
	public static final int CANCEL = 0x14;

	/** From a sender: no file follows; how many there were, in the file's place. */
	public static final int DONE = 0x15;

	/**
	 * From a receiver: the file is wanted from a place on, with the digest of what is
	 * there already.
	 */
	public static final int WANT = 0x20;

	/** From a receiver: the file was received before. */
	public static final int HAVE = 0x21;

	/** From a receiver: not this file; with a text. */
	public static final int REFUSE = 0x22;

	/** From a receiver: no file any more; somebody else may take it. */
	public static final int PASS = 0x23;

	/** From a receiver: an answer follows, which may take its time. */
	public static final int THINK = 0x24;

	/** From a receiver: written and counted up to a place. */
	public static final int PROGRESS = 0x25;

	/** From a receiver: the file is there, whole, and has this digest. */
	public static final int ACK = 0x26;

	/** From a receiver: the file cannot be received; with a text. */
	public static final int FAILED = 0x27;

	private Kinds() {
	}

	/**
	 * Tell who may say it.
	 * @param kind the first byte
	 * @return whether it goes from a sender to a receiver
	 */
	public static boolean isOfSender(int kind) {
		return kind >= OFFER && kind <= DONE;
	}

	/**
	 * Tell who may say it.
	 * @param kind the first byte
	 * @return whether it goes from a receiver to a sender
	 */
	public static boolean isOfReceiver(int kind) {
		return kind >= WANT && kind <= FAILED;
	}

}
