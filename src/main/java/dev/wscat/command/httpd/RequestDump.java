package dev.wscat.command.httpd;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import dev.wscat.terminal.Console;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Says all of a request: its line, its headers and its body.
 */
final class RequestDump {

	private static final List<String> SECRETS = List.of("authorization", "cookie", "proxy-authorization");

	private static final int MOST_SHOWN = 1 << 14;

	private final Console console;

	RequestDump(Console console) {
		this.console = console;
	}

	/**
	 * Say it.
	 * @param request the request, whose body is read
	 * @return completes with the end of the body
	 */
	Mono<Void> of(HttpServerRequest request) {
		this.console.note(request.method() + " " + request.uri() + " " + request.version());
		request.requestHeaders().forEach((header) -> {
			boolean secret = SECRETS.contains(header.getKey().toLowerCase(Locale.ROOT));
			this.console.note(header.getKey() + ": " + (secret ? "***" : header.getValue()));
		});
		return Mono.defer(() -> {
			Body body = new Body();
			return request.receive().asByteArray().doOnNext(body::add).then().doOnSuccess((end) -> tell(body));
		});
	}

	private void tell(Body body) {
		if (body.length > 0) {
			body.start.toString(StandardCharsets.UTF_8).lines().forEach(this.console::note);
			String rest = (body.length > body.start.size()) ? ", of which the first " + body.start.size() + " are shown"
					: "";
			this.console.note("Body: " + body.length + " bytes" + rest);
		}
	}

	/** Its start is kept, the rest counted. */
	private static final class Body {

		private final ByteArrayOutputStream start = new ByteArrayOutputStream();

		private long length;

		void add(byte[] part) {
			this.length += part.length;
			this.start.write(part, 0, Math.min(part.length, MOST_SHOWN - this.start.size()));
		}

	}

}
