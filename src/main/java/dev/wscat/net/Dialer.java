package dev.wscat.net;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.HandshakeInfo;
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

	private final Loops loops;

	private final DialOptions options;

	/**
	 * Create a dialer.
	 * @param options how to connect
	 */
	public Dialer(DialOptions options) {
		this(new Loops(1), options);
	}

	private Dialer(Loops loops, DialOptions options) {
		this.loops = loops;
		this.options = options;
	}

	/**
	 * Connect in another way, on the same event loop.
	 * @param other how to connect
	 * @return a dialer that is disposed of with this one
	 */
	public Dialer with(DialOptions other) {
		return new Dialer(this.loops, other);
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
	 * @param url a {@code ws} or {@code wss} URL, or {@code ws+unix:/socket:/path}
	 * @param use is given the open session and ends by closing it; it goes on after the
	 * connection is gone, so that nothing received is lost
	 * @return cold; what the use gives, or a {@link CliException} when there is no
	 * connection or the upgrade is refused
	 */
	public <T> Mono<T> dial(URI url, Function<Session, Mono<T>> use) {
		return Mono.defer(() -> {
			Sinks.One<Session> opened = Sinks.one();
			Target target = new Target(url);
			Mono<T> connection = connect(new Upgrade(target, this.options, target.user(), true), opened::tryEmitValue,
					null)
				.then(Mono.empty());
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

	/** Completes when the session has ended. */
	private Mono<Void> connect(Upgrade upgrade, Consumer<Session> opened, @Nullable RedirectTrail trail) {
		Target target = upgrade.target();
		Route route = new Route(this.options.route(), target);
		Way way = new Way(target.request(), this.options, route, trail == null || trail.isTrusted(target));
		Mono<Void> ended = (way.proxy() != null)
				? way.findProxy(this.loops).then(Mono.defer(() -> attempt(upgrade, opened, way, null)))
				: race(upgrade, opened, way);
		return ended.onErrorResume((error) -> {
			if (this.options.upgrade().redirects() > 0 && error instanceof UpgradeRefused refused
					&& refused.location() != null) {
				RedirectTrail walked = (trail != null) ? trail : new RedirectTrail(target, this.options);
				return Mono.defer(() -> {
					Target next = walked.follow(target, refused);
					boolean trusted = walked.isTrusted(next);
					return connect(new Upgrade(next, this.options, trusted ? walked.first().user() : null, trusted),
							opened, walked);
				});
			}
			return Mono.error(explain(target, way.explain(error)));
		});
	}

	private Mono<Void> race(Upgrade upgrade, Consumer<Session> opened, Way way) {
		return new Race(way.route(), this.options.connectTimeout()).lanes()
			.flatMap((lane) -> attempt(upgrade, opened, way, lane)
				.onErrorResume((error) -> lane.isLastToFail() ? Mono.error(error) : Mono.empty()))
			.then();
	}

	private Mono<Void> attempt(Upgrade upgrade, Consumer<Session> opened, Way way, Race.@Nullable Lane lane) {
		AtomicReference<Channel> connected = new AtomicReference<>();
		URI url = upgrade.target().request();
		HttpClient http = client(way).doOnConnected((connection) -> {
			UpgradeGuard.install(connection.channel(), this.options.connectTimeout(), upgrade);
			connected.set(connection.channel());
			way.connected(connection.channel());
		});
		if (lane != null) {
			http = http.resolver(lane).doOnChannelInit(lane);
		}
		return new ReactorNettyWebSocketClient(http).execute(url, (raw) -> {
			Session session = adopt(connected, raw, upgrade);
			opened.accept(session);
			return session.ended().then();
		});
	}

	private HttpClient client(Way way) {
		Duration timeout = this.options.connectTimeout();
		HttpClient http = HttpClient.create(ConnectionProvider.newConnection())
			.runOn(way.route().isUnix() ? new UnixLoops(this.loops) : this.loops)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE))
			.option(ChannelOption.RECVBUF_ALLOCATOR, Loops.reads());
		http = way.apply(http);
		Timings timings = this.options.timings();
		return (timings != null) ? timings.apply(http) : http;
	}

	/**
	 * Put our codec in the place of Netty's, in the same turn of the loop that upgrades.
	 */
	private Session adopt(AtomicReference<Channel> connected, WebSocketSession raw, Upgrade upgrade) {
		Channel channel = connected.get();
		if (channel == null) {
			throw new IllegalStateException("upgraded without a connection");
		}
		HandshakeInfo info = raw.getHandshakeInfo();
		Deflate deflate = agreed(info.getHeaders());
		Wire wire = new Wire(channel, this.options.wire(), deflate);
		channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, Wire.NAME, wire);
		UpgradeGuard.remove(channel);
		channel.pipeline().remove("ws-decoder");
		channel.pipeline().remove("ws-encoder");
		Trace trace = upgrade.trace();
		if (trace != null) {
			trace.note("Extensions agreed: " + ((deflate != null) ? info.getHeaders().getFirst(EXTENSIONS) : "none"));
			trace.note("Subprotocol agreed: " + ((upgrade.subprotocol() != null) ? upgrade.subprotocol() : "none"));
		}
		return new Session(wire,
				new HandshakeInfo(info.getUri(), info.getHeaders(), Mono.empty(), upgrade.subprotocol()),
				upgrade.asked());
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

	private static Throwable explain(Target url, Throwable error) {
		if (error instanceof CliException) {
			return error;
		}
		if (error instanceof UpgradeRefused refused) {
			return new CliException(ExitCode.UPGRADE_REFUSED,
					"the server refused the upgrade: " + refused.describe() + hint(refused), error);
		}
		String target = "cannot connect to " + url + ": ";
		if (error instanceof WebSocketHandshakeException && !String.valueOf(error.getMessage()).contains("BEFORE")
				|| error instanceof IllegalArgumentException) {
			return new CliException(ExitCode.UPGRADE_REFUSED, target + "no valid upgrade: " + error.getMessage(),
					error);
		}
		return new CliException(ExitCode.NO_CONNECTION, target + reason(error), error);
	}

	private static String hint(UpgradeRefused refused) {
		return (refused.location() != null) ? "\n\n--follow-redirects goes to " + refused.location() : "";
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
