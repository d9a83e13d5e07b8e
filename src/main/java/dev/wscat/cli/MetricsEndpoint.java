package dev.wscat.cli;

import dev.wscat.core.ServerWatch;
import dev.wscat.terminal.Console;

/**
 * A server's numbers, and where they can be read.
 */
interface MetricsEndpoint {

	/** No numbers. */
	MetricsEndpoint NONE = () -> ServerWatch.NONE;

	/**
	 * Return who counts.
	 * @return the watch of this server
	 */
	ServerWatch watch();

	/**
	 * Say where the numbers can be read, if they can.
	 * @param console where it is said
	 */
	default void started(Console console) {
	}

}
