package dev.wscat.net;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import dev.wscat.core.CliException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A server of plain HTTP, with bounds for what its clients can hold.
 */
public final class WebServer {

	/** What is done with a request. */
	public interface Handler {

		/**
		 * Answer a request; on an event loop, so it must not block.
		 * @param request the request, whose body nobody has read
		 * @param response the answer to be
		 * @return completes when the answer is sent
		 */
		Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response);

	}

	/** Answers of 503 at once, beyond which connections are closed without one. */
	private static final int TURNED_AWAY = 100;

	private static final Duration LOOK = Duration.ofMillis(20);

	private final WebOptions options;

	private final Handler handler;

	private final Consumer<String> log;

	private final Loops loops;

	private final Crowd crowd;

	private final Binding binding;

	private final AtomicInteger answering = new AtomicInteger();

	/**
	 * Create a server.
	 * @param options how it listens
	 * @param handler answers the requests
	 * @param log takes a line for what goes wrong
	 */
	public WebServer(WebOptions options, Handler handler, Consumer<String> log) {
		this.options = options;
		this.handler = handler;
		this.log = log;
		this.loops = new Loops(options.threads());
		this.binding = new Binding(options.place(), this::bind);
		this.crowd = new Crowd(options.maxConnections(), TURNED_AWAY);
	}

	/**
	 * Bind.
	 * @return cold; the port once clients can connect; fails with a {@link CliException}
	 * when the address cannot be bound
	 */
	public Mono<Integer> bind() {
		return this.binding.bind().map(Binding::port);
	}

	/**
	 * Stop listening, and let answers that are under way be sent.
	 * @param longest longest wait for them
	 * @return cold; completes when they are sent or the time is over
	 */
	public Mono<Void> finish(Duration longest) {
		return this.binding.unbind()
			.thenMany(Flux.interval(Duration.ZERO, LOOK))
			.takeUntil((tick) -> this.answering.get() == 0)
			.then()
			.timeout(longest, Mono.empty());
	}

	/**
	 * Stop listening, and close all connections.
	 * @return completes when that is done
	 */
	public Mono<Void> dispose() {
		return this.loops.disposeLater(Duration.ZERO, Duration.ZERO);
	}

	private Mono<? extends DisposableServer> bind(SocketAddress address) {
		return HttpServer.create()
			.runOn(this.loops)
			.bindAddress(() -> address)
			.option(ChannelOption.SO_REUSEADDR, true)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.httpRequestDecoder((spec) -> spec.maxInitialLineLength(this.options.maxHeader())
				.maxHeaderSize(this.options.maxHeader())
				.allowPartialChunks(true))
			.doOnChannelInit((observer, channel, remote) -> {
				if (this.crowd.enter(channel)) {
					Patience.limit(channel, this.options.requestTimeout());
					channel.pipeline().addFirst(new Stall(this.options.idleTimeout(), this.log));
				}
			})
			.handle(this::handle)
			.bind();
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		Channel channel = channel(request);
		Patience.end(channel);
		Publisher<Void> answer = this.crowd.isOver() ? full(response) : this.handler.handle(request, response);
		return Mono.from(answer)
			.doOnSubscribe((subscription) -> this.answering.incrementAndGet())
			.doOnTerminate(() -> Patience.limit(channel, this.options.idleTimeout()))
			.doFinally((signal) -> this.answering.decrementAndGet());
	}

	/** To be asked for early: a request that is answered has no connection any more. */
	private static Channel channel(HttpServerRequest request) {
		AtomicReference<@Nullable Channel> channel = new AtomicReference<>();
		request.withConnection((connection) -> channel.set(connection.channel()));
		return Objects.requireNonNull(channel.get());
	}

	private Publisher<Void> full(HttpServerResponse response) {
		this.log.accept("refused a client: " + this.options.maxConnections() + " are connected");
		return response.status(HttpResponseStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
			.header(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
			.sendString(Mono.just("this server has as many clients as it lets in\n"));
	}

}
