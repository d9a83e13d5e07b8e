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
	 * A client was not let in.
	 * @param status HTTP status it got
	 */
	default void refused(int status) {
	}

	/**
	 * A client was stopped by a limit.
	 * @param limit which
	 */
	default void limited(Limit limit) {
	}

}
