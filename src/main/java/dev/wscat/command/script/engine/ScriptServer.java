package dev.wscat.command.script.engine;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.net.Bound;
import dev.wscat.net.Doors;
import dev.wscat.net.ListenOptions;
import dev.wscat.net.Listener;
import dev.wscat.net.Session;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.web.reactive.socket.HandshakeInfo;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A server of a program: the one listener of wscat, whose requests and messages go to a
 * handler in JavaScript.
 */
final class ScriptServer {

	private static final int USUAL_BOUND = 16 << 20;

	private final Set<Line> open = ConcurrentHashMap.newKeySet();

	private final Sinks.Empty<Void> closing = Sinks.empty();

	private final AtomicInteger answering = new AtomicInteger();

	private final Program program;

	private final Value object;

	private final int maxBody;

	private final int bound;

	private final int mostClients;

	/**
	 * Create a server.
	 * @param program whose it is
	 * @param object what the program knows it by
	 * @param maxBody largest body of a request, in bytes
	 * @param bound most bytes that may wait for one client, or 0 for the usual
	 * @param mostClients how many at once
	 */
	ScriptServer(Program program, Value object, int maxBody, int bound, int mostClients) {
		this.program = program;
		this.object = object;
		this.maxBody = maxBody;
		this.bound = (bound > 0) ? bound : USUAL_BOUND;
		this.mostClients = mostClients;
	}

	/**
	 * Listen, beside; the program is told when clients can connect, or that they cannot.
	 */
	void start(Supplier<ListenOptions> settings) {
		ScriptLoop loop = this.program.loop();
		loop.hold();
		try {
			ListenOptions options = settings.get();
			this.program.lifeline().listening(true);
			this.program.work(listen(options).onErrorResume(CliException.class, this::fault).then(loop.call(() -> {
				this.program.lifeline().listening(false);
				event("closed");
				loop.release();
			})));
		}
		catch (CliException ex) {
			loop.execute(() -> {
				event("fault", ex.line());
				loop.release();
			});
		}
	}

	private Mono<Void> fault(CliException ex) {
		return this.program.loop().call(() -> event("fault", ex.line()));
	}

	private void event(String name, Object... arguments) {
		Object[] all = new Object[arguments.length + 1];
		all[0] = this.object;
		System.arraycopy(arguments, 0, all, 1, arguments.length);
		this.program.lib().getMember("server").invokeMember(name, all);
	}

	private Mono<Void> listen(ListenOptions options) {
		Mono<Void> closed = this.closing.asMono();
		return Mono.usingWhen(
				Mono.fromSupplier(
						() -> new Listener(options, new Doors(this.mostClients, 0), this.program.console()::error)
							.answer(this::answer)),
				(listener) -> Mono.when(
						listener.listen(this::bound).takeUntilOther(closed).flatMap(this::serve, Integer.MAX_VALUE),
						closed.then(Mono.defer(this::goodbye))),
				Listener::dispose);
	}

	private void bound(Bound bound) {
		this.program.console().note("listening at " + String.join(", ", bound.urls()));
		this.program.console().note(bound.started());
		String url = bound.urls().get(0);
		int port = Integer.parseInt(url.replaceFirst(".*:(\\d+).*", "$1"));
		String address = url.replaceFirst("^wss?://\\[?([^\\]/]*?)\\]?(:\\d+)?/?$", "$1");
		this.program.loop().execute(() -> event("listening", port, address));
	}

	private Mono<Void> serve(Session session) {
		LineEvents events = this.program.peerEvents();
		Line line = new Line(this.program, events, this.bound);
		this.open.add(line);
		this.program.peers().add(line);
		this.program.loop().hold();
		return line.run(session, () -> {
			HandshakeInfo info = session.getHandshakeInfo();
			String path = info.getUri().toString().replaceFirst("^wss?://[^/]*", "");
			String protocol = (info.getSubProtocol() != null) ? info.getSubProtocol() : "";
			return events.open(this.object, line, path, protocol, address(info.getRemoteAddress()));
		}).doFinally((signal) -> {
			this.open.remove(line);
			this.program.peers().remove(line);
			this.program.loop().release();
		});
	}

	private static String address(@Nullable InetSocketAddress remote) {
		return (remote != null) ? remote.getAddress().getHostAddress() : "";
	}

	private Mono<Void> goodbye() {
		Duration longest = this.program.job().patience();
		return Flux.fromIterable(List.copyOf(this.open))
			.flatMap((line) -> line.end(Closing.GOING_AWAY, longest), Integer.MAX_VALUE)
			.then();
	}

	/** Stop listening, and close all connections. */
	void close() {
		this.closing.tryEmitEmpty();
	}

	/** A plain HTTP request. */
	private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		if (this.answering.get() >= this.mostClients) {
			return response.status(503).send();
		}
		Exchange exchange = new Exchange(this.program, request, response, this.maxBody);
		this.answering.incrementAndGet();
		return exchange
			.run((body) -> event("request", exchange, request.method().name(), request.uri(), exchange.headers(),
					HostFunctions.buffer(body), address(request.remoteAddress())))
			.doFinally((signal) -> this.answering.decrementAndGet());
	}

}
