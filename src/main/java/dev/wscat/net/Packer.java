package dev.wscat.net;

/**
 * Packs whole messages, one after the other.
 */
interface Packer {

	/**
	 * Pack a whole message.
	 * @param message the message
	 * @return an array whose first {@link #size()} bytes are the packed message; valid
	 * until {@link #done()} or the next call
	 */
	byte[] pack(byte[] message);

	int size();

	/** What was packed is not needed any more. */
	default void done() {
	}

	/** Nothing will be packed any more. */
	void end();

}
