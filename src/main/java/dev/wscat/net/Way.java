package dev.wscat.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
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

	private @Nullable InetSocketAddress proxyAddress;

	/**
	 * Look at where a connection goes.
	 * @param url of the server
	 * @param options how to connect
	 * @param route where the server is found
	 * @param trusted whether it is the server that the user named, for which certificate
	 * and name were given
	 * @throws dev.wscat.core.CliException when the environment's proxy cannot be
	 * understood
	 */
	Way(URI url, DialOptions options, Route route, boolean trusted) {
		this.options = options;
		this.route = route;
		TlsOptions tls = options.tls();
		this.tls = "wss".equals(url.getScheme())
				? new TlsClient((tls == null || trusted) ? tls : tls.forOthers(), options.protocols()) : null;
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
	 * Find the proxy; called before {@link #apply} when there is one.
	 * @param loops to wait on
	 * @return completes once its address is known; fails with a {@link ProxyFault}
	 */
	Mono<Void> findProxy(Loops loops) {
		ProxyServer server = Objects.requireNonNull(this.proxy);
		return Mono.create((sink) -> server.find(this.route, loops.next(), this.options.connectTimeout())
			.addListener((Future<List<SocketAddress>> found) -> {
				if (found.isSuccess()) {
					this.proxyAddress = (InetSocketAddress) found.getNow().get(0);
					sink.success();
				}
				else {
					sink.error(server.notFound(found.cause()));
				}
			}));
	}

	/**
	 * Set a client up.
	 * @param http a client
	 * @return the client with TLS and proxy
	 */
	HttpClient apply(HttpClient http) {
		HttpClient secured = (this.tls != null) ? this.tls.apply(http, this.options.connectTimeout()) : http;
		return (this.proxy != null && this.proxyAddress != null)
				? this.proxy.apply(secured, this.options, this.route, this.proxyAddress) : secured;
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
