package dev.wscat.net;

import java.time.Duration;

/**
 * How messages are relayed to all.
 *
 * @param echo whether a message goes to its sender too
 * @param slow what is done about a client that takes its messages too slowly
 * @param queue bytes of messages that may wait for a client before it is too slow
 * @param patience longest time in which a client takes nothing of what waits for it; then
 * it is closed with 1013, whatever else is done about slow ones
 * @param memory bytes of messages that may be held for all clients together, at least
 * what may wait for one
 */
public record BroadcastOptions(boolean echo, Slow slow, int queue, Duration patience, long memory) {

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
