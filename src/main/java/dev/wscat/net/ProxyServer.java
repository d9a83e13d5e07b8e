package dev.wscat.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks4ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClient;

/**
 * A proxy that makes a tunnel to the server.
 */
public final class ProxyServer {

	private enum Kind {

		HTTP(80), HTTPS(443), SOCKS4(1080), SOCKS4A(1080), SOCKS5(1080), SOCKS5H(1080);

		private final int port;

		Kind(int port) {
			this.port = port;
		}

	}

	private final Kind kind;

	private final String host;

	private final int port;

	private final @Nullable String user;

	private final String password;

	private ProxyServer(Kind kind, String host, int port, @Nullable String user, String password) {
		this.kind = kind;
		this.host = host;
		this.port = port;
		this.user = user;
		this.password = password;
	}

	/**
	 * Read a proxy as people write it.
	 * @param text such as {@code http://user:password@proxy:3128}; without a scheme
	 * {@code http} is meant, and without a port that of the scheme: 80, 443 or 1080
	 * @return the proxy
	 * @throws IllegalArgumentException when it is none; its message says why, and does
	 * not repeat the text, which may hold a password
	 */
	public static ProxyServer parse(String text) {
		int colon = text.indexOf("://");
		Kind kind = (colon < 0) ? Kind.HTTP : kind(text.substring(0, colon));
		String authority = text.substring((colon < 0) ? 0 : colon + 3).replaceFirst("/.*", "");
		int at = authority.lastIndexOf('@');
		String place = authority.substring(at + 1);
		boolean bracketed = place.startsWith("[") && place.contains("]");
		int portAt = place.indexOf(':', bracketed ? place.indexOf(']') : 0);
		String host = (portAt < 0) ? place : place.substring(0, portAt);
		if (host.isEmpty()) {
			throw new IllegalArgumentException("it names no host");
		}
		int port = (portAt < 0) ? kind.port : port(place.substring(portAt + 1));
		if (at < 0) {
			return new ProxyServer(kind, unbracketed(host), port, null, "");
		}
		String[] login = authority.substring(0, at).split(":", 2);
		return new ProxyServer(kind, unbracketed(host), port, decoded(login[0]),
				(login.length > 1) ? decoded(login[1]) : "");
	}

	/**
	 * Log in there.
	 * @param name of the user
	 * @param secret of the user
	 * @return the same proxy
	 */
	public ProxyServer as(String name, String secret) {
		return new ProxyServer(this.kind, this.host, this.port, name, secret);
	}

	/** Whether it asks plain servers for us, without a tunnel. */
	boolean isForwarding() {
		return this.kind == Kind.HTTP || this.kind == Kind.HTTPS;
	}

	/** Value of Proxy-Authorization, or {@code null}. */
	@Nullable String credentials() {
		return (this.user != null) ? Credentials.basic(this.user + ":" + this.password) : null;
	}

	private static Kind kind(String scheme) {
		return switch (scheme.toLowerCase(Locale.ROOT)) {
			case "http" -> Kind.HTTP;
			case "https" -> Kind.HTTPS;
			case "socks4" -> Kind.SOCKS4;
			case "socks4a" -> Kind.SOCKS4A;
			case "socks5", "socks" -> Kind.SOCKS5;
			case "socks5h" -> Kind.SOCKS5H;
			default -> throw new IllegalArgumentException(
					"its scheme is none of http, https, socks4, socks4a, socks5, socks5h");
		};
	}

	private static int port(String text) {
		if (!text.matches("\\d{1,5}") || Integer.parseInt(text) == 0 || Integer.parseInt(text) > 65_535) {
			throw new IllegalArgumentException("its port is no number from 1 to 65535");
		}
		return Integer.parseInt(text);
	}

	private static String unbracketed(String host) {
		return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
	}

	/** Percent signs only; a plus is no blank here. */
	private static String decoded(String text) {
		try {
			return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("its user or password has a bad %-escape");
		}
	}

	/**
	 * Show the proxy without its password.
	 * @return such as {@code http://proxy:3128}
	 */
	public String shown() {
		String name = (this.host.indexOf(':') < 0) ? this.host : "[" + this.host + "]";
		return this.kind.name().toLowerCase(Locale.ROOT) + "://" + name + ":" + this.port;
	}

	/**
	 * Set a client up.
	 * @param http a client, which has no resolver
	 * @param options its timeout, how TLS to the proxy is done, and where details go
	 * @param route where the server is found, if we have to find it
	 * @param address of the proxy
	 * @return the client that connects through this proxy
	 */
	HttpClient apply(HttpClient http, DialOptions options, Route route, InetSocketAddress address) {
		Trace trace = options.wire().trace();
		if (trace != null) {
			trace.note("through the proxy " + shown());
		}
		TlsOptions tls = options.tls();
		TlsClient secure = (this.kind == Kind.HTTPS) ? new TlsClient((tls != null) ? tls.forOthers() : null) : null;
		return http.resolver(resolver(route, options.connectTimeout())).doOnChannelInit((observer, channel, target) -> {
			ProxyHandler handler = handler(address, trace);
			handler.setConnectTimeoutMillis(options.connectTimeout().toMillis());
			channel.pipeline().addFirst(NettyPipeline.ProxyHandler, handler);
			channel.pipeline().addAfter(NettyPipeline.ProxyHandler, null, new TunnelGate());
			if (secure != null) {
				ProxyTls.install(channel, secure, this.host, this.port, options);
			}
		});
	}

	/** Most proxies look names up themselves. */
	private AddressResolverGroup<?> resolver(Route route, Duration timeout) {
		return switch (this.kind) {
			case SOCKS4 -> {
				if (route.isSixOnly()) {
					throw new CliException(ExitCode.USAGE,
							"SOCKS 4 carries IPv4 addresses only: leave -6 out, or use socks5");
				}
				yield new FirstAddress(route.by(RouteOptions.Family.IPV4), timeout);
			}
			case SOCKS5 -> new FirstAddress(route, timeout);
			default -> NoopAddressResolverGroup.INSTANCE;
		};
	}

	/**
	 * Find the proxy itself. With SOCKS 4 and 5 the family that the user wants is that of
	 * the server's address, and the proxy may be anywhere.
	 * @param route where servers are found
	 * @param loop hears of the answer
	 * @param timeout longest wait for it
	 * @return its addresses
	 */
	Future<List<SocketAddress>> find(Route route, EventExecutor loop, Duration timeout) {
		boolean anywhere = this.kind == Kind.SOCKS4 || this.kind == Kind.SOCKS5;
		return (anywhere ? route.by(RouteOptions.Family.ANY) : route)
			.find(InetSocketAddress.createUnresolved(this.host, this.port), loop, timeout);
	}

	/**
	 * Say that the proxy itself was not found.
	 * @param error why
	 * @return what to tell
	 */
	ProxyFault notFound(Throwable error) {
		return new ProxyFault(
				(error instanceof UnknownHostException) ? "unknown host" : String.valueOf(error.getMessage()), error);
	}

	private ProxyHandler handler(InetSocketAddress address, @Nullable Trace trace) {
		return switch (this.kind) {
			case HTTP, HTTPS -> new HttpTunnel(address, this.user, this.password, trace);
			case SOCKS4, SOCKS4A -> new Socks4ProxyHandler(address, this.user);
			case SOCKS5, SOCKS5H -> (this.user != null) ? new Socks5ProxyHandler(address, this.user, this.password)
					: new Socks5ProxyHandler(address);
		};
	}

	/**
	 * Tell failures of the proxy from those of the server.
	 * @param error what a connection through this proxy failed with
	 * @return what to tell; the same error when it is not the proxy's
	 */
	Throwable explain(Throwable error) {
		// TLS to the server, which waits for the tunnel, wraps it
		ProxyConnectException failed = Causes.find(error, ProxyConnectException.class);
		if (failed instanceof ProxyFault fault) {
			return new ProxyFault(told(String.valueOf(fault.getMessage())), error);
		}
		if (failed != null) {
			boolean broken = failed.getCause() instanceof IOException;
			return new ProxyFault(told(broken ? "it closed the connection; is it a proxy of another kind?"
					: SocksFault.reason(String.valueOf(failed.getMessage()))), error);
		}
		if (error instanceof ConnectTimeoutException) {
			return new ProxyFault(told("no answer in time"), error);
		}
		if (error instanceof ConnectException) {
			return new ProxyFault(told("connection refused; does the proxy run?"), error);
		}
		return error;
	}

	private String told(String reason) {
		return "the proxy " + shown() + ": " + reason;
	}

}
