package dev.wscat.net;

/**
 * What a session's {@link MessageBatch batches} hold; each includes those before it.
 */
public enum Seen {

	/** The messages of the peer. */
	MESSAGES,
	/** Its Pings and Pongs too, in order, and the time of each read. */
	CONTROL,
	/** Its Close too, and all that we send, in the order of the wire. */
	ALL;

	/**
	 * Tell whether something is wanted.
	 * @param other what it belongs to
	 * @return whether this includes it
	 */
	boolean includes(Seen other) {
		return compareTo(other) >= 0;
	}

}
