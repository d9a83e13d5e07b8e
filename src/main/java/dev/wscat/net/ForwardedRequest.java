package dev.wscat.net;

import java.net.InetSocketAddress;
import java.util.HashSet;
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
			"proxy-authorization", "proxy-authenticate", "te", "trailer", "transfer-encoding", "content-length",
			"upgrade");

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
		HttpHeaders headers = headers(request, client, target, upstream);
		headers.set(HttpHeaderNames.CONNECTION, "Upgrade");
		headers.set(HttpHeaderNames.UPGRADE, "websocket");
		if (!extensions) {
			headers.remove(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
		}
		return new ForwardedRequest("GET " + path(target.pathAndQuery(), request.uri()) + " HTTP/1.1", headers);
	}

	/**
	 * Make the headers of a request to a server from those of the client.
	 * @param request the client's
	 * @param client its connection
	 * @param target who gets it
	 * @param upstream whose headers it gets and loses
	 * @return the headers, without those that are between neighbours
	 */
	static HttpHeaders headers(HttpServerRequest request, Channel client, Target target, Upstream upstream) {
		HttpHeaders given = request.requestHeaders();
		Set<String> dropped = hopByHop(given);
		HttpHeaders headers = new DefaultHttpHeaders();
		headers.set(HttpHeaderNames.HOST, target.authority());
		for (Map.Entry<String, String> header : given) {
			String name = header.getKey().toLowerCase(Locale.ROOT);
			if (!dropped.contains(name) && !name.equals("host") && !name.equals("expect") && !upstream.drops(name)) {
				headers.add(header.getKey(), header.getValue());
			}
		}
		forwarded(headers, client, given.get(HttpHeaderNames.HOST, ""));
		upstream.added().forEach((header) -> headers.set(header.getKey(), header.getValue()));
		return headers;
	}

	/**
	 * Tell which headers are between neighbours.
	 * @param headers of a message
	 * @return names in lower case: the usual ones, and those that the message names
	 */
	static Set<String> hopByHop(HttpHeaders headers) {
		Set<String> names = new HashSet<>(HOP_BY_HOP);
		for (String value : headers.getAll(HttpHeaderNames.CONNECTION)) {
			for (String name : value.split(",")) {
				names.add(name.trim().toLowerCase(Locale.ROOT));
			}
		}
		return names;
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
	static String path(String base, String asked) {
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
