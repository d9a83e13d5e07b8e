package dev.wscat.net;

import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * How a client connects. What is not set is left at its plain form, which loads nothing.
 */
public final class DialOptions {

	private final Duration connectTimeout;

	private final WireOptions wire;

	private UpgradeOptions upgrade = UpgradeOptions.PLAIN;

	private RouteOptions route = RouteOptions.PLAIN;

	private @Nullable Consumer<String> log;

	private @Nullable TlsOptions tls;

	private @Nullable ProxyOptions proxy;

	private @Nullable Timings timings;

	private String @Nullable [] protocols;

	/**
	 * Create plain options.
	 * @param connectTimeout longest wait for TCP, and then for the answer to the upgrade
	 * @param wire what both sides of a connection can set
	 */
	public DialOptions(Duration connectTimeout, WireOptions wire) {
		this.connectTimeout = connectTimeout;
		this.wire = wire;
	}

	/**
	 * Set what the request asks for.
	 * @param upgrade headers, subprotocols, redirects and cookies
	 * @return this
	 */
	public DialOptions upgrade(UpgradeOptions upgrade) {
		this.upgrade = upgrade;
		return this;
	}

	/**
	 * Set where the server is found.
	 * @param route addresses or a socket file
	 * @return this
	 */
	public DialOptions route(RouteOptions route) {
		this.route = route;
		return this;
	}

	/**
	 * Set who is told of what happens on the way to a connection, such as a redirect.
	 * @param log takes a line for people
	 * @return this
	 */
	public DialOptions log(Consumer<String> log) {
		this.log = log;
		return this;
	}

	/**
	 * Set how TLS is done.
	 * @param tls the settings, or {@code null} for those of the JVM
	 * @return this
	 */
	public DialOptions tls(@Nullable TlsOptions tls) {
		this.tls = tls;
		return this;
	}

	/**
	 * Set who connects for us.
	 * @param proxy the settings, or {@code null} for nobody
	 * @return this
	 */
	public DialOptions proxy(@Nullable ProxyOptions proxy) {
		this.proxy = proxy;
		return this;
	}

	/**
	 * Have the steps of dialing timed.
	 * @param timings takes the times, or {@code null}
	 * @return this
	 */
	public DialOptions timings(@Nullable Timings timings) {
		this.timings = timings;
		return this;
	}

	/**
	 * Set what is offered to be spoken inside TLS, RFC 7301.
	 * @param protocols such as {@code h2}, the preferred first, or {@code null}
	 * @return this
	 */
	public DialOptions protocols(String @Nullable ... protocols) {
		this.protocols = protocols;
		return this;
	}

	/**
	 * Return the longest wait for TCP, and then for the answer to the upgrade.
	 * @return a time that ends
	 */
	public Duration connectTimeout() {
		return this.connectTimeout;
	}

	/**
	 * Return what both sides of a connection can set.
	 * @return the settings
	 */
	public WireOptions wire() {
		return this.wire;
	}

	UpgradeOptions upgrade() {
		return this.upgrade;
	}

	RouteOptions route() {
		return this.route;
	}

	/** Tell what happens on the way to a connection. */
	void note(String line) {
		if (this.log != null) {
			this.log.accept(line);
		}
	}

	@Nullable TlsOptions tls() {
		return this.tls;
	}

	@Nullable ProxyOptions proxy() {
		return this.proxy;
	}

	String @Nullable [] protocols() {
		return this.protocols;
	}

	@Nullable Timings timings() {
		return this.timings;
	}

}
