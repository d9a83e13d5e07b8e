package dev.wscat.cli;

import dev.wscat.net.DialOptions;
import dev.wscat.net.WireOptions;

/**
 * How a connection is made: what every command that is a client can set.
 */
public final class ClientOptions {

	private final Option connectTimeout = Option
		.finiteTime("--connect-timeout", "Longest wait for the connection, and then for the answer to the upgrade")
		.initially("10s");

	/**
	 * Describe the options.
	 * @param options to be added to
	 */
	public void define(Options options) {
		options.add(this.connectTimeout);
	}

	/**
	 * Look at the values together.
	 * @throws dev.wscat.core.CliException when they are wrong
	 */
	public void check() {
	}

	/**
	 * Return how to connect.
	 * @param wire what both sides of a connection can set
	 * @return the settings
	 */
	public DialOptions dial(WireOptions wire) {
		return new DialOptions(this.connectTimeout.time(), wire);
	}

}
