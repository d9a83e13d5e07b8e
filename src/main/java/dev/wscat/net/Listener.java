package dev.wscat.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import dev.wscat.core.CliException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Accepts clients: every server command stands on it. Checks the opening handshake, asks
 * the gate, upgrades, and hands the session over.
 */
public final class Listener {

	private static final Refusal NOT_SECURE = new Refusal(400,
			"this port speaks TLS only: connect with wss:// or https://");

	private static final Refusal NOBODY = new Refusal(404, "nobody here is responsible for this host and path");

	private static final AttributeKey<Boolean> INSIDE = AttributeKey.valueOf("wscat.inside");

	private final Loops loops;

	private final ListenOptions options;

	private final Gate gate;

	private final LimitLog log;

	private final @Nullable TlsServer tls;

	private final Arrivals arrivals;

	private final WireOptions wire;

	private @Nullable Forwarder forwarder;

	private WebServer.@Nullable Handler web;

	private final Sinks.Many<Session> sessions = Sinks.many().unicast().onBackpressureBuffer();

	/**
	 * Create a listener.
	 * @param options how to listen
	 * @param gate asked before each upgrade
	 * @param log takes a line for each refused client
	 * @throws CliException when the files of TLS cannot be used
	 */
	public Listener(ListenOptions options, Gate gate, Consumer<String> log) {
		this.options = options;
		this.gate = gate;
		this.tls = (options.tls() != null) ? new TlsServer(options.tls(), log) : null;
		this.loops = new Loops(options.threads());
		this.log = new LimitLog(options.watch(), log, this.loops.onServer(false));
		ServerLimits limits = options.limits();
		this.arrivals = new Arrivals(options.handshakeTimeout(),
				(limits != null) ? limits.arriving() : ServerLimits.ARRIVING, this.log, this.loops.onServer(false));
		this.wire = (limits != null) ? options.wire().with(new Guards(limits, this.log, Budget.ofMemory()))
				: options.wire();
	}

	/**
	 * Pass clients on, so that there are no sessions here.
	 * @param to passes them on
	 * @return this
	 */
	public Listener forward(Forwarder to) {
		this.forwarder = to;
		to.runOn(this.loops);
		return this;
	}

	/**
	 * Have someone answer what is no upgrade, in the place of pages.
	 * @param handler answers plain HTTP requests
	 * @return this
	 */
	public Listener answer(WebServer.Handler handler) {
		this.web = handler;
		return this;
	}

	/**
	 * Bind, and accept clients until cancelled.
	 * @param bound is told where, once clients can connect
	 * @return cold; the sessions as they open, which outlive this flux; fails with a
	 * {@link CliException} when an address cannot be bound, and completes never
	 */
	public Flux<Session> listen(Consumer<Bound> bound) {
		return Flux.usingWhen(new Binding(this.options.place(), this::bind).bind(), (binding) -> {
			bound.accept(Bound.of(binding.addresses(), this.tls != null));
			Flux<Session> opened = this.sessions.asFlux();
			return (this.tls != null) ? opened.takeUntilOther(this.tls.watch(Schedulers.boundedElastic())) : opened;
		}, Binding::unbind);
	}

	/**
	 * Let the event loops end.
	 * @return completes when they have
	 */
	public Mono<Void> dispose() {
		return this.loops.disposeLater(Duration.ZERO, Duration.ZERO);
	}

	private Mono<? extends DisposableServer> bind(SocketAddress address) {
		return HttpServer.create()
			.runOn((address instanceof InetSocketAddress) ? this.loops : new UnixLoops(this.loops))
			.bindAddress(() -> address)
			.option(ChannelOption.SO_REUSEADDR, true)
			.childOption(ChannelOption.RECVBUF_ALLOCATOR, Loops.reads(this.wire.guards()))
			.doOnChannelInit((observer, channel, remote) -> {
				this.arrivals.arrived(channel);
				channel.pipeline().addFirst(new FirstByte(this.tls, this.log));
			})
			.handle(this::handle)
			.bind();
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		Trace trace = this.options.wire().trace();
		if (trace != null) {
			trace.headers(request.method() + " " + request.uri() + " " + request.version(),
					request.requestHeaders().entries());
		}
		Site site = this.options.site();
		String path = path(request.uri());
		if (this.tls != null && !TlsGuard.isSecure(request)) {
			return refuse(request, response, NOT_SECURE);
		}
		Forwarder forward = this.forwarder;
		if (forward != null && forward.passesHttp()
				&& !request.requestHeaders().containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
			return passHttp(request, response, forward, path);
		}
		Refusal refusal = Handshake.check(request);
		WebServer.Handler plain = this.web;
		if (plain != null && !request.requestHeaders().contains(HttpHeaderNames.UPGRADE)) {
			return answer(request, response, plain);
		}
		if (refusal != null && !request.requestHeaders().contains(HttpHeaderNames.UPGRADE) && site.hasPages()) {
			request.withConnection((connection) -> this.arrivals.served(connection.channel()));
			Site.Page page = site.pages().find(path);
			return (page != null && PlainHttp.isRead(request)) ? PlainHttp.send(page, request, response)
					: refuse(request, response, PlainHttp.refusal(request));
		}
		if (refusal == null) {
			refusal = Handshake.checkOrigin(request.requestHeaders(), this.options.origins(),
					site.hasPages() || plain != null);
		}
		if (refusal == null) {
			refusal = site.check(path, request.requestHeaders());
		}
		if (forward != null && refusal == null) {
			refusal = ForwardedHttp.checkHost(request.requestHeaders());
		}
		Upstream upstream = (forward != null && refusal == null) ? forward.find(request) : null;
		if (forward != null && refusal == null && upstream == null) {
			refusal = NOBODY;
		}
		if (refusal == null) {
			refusal = (forward != null) ? enterOnce(request) : this.gate.enter(address(request));
		}
		if (refusal != null) {
			return refuse(request, response, refusal);
		}
		return (forward != null && upstream != null) ? forward(request, forward, upstream) : upgrade(request);
	}

	/** While a request is answered its connection has all the time in the world. */
	private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response, WebServer.Handler handler) {
		AtomicReference<@Nullable Channel> channel = new AtomicReference<>();
		request.withConnection((connection) -> {
			channel.set(connection.channel());
			this.arrivals.busy(connection.channel());
		});
		return Mono.from(handler.handle(request, response))
			.doOnTerminate(() -> this.arrivals.again(Objects.requireNonNull(channel.get())))
			.doOnCancel(() -> this.arrivals.again(Objects.requireNonNull(channel.get())));
	}

	private static String path(String uri) {
		int query = uri.indexOf('?');
		return (query < 0) ? uri : uri.substring(0, query);
	}

	private static @Nullable InetAddress address(HttpServerRequest request) {
		InetSocketAddress remote = request.remoteAddress();
		return (remote != null) ? remote.getAddress() : null;
	}

	private Publisher<Void> refuse(HttpServerRequest request, HttpServerResponse response, Refusal refusal) {
		this.options.watch().refused(refusal.status());
		if (refusal.limit() != null) {
			this.options.watch().limited(refusal.limit());
		}
		request.withConnection((connection) -> this.log.refused(connection.channel(), "with " + refusal.status(),
				refusal.status() + ", " + refusal.reason()));
		if (refusal.status() == HttpResponseStatus.UPGRADE_REQUIRED.code()) {
			response.header(HttpHeaderNames.SEC_WEBSOCKET_VERSION, Handshake.VERSION)
				.header(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
		}
		if (refusal.status() == HttpResponseStatus.UNAUTHORIZED.code()) {
			response.header(HttpHeaderNames.WWW_AUTHENTICATE, "Basic realm=\"wscat\"");
		}
		return response.status(refusal.status())
			.header(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
			.header(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
			.sendString(Mono.just(refusal.reason() + "\n"));
	}

	/** A client of a proxy can have several requests on its connection. */
	private @Nullable Refusal enterOnce(HttpServerRequest request) {
		Channel channel = channel(request);
		if (channel.attr(INSIDE).get() != null) {
			return null;
		}
		InetAddress remote = address(request);
		Refusal refusal = this.gate.enter(remote);
		if (refusal == null) {
			channel.attr(INSIDE).set(true);
			channel.closeFuture().addListener((closed) -> this.gate.leave(remote));
		}
		return refusal;
	}

	private static Channel channel(HttpServerRequest request) {
		Channel[] channel = new Channel[1];
		request.withConnection((connection) -> channel[0] = connection.channel());
		return channel[0];
	}

	private Publisher<Void> passHttp(HttpServerRequest request, HttpServerResponse response, Forwarder forward,
			String path) {
		Refusal refusal = ForwardedHttp.check(request);
		if (refusal == null) {
			refusal = this.options.site().check(path, request.requestHeaders());
		}
		Upstream upstream = (refusal == null) ? forward.find(request) : null;
		if (refusal == null) {
			refusal = (upstream == null) ? NOBODY : enterOnce(request);
		}
		if (refusal != null || upstream == null) {
			return refuse(request, response, (refusal != null) ? refusal : NOBODY);
		}
		Channel channel = channel(request);
		this.arrivals.left(channel);
		return forward.pass(channel, request, response, upstream, this.log);
	}

	private Publisher<Void> forward(HttpServerRequest request, Forwarder forward, Upstream upstream) {
		request.withConnection((connection) -> {
			this.arrivals.left(connection.channel());
			forward.forward(connection.channel(), request, upstream, this.options.watch(), this.log);
		});
		return Mono.never();
	}

	/**
	 * Never completes: HTTP is over, and what is left of it on the channel is removed.
	 */
	private Publisher<Void> upgrade(HttpServerRequest request) {
		request.withConnection((connection) -> {
			InetAddress remote = address(request);
			long nanos = this.arrivals.left(connection.channel());
			if (nanos < 0) {
				// sent away in this very moment
				this.gate.leave(remote);
				connection.channel().close();
				return;
			}
			this.options.watch().accepted(nanos);
			Session session = ServerUpgrade.answer(connection.channel(), request, this.wire, this.options.site());
			this.sessions.emitNext(session, (signal, result) -> {
				if (result == Sinks.EmitResult.FAIL_CANCELLED) {
					// it came when the server was about to end, and is told so too
					session.goAway();
				}
				return result == Sinks.EmitResult.FAIL_NON_SERIALIZED;
			});
			session.onEnd(() -> this.gate.leave(remote));
		});
		return Mono.never();
	}

}
