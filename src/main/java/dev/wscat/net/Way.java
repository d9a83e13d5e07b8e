package dev.wscat.net;

import java.net.URI;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

/**
 * What lies between us and a server: TLS and a proxy, if there are any. Plain connections
 * load nothing of either.
 */
final class Way {

	private final DialOptions options;

	private final Route route;

	private final @Nullable TlsClient tls;

	private final @Nullable ProxyServer proxy;

	/**
	 * Look at where a connection goes.
	 * @param url of the server
	 * @param options how to connect
	 * @param route where the server is found
	 * @throws dev.wscat.core.CliException when the environment's proxy cannot be
	 * understood
	 */
	Way(URI url, DialOptions options, Route route) {
		this.options = options;
		this.route = route;
		this.tls = "wss".equals(url.getScheme()) ? new TlsClient(options.tls()) : null;
		ProxyOptions proxies = options.proxy();
		this.proxy = (proxies != null && !route.isUnix()) ? proxies.choose(url) : null;
	}

	/**
	 * Return where the server is found.
	 * @return the addresses
	 */
	Route route() {
		return this.route;
	}

	/**
	 * Return who connects for us.
	 * @return the proxy, or {@code null}
	 */
	@Nullable ProxyServer proxy() {
		return this.proxy;
	}

	/**
	 * Set a client up.
	 * @param http a client
	 * @return the client with TLS and proxy
	 */
	HttpClient apply(HttpClient http) {
		HttpClient secured = (this.tls != null) ? this.tls.apply(http, this.options.connectTimeout()) : http;
		return (this.proxy != null) ? this.proxy.apply(secured, this.options) : secured;
	}

	/**
	 * Show what was agreed.
	 * @param channel a connection
	 */
	void connected(Channel channel) {
		if (this.tls != null) {
			TlsReasons.show(channel, this.options.wire().trace());
		}
	}

	/**
	 * Tell who failed, when it is not the server itself.
	 * @param error what a connection failed with
	 * @return what to tell; the same error when neither TLS nor the proxy failed
	 */
	Throwable explain(Throwable error) {
		Throwable told = (this.proxy != null) ? this.proxy.explain(error) : error;
		return (this.tls != null) ? this.tls.explain(told) : told;
	}

}
