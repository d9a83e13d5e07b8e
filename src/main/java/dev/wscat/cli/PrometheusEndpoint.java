package dev.wscat.cli;

import java.util.Set;
import java.util.function.Function;

import dev.wscat.core.ServerWatch;
import dev.wscat.net.WebOptions;
import dev.wscat.net.WebServer;
import dev.wscat.service.Metrics;
import dev.wscat.terminal.Console;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Numbers that Prometheus reads at a port of their own. Loaded only by servers that have
 * one.
 */
final class PrometheusEndpoint implements MetricsEndpoint {

	private static final String PATH = "/metrics";

	private static final Set<String> ALL = Set.of("*", "0.0.0.0", "::");

	private final Metrics metrics = new Metrics();

	private final WebServer server;

	private final String host;

	private volatile int port;

	private PrometheusEndpoint(WebOptions options, Console console) {
		this.server = new WebServer(options, this::answer, (line) -> console.error("metrics: " + line));
		String name = options.place().hosts().get(0);
		this.host = ALL.contains(name) ? "" : name;
	}

	static <T> Mono<T> with(WebOptions options, Console console, Function<MetricsEndpoint, Mono<T>> action) {
		return Mono.usingWhen(Mono.fromSupplier(() -> new PrometheusEndpoint(options, console)),
				(endpoint) -> endpoint.server.bind().flatMap((port) -> {
					endpoint.port = port;
					return action.apply(endpoint);
				}), (endpoint) -> endpoint.server.dispose());
	}

	@Override
	public ServerWatch watch() {
		return this.metrics;
	}

	@Override
	public void started(Console console) {
		console.note("Starting metrics server on " + this.host + ":" + this.port);
	}

	private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		boolean head = request.method().equals(HttpMethod.HEAD);
		if (!head && !request.method().equals(HttpMethod.GET)) {
			response.header(HttpHeaderNames.ALLOW, "GET, HEAD");
			return refuse(response, HttpResponseStatus.METHOD_NOT_ALLOWED, "numbers can only be read");
		}
		if (!request.uri().replaceFirst("\\?.*", "").equals(PATH)) {
			return refuse(response, HttpResponseStatus.NOT_FOUND, "the numbers are at " + PATH);
		}
		Metrics.Exposition numbers = this.metrics.scrape(request.requestHeaders().get(HttpHeaderNames.ACCEPT, ""));
		response.header(HttpHeaderNames.CONTENT_TYPE, numbers.type())
			.header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(numbers.body().length));
		return head ? response.send() : response.sendByteArray(Mono.just(numbers.body()));
	}

	private static Publisher<Void> refuse(HttpServerResponse response, HttpResponseStatus status, String reason) {
		return response.status(status)
			.header(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
			.header(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
			.sendString(Mono.just(reason + "\n"));
	}

}
