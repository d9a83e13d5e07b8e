package dev.wscat.net;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Answers requests that ask for a page.
 */
final class PlainHttp {

	/** Scripts, styles and connections of this server only, and none inside the page. */
	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
			+ " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private PlainHttp() {
	}

	static boolean isRead(HttpServerRequest request) {
		return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
	}

	static Refusal refusal(HttpServerRequest request) {
		return isRead(request) ? new Refusal(404, "there is no such page; the WebSocket is at ws://")
				: new Refusal(405, "pages can only be read");
	}

	static Publisher<Void> send(Site.Page page, HttpServerRequest request, HttpServerResponse response) {
		response.header(HttpHeaderNames.CONTENT_TYPE, page.type())
			.header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(page.body().length))
			.header(HttpHeaderNames.CACHE_CONTROL, "no-cache")
			.header(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY)
			.header("X-Content-Type-Options", "nosniff")
			.header("Referrer-Policy", "no-referrer");
		return request.method().equals(HttpMethod.HEAD) ? response.send()
				: response.sendByteArray(Mono.just(page.body()));
	}

}
