package dev.wscat.core;

/**
 * Is told what happens at a server, for its numbers. Called on the event loops, so it
 * must not block.
 */
public interface ServerWatch {

	/** Looks away. */
	ServerWatch NONE = new ServerWatch() {
	};

	/**
	 * A client has come in.
	 */
	default void opened() {
	}

	/**
	 * A client has gone.
	 * @param ending how
	 */
	default void closed(Ending ending) {
	}

	/**
	 * A client was let in.
	 * @param nanos from its connection to the answer, in nanoseconds
	 */
	default void accepted(long nanos) {
	}

	/**
	 * A client was not let in.
	 * @param status HTTP status it got
	 */
	default void refused(int status) {
	}

	/**
	 * A client did not get through TLS.
	 */
	default void refusedInTls() {
	}

	/**
	 * A client was stopped by a limit.
	 * @param limit which
	 */
	default void limited(Limit limit) {
	}

	/**
	 * Messages were received.
	 * @param texts how many text messages
	 * @param textBytes how long they are together, unpacked
	 * @param binaries how many binary messages
	 * @param binaryBytes how long they are together, unpacked
	 */
	default void received(int texts, long textBytes, int binaries, long binaryBytes) {
	}

	/**
	 * Messages were handed to the socket.
	 * @param texts how many text messages
	 * @param textBytes how long they are together, before packing
	 * @param binaries how many binary messages
	 * @param binaryBytes how long they are together, before packing
	 */
	default void sent(int texts, long textBytes, int binaries, long binaryBytes) {
	}

	/**
	 * A Ping was answered.
	 * @param nanos from the Ping to its Pong, in nanoseconds
	 */
	default void roundTrip(long nanos) {
	}

}
