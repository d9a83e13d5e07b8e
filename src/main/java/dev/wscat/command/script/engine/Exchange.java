package dev.wscat.command.script.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A request and its answer, bodies whole.
 */
final class Exchange {

	/** Longest time from the head of a request to the end of its body. */
	private static final Duration BODY_TIMEOUT = Duration.ofSeconds(30);

	/** Longest time in which an answer has to be taken. */
	private static final Duration SEND_TIMEOUT = Duration.ofSeconds(60);

	private static final class TooBig extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	/**
	 * An answer.
	 *
	 * @param status of HTTP
	 * @param headers names and values
	 * @param body its bytes
	 */
	private record Answer(int status, List<Map.Entry<String, String>> headers, byte[] body) {
	}

	private final Sinks.One<Answer> answer = Sinks.one();

	private final Program program;

	private final HttpServerRequest request;

	private final HttpServerResponse response;

	private final int maxBody;

	Exchange(Program program, HttpServerRequest request, HttpServerResponse response, int maxBody) {
		this.program = program;
		this.request = request;
		this.response = response;
		this.maxBody = maxBody;
	}

	/**
	 * Have the request answered.
	 * @param handler is given the body, on the program's thread, and answers later
	 * @return cold; completes when the answer is sent
	 */
	Mono<Void> run(Consumer<byte[]> handler) {
		return body().flatMap((body) -> {
			this.program.loop().execute(() -> handler.accept(body));
			return this.answer.asMono();
		})
			.onErrorResume(TooBig.class,
					(ex) -> Mono.just(refusal(413, "the body is over " + this.maxBody + " bytes\n")))
			.onErrorResume(TimeoutException.class, (ex) -> Mono.just(refusal(408, "the body did not come in time\n")))
			.flatMap(this::send);
	}

	private Mono<byte[]> body() {
		return this.request.receive().asByteArray().reduceWith(ByteArrayOutputStream::new, (body, piece) -> {
			if (body.size() + piece.length > this.maxBody) {
				throw new TooBig();
			}
			body.writeBytes(piece);
			return body;
		}).map(ByteArrayOutputStream::toByteArray).timeout(BODY_TIMEOUT);
	}

	private static Answer refusal(int status, String text) {
		return new Answer(status,
				List.of(Map.entry("content-type", "text/plain; charset=utf-8"), Map.entry("connection", "close")),
				text.getBytes(StandardCharsets.UTF_8));
	}

	/** Answer; on the program's thread. Only the first answer counts. */
	void respond(int status, List<Map.Entry<String, String>> headers, @Nullable String text, Value buffer, Value offset,
			Value length) {
		byte[] body = (text != null) ? text.getBytes(StandardCharsets.UTF_8)
				: buffer.isNull() ? new byte[0] : HostFunctions.bytes(buffer, offset, length);
		this.answer.tryEmitValue(new Answer(status, headers, body));
	}

	private Mono<Void> send(Answer given) {
		this.response.status(given.status());
		for (Map.Entry<String, String> header : given.headers()) {
			if (!header.getKey().equalsIgnoreCase("content-length")
					&& !header.getKey().equalsIgnoreCase("transfer-encoding")) {
				this.response.addHeader(header.getKey(), header.getValue());
			}
		}
		boolean bodiless = given.status() == 204 || given.status() == 304;
		if (!bodiless) {
			this.response.header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(given.body().length));
		}
		Mono<Void> sent = (bodiless || this.request.method().equals(HttpMethod.HEAD)) ? this.response.send().then()
				: this.response.sendByteArray(Mono.just(given.body())).then();
		return sent.timeout(SEND_TIMEOUT);
	}

	/** Names and values, one after the other. */
	ProxyArray headers() {
		List<Object> flat = new ArrayList<>();
		this.request.requestHeaders().forEach((header) -> {
			flat.add(header.getKey());
			flat.add(header.getValue());
		});
		return ProxyArray.fromList(flat);
	}

}
