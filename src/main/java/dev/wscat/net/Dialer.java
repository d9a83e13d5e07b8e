package dev.wscat.net;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.resolver.DefaultAddressResolverGroup;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.PrematureCloseException;
import reactor.netty.resources.ConnectionProvider;

/**
 * Connects to servers, through Spring's {@link ReactorNettyWebSocketClient}.
 */
public final class Dialer {

	private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

	private final Loops loops = new Loops(1);

	private final DialOptions options;

	/**
	 * Create a dialer.
	 * @param options how to connect
	 */
	public Dialer(DialOptions options) {
		this.options = options;
	}

	/**
	 * Set up, beside the first dialing, what it will need in a moment.
	 */
	public static void prepare() {
		Beforehand.setUp();
	}

	/**
	 * Connect, and use the session.
	 * @param <T> what the use gives
	 * @param url a {@code ws} or {@code wss} URL
	 * @param use is given the open session and ends by closing it; it goes on after the
	 * connection is gone, so that nothing received is lost
	 * @return cold; what the use gives, or a {@link CliException} when there is no
	 * connection or the upgrade is refused
	 */
	public <T> Mono<T> dial(URI url, Function<Session, Mono<T>> use) {
		return Mono.defer(() -> {
			AtomicReference<Channel> connected = new AtomicReference<>();
			TlsClient tls = "wss".equals(url.getScheme()) ? new TlsClient(this.options.tls()) : null;
			ProxyServer proxy = (this.options.proxy() != null) ? this.options.proxy().choose(url) : null;
			Sinks.One<Session> opened = Sinks.one();
			Mono<T> connection = client(tls, proxy, connected).execute(target(url), headers(url), (raw) -> {
				Session session = adopt(connected, raw);
				opened.tryEmitValue(session);
				return session.ended().then();
			}).onErrorMap((error) -> explain(url, told(error, tls, proxy))).then(Mono.empty());
			return Flux.merge(connection, opened.asMono().flatMap(use)).singleOrEmpty();
		});
	}

	/**
	 * Let the event loop end.
	 * @return completes when it has
	 */
	public Mono<Void> dispose() {
		return this.loops.disposeLater(Duration.ZERO, Duration.ZERO);
	}

	private ReactorNettyWebSocketClient client(@Nullable TlsClient tls, @Nullable ProxyServer proxy,
			AtomicReference<Channel> connected) {
		Duration timeout = this.options.connectTimeout();
		HttpClient http = HttpClient.create(ConnectionProvider.newConnection())
			.runOn(this.loops)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE))
			.option(ChannelOption.RECVBUF_ALLOCATOR, Loops.reads())
			.doOnConnected((connection) -> {
				UpgradeGuard.install(connection.channel(), timeout, this.options.wire().trace());
				connected.set(connection.channel());
				if (tls != null) {
					TlsReasons.show(connection.channel(), this.options.wire().trace());
				}
			});
		http = (tls != null) ? tls.apply(http, timeout) : http;
		http = (proxy != null) ? proxy.apply(http, this.options) : http.resolver(DefaultAddressResolverGroup.INSTANCE);
		return new ReactorNettyWebSocketClient(http);
	}

	/** Reactor Netty takes a user for a host, and a port of one digit too. */
	private static URI target(URI url) {
		String authority = url.getRawAuthority();
		authority = authority.substring(authority.indexOf('@') + 1);
		if (url.getPort() >= 0 && url.getPort() < 10) {
			authority = authority.substring(0, authority.lastIndexOf(':')) + ":0" + url.getPort();
		}
		String query = (url.getRawQuery() != null) ? "?" + url.getRawQuery() : "";
		return URI.create(url.getScheme() + "://" + authority + url.getRawPath() + query);
	}

	private HttpHeaders headers(URI url) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.USER_AGENT, "wscat");
		if (url.getUserInfo() != null) {
			byte[] credentials = url.getUserInfo().getBytes(StandardCharsets.UTF_8);
			headers.set(HttpHeaders.AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(credentials));
		}
		if (this.options.wire().deflate()) {
			headers.set(EXTENSIONS, Deflate.OFFER);
		}
		return headers;
	}

	/**
	 * Put our codec in the place of Netty's, in the same turn of the loop that upgrades.
	 */
	private Session adopt(AtomicReference<Channel> connected, WebSocketSession raw) {
		Channel channel = connected.get();
		if (channel == null) {
			throw new IllegalStateException("upgraded without a connection");
		}
		Wire wire = new Wire(channel, this.options.wire(), agreed(raw.getHandshakeInfo().getHeaders()));
		channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, Wire.NAME, wire);
		UpgradeGuard.remove(channel);
		channel.pipeline().remove("ws-decoder");
		channel.pipeline().remove("ws-encoder");
		return new Session(wire, raw.getHandshakeInfo());
	}

	private @Nullable Deflate agreed(HttpHeaders response) {
		if (!response.containsHeader(EXTENSIONS)) {
			return null;
		}
		String value = String.join(",", response.getOrEmpty(EXTENSIONS));
		Deflate deflate = this.options.wire().deflate() ? Deflate.agreed(value) : null;
		if (deflate == null) {
			throw new WebSocketHandshakeException("the server chose an extension that was not offered: " + value);
		}
		return deflate;
	}

	/** Who failed, when it is not the server itself. */
	private static Throwable told(Throwable error, @Nullable TlsClient tls, @Nullable ProxyServer proxy) {
		Throwable told = (proxy != null) ? proxy.explain(error) : error;
		return (tls != null) ? tls.explain(told) : told;
	}

	private static Throwable explain(URI url, Throwable error) {
		if (error instanceof CliException) {
			return error;
		}
		if (error instanceof UpgradeRefused refused) {
			return new CliException(ExitCode.UPGRADE_REFUSED, "the server refused the upgrade: " + refused.describe(),
					error);
		}
		String target = "cannot connect to " + url.toString().replaceFirst("//[^/@]*@", "//") + ": ";
		if (error instanceof WebSocketHandshakeException && !String.valueOf(error.getMessage()).contains("BEFORE")
				|| error instanceof IllegalArgumentException) {
			return new CliException(ExitCode.UPGRADE_REFUSED, target + "no valid upgrade: " + error.getMessage(),
					error);
		}
		return new CliException(ExitCode.NO_CONNECTION, target + reason(error), error);
	}

	private static String reason(Throwable error) {
		if (error instanceof TlsFault || error instanceof ProxyFault) {
			return String.valueOf(error.getMessage());
		}
		if (error instanceof UnknownHostException) {
			return "unknown host";
		}
		if (error instanceof ConnectTimeoutException) {
			return "no answer in time; is the address right, and no firewall between?";
		}
		if (error instanceof ConnectException) {
			return "connection refused; does the server run?";
		}
		if (error instanceof PrematureCloseException || error instanceof WebSocketHandshakeException) {
			return "the server closed the connection before the upgrade";
		}
		return String.valueOf(error.getMessage());
	}

}
