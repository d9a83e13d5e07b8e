package dev.wscat.net;

import java.util.Base64;
import java.util.List;
import java.util.Locale;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

/**
 * What a server checks of a client's opening handshake, RFC 6455 section 4.2.1; Reactor
 * Netty's own check is laxer in some points and stricter in others.
 */
final class Handshake {

	/** The version of RFC 6455. */
	static final String VERSION = "13";

	private static final int KEY_LENGTH = 16;

	private Handshake() {
	}

	/**
	 * Check a request.
	 * @param request the request
	 * @return what is wrong, or {@code null}
	 */
	static @Nullable Refusal check(HttpServerRequest request) {
		HttpHeaders headers = request.requestHeaders();
		if (!headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
			return new Refusal(426, "this is a WebSocket server: connect with ws://");
		}
		if (!request.method().equals(HttpMethod.GET)) {
			return new Refusal(405, "an upgrade is a GET request");
		}
		if (request.version().compareTo(HttpVersion.HTTP_1_1) < 0) {
			return new Refusal(400, "an upgrade needs HTTP/1.1");
		}
		if (headers.getAll(HttpHeaderNames.HOST).size() != 1) {
			return new Refusal(400, "an upgrade has one Host header");
		}
		if (!headers.containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)) {
			return new Refusal(400, "the Connection header lacks Upgrade");
		}
		if (!List.of(VERSION).equals(headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
			return new Refusal(426, "this server speaks WebSocket version " + VERSION);
		}
		if (!isKey(headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY))) {
			return new Refusal(400, "Sec-WebSocket-Key is not 16 bytes in base64");
		}
		return null;
	}

	/**
	 * Check where the page comes from that a browser connects for. Any page on the web
	 * could otherwise talk to a server on this machine.
	 * @param headers the request's headers
	 * @param allowed origins let in, or {@code *}
	 * @param ownPages whether this server has pages, which may connect to it by any name
	 * @return what is wrong, or {@code null}
	 */
	static @Nullable Refusal checkOrigin(HttpHeaders headers, List<String> allowed, boolean ownPages) {
		String origin = headers.get(HttpHeaderNames.ORIGIN);
		if (origin == null || allowed.contains("*") || allowed.contains(origin)) {
			return null;
		}
		String authority = origin.replaceFirst("^[a-z]+://", "").toLowerCase(Locale.ROOT);
		String host = authority.replaceFirst(":\\d+$", "");
		boolean local = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
		// a name could be pointed at this machine by its owner, an address could not
		boolean same = authority.equalsIgnoreCase(headers.get(HttpHeaderNames.HOST, ""))
				&& (ownPages || host.matches("[\\d.]+|\\[[\\da-f:]+]"));
		return (local || same) ? null : new Refusal(403,
				"origin " + origin + " is not allowed; start the server with --allow-origin=" + origin);
	}

	private static boolean isKey(List<String> keys) {
		try {
			// Java's decoder does without the padding, which the RFC does not
			return keys.size() == 1 && keys.get(0).trim().endsWith("==")
					&& Base64.getDecoder().decode(keys.get(0).trim()).length == KEY_LENGTH;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
