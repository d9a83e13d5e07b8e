package dev.wscat.net;

import java.util.List;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

/**
 * What a proxy checks of a plain HTTP request before it passes it on. Whatever two
 * servers could read in two ways is refused: that is how requests are smuggled.
 */
final class ForwardedHttp {

	/** A host and perhaps a port, RFC 9110 section 7.2. */
	private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._~%-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

	private ForwardedHttp() {
	}

	/**
	 * Check a request.
	 * @param request the request
	 * @return what is wrong, or {@code null}
	 */
	static @Nullable Refusal check(HttpServerRequest request) {
		HttpMethod method = request.method();
		if (method.equals(HttpMethod.CONNECT) || method.equals(HttpMethod.TRACE)) {
			return new Refusal(405, method + " is not passed on");
		}
		if (!request.uri().startsWith("/") && !(request.uri().equals("*") && method.equals(HttpMethod.OPTIONS))) {
			return new Refusal(400, "the request names no path: this is no forward proxy");
		}
		Refusal host = checkHost(request.requestHeaders());
		return (host != null) ? host : checkBody(request);
	}

	/**
	 * Check whom a request is for.
	 * @param headers its headers
	 * @return what is wrong, or {@code null}
	 */
	static @Nullable Refusal checkHost(HttpHeaders headers) {
		List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
		return (hosts.size() == 1 && HOST.matcher(hosts.get(0)).matches()) ? null
				: new Refusal(400, "a request has one Host header, which is a host");
	}

	/** RFC 9112 section 6.3. */
	private static @Nullable Refusal checkBody(HttpServerRequest request) {
		List<String> codings = request.requestHeaders().getAll(HttpHeaderNames.TRANSFER_ENCODING);
		List<String> lengths = request.requestHeaders().getAll(HttpHeaderNames.CONTENT_LENGTH);
		if (!codings.isEmpty() && (!lengths.isEmpty() || request.version().compareTo(HttpVersion.HTTP_1_1) < 0)) {
			return new Refusal(400, "the request tells the length of its body in two ways");
		}
		if (!codings.isEmpty() && !(codings.size() == 1 && codings.get(0).trim().equalsIgnoreCase("chunked"))) {
			return new Refusal(501, "the only coding of a body is chunked");
		}
		if (lengths.size() > 1 || lengths.size() == 1 && !lengths.get(0).matches("\\d{1,18}")) {
			return new Refusal(400, "the length of the body is no number");
		}
		return null;
	}

	static boolean isChunked(HttpServerRequest request) {
		return request.requestHeaders().contains(HttpHeaderNames.TRANSFER_ENCODING);
	}

	/** Whether there may be a body. */
	static boolean hasBody(HttpServerRequest request) {
		String length = request.requestHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
		return isChunked(request) || length != null && !length.matches("0+");
	}

}
