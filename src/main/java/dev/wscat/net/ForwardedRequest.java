package dev.wscat.net;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import reactor.netty.http.server.HttpServerRequest;

/**
 * The request for a WebSocket as the server behind a proxy gets it: the client's own, its
 * key included, so that the answer fits it.
 *
 * @param line method, path and query, version
 * @param headers the headers
 */
record ForwardedRequest(String line, HttpHeaders headers) {

	/** RFC 9110 section 7.6.1. */
	private static final Set<String> HOP_BY_HOP = Set.of("connection", "keep-alive", "proxy-connection",
			"proxy-authorization", "te", "trailer", "transfer-encoding", "content-length", "host");

	/**
	 * Make the request.
	 * @param request the client's
	 * @param client its connection
	 * @param target who gets it
	 * @param upstream whose headers it gets and loses
	 * @param extensions whether the client may agree on some with the server
	 * @return the request
	 */
	static ForwardedRequest of(HttpServerRequest request, Channel client, Target target, Upstream upstream,
			boolean extensions) {
		HttpHeaders given = request.requestHeaders();
		HttpHeaders headers = new DefaultHttpHeaders();
		headers.set(HttpHeaderNames.HOST, target.authority());
		headers.set(HttpHeaderNames.CONNECTION, "Upgrade");
		for (Map.Entry<String, String> header : given) {
			String name = header.getKey();
			if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT)) && !upstream.drops(name)) {
				headers.add(name, header.getValue());
			}
		}
		forwarded(headers, client, given.get(HttpHeaderNames.HOST, ""));
		if (!extensions) {
			headers.remove(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
		}
		upstream.added().forEach((header) -> headers.set(header.getKey(), header.getValue()));
		return new ForwardedRequest("GET " + path(target.pathAndQuery(), request.uri()) + " HTTP/1.1", headers);
	}

	/** RFC 7239, and what came before it. */
	private static void forwarded(HttpHeaders headers, Channel client, String host) {
		boolean secure = TlsGuard.isSecure(client);
		String address = (client.remoteAddress() instanceof InetSocketAddress remote)
				? remote.getAddress().getHostAddress() : "unknown";
		append(headers, "X-Forwarded-For", address);
		headers.set("X-Forwarded-Proto", secure ? "https" : "http");
		headers.set("X-Forwarded-Host", host);
		String node = (address.indexOf(':') >= 0) ? "\"[" + address + "]\"" : address;
		append(headers, "Forwarded", "for=" + node + ";host=\"" + host + "\";proto=" + (secure ? "https" : "http"));
	}

	private static void append(HttpHeaders headers, String name, String value) {
		List<String> before = headers.getAll(name);
		headers.set(name, before.isEmpty() ? value : String.join(", ", before) + ", " + value);
	}

	/** The client's path behind that of the target, so that a path can be put before. */
	private static String path(String base, String asked) {
		String prefix = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
		return prefix.indexOf('?') >= 0 ? prefix : prefix + asked;
	}

	String text() {
		StringBuilder text = new StringBuilder(512).append(this.line).append("\r\n");
		this.headers
			.forEach((header) -> text.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n"));
		return text.append("\r\n").toString();
	}

}
