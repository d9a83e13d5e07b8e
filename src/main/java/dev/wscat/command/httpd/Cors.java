package dev.wscat.command.httpd;

import io.netty.handler.codec.http.HttpHeaderNames;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Lets web pages of other origins read the files.
 *
 * @param origin the one origin that may, or {@code *}
 */
record Cors(String origin) {

	private static final String SECONDS_TO_KNOW = "86400";

	void allow(HttpServerResponse response) {
		response.header(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, this.origin)
			.header(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
					"Accept-Ranges, Content-Encoding, Content-Length, Content-Range, ETag");
		if (!this.origin.equals("*")) {
			response.addHeader(HttpHeaderNames.VARY, "Origin");
		}
	}

	/** What a browser asks first when a page sets headers. */
	void answer(HttpServerRequest request, HttpServerResponse response) {
		if (request.requestHeaders().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD)) {
			response.header(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS")
				.header(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
						"Cache-Control, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Range,"
								+ " If-Unmodified-Since, Range, X-Requested-With")
				.header(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, SECONDS_TO_KNOW);
		}
	}

}
