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

	private final ClientTls tls = new ClientTls();

	private final ClientProxy proxy = new ClientProxy();

	/**
	 * Describe the options.
	 * @param options to be added to
	 */
	public void define(Options options) {
		options.add(this.connectTimeout);
		this.tls.define(options);
		this.proxy.define(options);
	}

	/**
	 * Look at the values together.
	 * @throws dev.wscat.core.CliException when they are wrong
	 */
	public void check() {
		this.tls.check();
		this.proxy.check();
	}

	/**
	 * Return how to connect.
	 * @param wire what both sides of a connection can set
	 * @return the settings
	 */
	public DialOptions dial(WireOptions wire) {
		return new DialOptions(this.connectTimeout.time(), wire).tls(this.tls.settings()).proxy(this.proxy.settings());
	}

}
