package dev.wscat.cli;

import dev.wscat.net.DialOptions;
import dev.wscat.net.WireOptions;
import dev.wscat.terminal.Console;

/**
 * How a connection is made: what every command that is a client can set.
 */
public final class ClientOptions {

	private final Option connectTimeout = Option
		.finiteTime("--connect-timeout", "Longest wait for the connection, and then for the answer to the upgrade")
		.initially("10s");

	private final RequestOptions request = new RequestOptions();

	private final AddressOptions address = new AddressOptions();

	private final ClientTls tls;

	private final ClientProxy proxy = new ClientProxy();

	/** Create the options. */
	public ClientOptions() {
		this(new OwnCertificate());
	}

	/**
	 * Create the options.
	 * @param own the certificate that we show
	 */
	public ClientOptions(OwnCertificate own) {
		this.tls = new ClientTls(own);
	}

	/**
	 * Describe the options.
	 * @param options to be added to
	 */
	public void define(Options options) {
		options.heading("Opening handshake:");
		this.request.define(options);
		options.heading("Connection:");
		options.add(this.connectTimeout);
		this.address.define(options);
		options.heading("TLS:");
		this.tls.define(options);
		options.heading("Proxies:");
		this.proxy.define(options);
	}

	/**
	 * Look at the values together.
	 * @throws dev.wscat.core.CliException when they are wrong
	 */
	public void check() {
		if (!this.request.isPlain()) {
			this.request.read();
		}
		if (!this.address.isPlain()) {
			this.address.read();
		}
		this.tls.check();
		this.proxy.check();
	}

	/**
	 * Return how to connect.
	 * @param wire what both sides of a connection can set
	 * @param console is told of what happens on the way, such as a redirect
	 * @return the settings
	 */
	public DialOptions dial(WireOptions wire, Console console) {
		DialOptions options = new DialOptions(this.connectTimeout.time(), wire);
		if (!this.request.isPlain()) {
			options.upgrade(this.request.read()).log(console::note);
		}
		if (!this.address.isPlain()) {
			options.route(this.address.read());
		}
		return options.tls(this.tls.settings()).proxy(this.proxy.settings());
	}

}
