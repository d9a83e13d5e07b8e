package dev.wscat.net;

/**
 * How messages are relayed to all.
 *
 * @param echo whether a message goes to its sender too
 * @param slow what is done about a client that takes its messages too slowly
 * @param queue bytes of messages that may wait for a client before it is too slow
 */
public record BroadcastOptions(boolean echo, Slow slow, int queue) {

	/** What is done about a client that takes its messages too slowly. */
	public enum Slow {

		/** It is closed with 1013. */
		CLOSE,

		/** It misses the oldest messages that wait. */
		DROP_OLDEST,

		/** All senders wait for it. */
		BLOCK

	}

}
