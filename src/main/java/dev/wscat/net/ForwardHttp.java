package dev.wscat.net;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.channel.Channel;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Passes plain HTTP requests on to other servers, and their answers back, both as they
 * come. Each request has a connection of its own, so that none can meet what is left of
 * another one.
 */
final class ForwardHttp {

	/** Longest time between two requests of a client, and in which it takes nothing. */
	private static final Duration IDLE = Duration.ofSeconds(60);

	private static final int LARGEST_HEADER = 32 * 1024;

	private final Forwarder forwarder;

	private final ForwardOptions options;

	private final HttpClient http;

	ForwardHttp(Forwarder forwarder) {
		this.forwarder = forwarder;
		this.options = forwarder.options();
		this.http = forwarder.client()
			.httpResponseDecoder((spec) -> spec.maxHeaderSize(LARGEST_HEADER))
			.doOnConnected((connection) -> connection.addHandlerLast("wscat.early", new FinalAnswers()))
			.followRedirect(false);
	}

	/** What one request needs on its way. */
	private record Exchange(Channel client, HttpServerRequest request, HttpServerResponse response, Upstream upstream,
			LimitLog log, AtomicBoolean answered) {

	}

	/**
	 * Pass a request on.
	 * @param client its connection
	 * @param request the request, which was checked
	 * @param response the answer to be
	 * @param upstream who is responsible
	 * @param log takes a line for each that cannot be served
	 * @return completes when the answer is sent
	 */
	Publisher<Void> pass(Channel client, HttpServerRequest request, HttpServerResponse response, Upstream upstream,
			LimitLog log) {
		Patience.end(client);
		if (client.pipeline().get(Stall.class) == null) {
			client.pipeline().addFirst(new Stall(IDLE, this.options.log()));
		}
		Exchange exchange = new Exchange(client, request, response, upstream, log, new AtomicBoolean());
		return pass(exchange, upstream.inTurn().iterator()).doOnTerminate(() -> Patience.limit(client, IDLE));
	}

	private Mono<Void> pass(Exchange exchange, Iterator<URI> targets) {
		URI url = targets.next();
		Target target = new Target(url);
		UpstreamAsked asked = new UpstreamAsked(this.forwarder, exchange.upstream(), url, target);
		return Mono.defer(() -> ask(exchange, asked)).onErrorResume((error) -> {
			String why = Forwarder.reason(asked.explain(error));
			if (exchange.answered().get()) {
				// too late for another answer: the client sees that it is not whole
				exchange.log().say("broken off", "answer of " + target + " broken off: " + why);
				return Mono.error(error);
			}
			if (error instanceof IllegalArgumentException) {
				return Mono.from(refuse(exchange.response(), 400, "the path has characters that it cannot have"));
			}
			asked.failed(why);
			boolean unreached = error instanceof ConnectException || error instanceof UnknownHostException;
			if (unreached && targets.hasNext()) {
				return pass(exchange, targets);
			}
			boolean slow = error instanceof ConnectTimeoutException || error instanceof TimeoutException;
			exchange.log().say("refused with " + (slow ? 504 : 502), "no answer of " + target + ": " + why);
			return Mono.from(refuse(exchange.response(), slow ? 504 : 502, slow
					? "the server behind the proxy does not answer" : "the server behind the proxy cannot be reached"));
		});
	}

	private Mono<Void> ask(Exchange exchange, UpstreamAsked asked) {
		Target target = asked.target();
		HttpServerRequest request = exchange.request();
		Sinks.Empty<Void> late = Sinks.empty();
		HttpClient client = this.http
			.remoteAddress(() -> InetSocketAddress.createUnresolved(target.host(), target.port()))
			.doAfterRequest((sent, connection) -> connection.channel().eventLoop().schedule(() -> {
				if (!exchange.answered().get()) {
					late.tryEmitError(new TimeoutException("no answer in time"));
				}
			}, this.options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS))
			.headers((headers) -> headers.set(headers(exchange, target)));
		if (target.isSecure()) {
			client = this.forwarder.tls(exchange.upstream()).apply(client, this.options.connectTimeout());
		}
		String path = ForwardedRequest.path(target.pathAndQuery(), request.uri());
		boolean body = ForwardedHttp.hasBody(request);
		Mono<Void> answer = client.request(request.method()).uri(path).send((sent, out) -> {
			// what Reactor Netty says of itself
			for (CharSequence own : List.of(HttpHeaderNames.USER_AGENT, HttpHeaderNames.ACCEPT)) {
				if (!request.requestHeaders().contains(own)) {
					sent.requestHeaders().remove(own);
				}
			}
			return body ? out.send(request.receive().retain()) : out;
		}).response((answered, content) -> answer(exchange, asked, answered, content)).then();
		return Mono.firstWithSignal(answer, late.asMono());
	}

	private HttpHeaders headers(Exchange exchange, Target target) {
		HttpServerRequest request = exchange.request();
		HttpHeaders headers = ForwardedRequest.headers(request, exchange.client(), target, exchange.upstream());
		if (ForwardedHttp.isChunked(request)) {
			headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
		}
		else if (request.requestHeaders().contains(HttpHeaderNames.CONTENT_LENGTH)) {
			headers.set(HttpHeaderNames.CONTENT_LENGTH, request.requestHeaders().get(HttpHeaderNames.CONTENT_LENGTH));
		}
		Trace trace = this.options.trace();
		if (trace != null) {
			trace.headers(request.method() + " " + target.origin() + request.uri(), headers.entries());
		}
		return headers;
	}

	private Publisher<Void> answer(Exchange exchange, UpstreamAsked asked, HttpClientResponse answered,
			ByteBufFlux content) {
		exchange.answered().set(true);
		asked.worked();
		HttpServerResponse response = exchange.response();
		HttpServerRequest request = exchange.request();
		response.status(answered.status());
		Set<String> dropped = ForwardedRequest.hopByHop(answered.responseHeaders());
		answered.responseHeaders().forEach((header) -> {
			if (!dropped.contains(header.getKey().toLowerCase(Locale.ROOT))) {
				response.addHeader(header.getKey(), header.getValue());
			}
		});
		Trace trace = this.options.trace();
		if (trace != null) {
			trace.headers("HTTP/1.1 " + answered.status(), answered.responseHeaders().entries());
		}
		boolean none = request.method().equals(HttpMethod.HEAD) || List.of(204, 304).contains(answered.status().code());
		boolean old = request.version().compareTo(HttpVersion.HTTP_1_1) < 0;
		String length = answered.responseHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
		if (length != null || none || old) {
			response.chunkedTransfer(false);
		}
		if (length != null) {
			response.header(HttpHeaderNames.CONTENT_LENGTH, length);
		}
		if (old) {
			response.keepAlive(false);
		}
		return none ? response.send() : response.send(content.retain());
	}

	private static Publisher<Void> refuse(HttpServerResponse response, int status, String reason) {
		return response.status(status)
			.header(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
			.header(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
			.sendString(Mono.just(reason + "\n"));
	}

}
