package dev.wscat.net;

import dev.wscat.core.Opcode;

/**
 * A way to send for who cannot wait: what is put in goes out as soon as the socket takes
 * it. How much waits is for the user to bound. Callable from any thread.
 */
public final class Post {

	private static final Runnable NOTHING = () -> {
	};

	private final Outbox outbox;

	/**
	 * Create a way out of a session.
	 * @param session the open session
	 */
	public Post(Session session) {
		this.outbox = session.wire().outbox();
	}

	/**
	 * Send a binary message.
	 * @param message the bytes, not to be changed any more
	 */
	public void send(byte[] message) {
		this.outbox.message(Opcode.BINARY, message, NOTHING);
	}

	/**
	 * Pass a message on that came in another session. A long one is not copied.
	 * @param batch has the message, and stays the caller's
	 * @param index which message
	 */
	public void pass(MessageBatch batch, int index) {
		MessageBatch one = new MessageBatch(batch.data().retain());
		one.add(batch.opcode(index), batch.offset(index), batch.length(index));
		this.outbox.messages(one, NOTHING);
		one.release();
	}

	/**
	 * Return how much waits for the socket.
	 * @return bytes
	 */
	public long waiting() {
		return this.outbox.appended() - this.outbox.taken();
	}

}
