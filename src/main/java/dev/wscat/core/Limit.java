package dev.wscat.core;

/**
 * What a server lets its clients have so much of and no more.
 */
public enum Limit {

	/** Clients at once. */
	CONNECTIONS,

	/** Clients at once from one address. */
	CONNECTIONS_PER_IP,

	/** Time for the opening handshake. */
	HANDSHAKE,

	/** Size of a message. */
	MESSAGE,

	/** Time without a message. */
	IDLE,

	/** Time for the answer to a Ping. */
	PING,

	/** Messages a second. */
	RATE,

	/** Time in which a client takes nothing of what waits for it. */
	SLOW,

	/** Memory of the messages under way, of all clients together. */
	MEMORY

}
