package dev.wscat.net;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * One opening handshake of a client: what is added to the request, and what is taken from
 * the answer before Netty judges it.
 */
final class Upgrade {

	/** What a header whose value is for one server only has in its name. */
	private static final String[] SECRET_WORDS = { "auth", "cookie", "token", "secret", "key", "session", "passw",
			"credential", "signature" };

	private static final int FIRST_VERSION_WITH_ORIGIN = 13;

	private final Target target;

	private final DialOptions options;

	private final @Nullable String user;

	private final boolean trusted;

	private @Nullable String subprotocol;

	private Iterable<Map.Entry<String, String>> asked = List.of();

	/**
	 * Create a handshake.
	 * @param target where it goes
	 * @param options how to connect
	 * @param user {@code user:password} of the URL, or {@code null}
	 * @param trusted whether this is the server that the user named, and no other that it
	 * sent us to
	 */
	Upgrade(Target target, DialOptions options, @Nullable String user, boolean trusted) {
		this.target = target;
		this.options = options;
		this.user = user;
		this.trusted = trusted;
	}

	@Nullable Trace trace() {
		return this.options.wire().trace();
	}

	/**
	 * Return what the server chose.
	 * @return one of those offered, or {@code null}
	 */
	@Nullable String subprotocol() {
		return this.subprotocol;
	}

	/**
	 * Return what was asked for.
	 * @return the headers of the request, once it is on its way
	 */
	Iterable<Map.Entry<String, String>> asked() {
		return this.asked;
	}

	Target target() {
		return this.target;
	}

	/**
	 * Complete the request.
	 * @param headers its headers, with those of Netty
	 */
	void request(HttpHeaders headers) {
		// Netty's invention; only browsers have an origin
		headers.remove(HttpHeaderNames.ORIGIN);
		headers.set(HttpHeaderNames.USER_AGENT, "wscat");
		if (this.options.wire().deflate()) {
			headers.set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, Deflate.OFFER);
		}
		String credentials = credentials();
		if (credentials != null) {
			headers.set(HttpHeaderNames.AUTHORIZATION, credentials);
		}
		UpgradeOptions upgrade = this.options.upgrade();
		if (upgrade != UpgradeOptions.PLAIN) {
			ask(headers, upgrade);
		}
		this.asked = headers;
	}

	private @Nullable String credentials() {
		String credentials = this.trusted ? this.options.upgrade().credentials() : null;
		return (credentials != null || this.user == null) ? credentials : Credentials.basic(this.user);
	}

	private void ask(HttpHeaders headers, UpgradeOptions upgrade) {
		headers.set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, upgrade.version());
		if (!upgrade.subprotocols().isEmpty()) {
			headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, String.join(", ", upgrade.subprotocols()));
		}
		for (Map.Entry<String, String> header : upgrade.headers()) {
			if (isSent(header.getKey())) {
				headers.remove(header.getKey());
			}
		}
		for (Map.Entry<String, String> header : upgrade.headers()) {
			if (isSent(header.getKey())) {
				headers.add(header.getKey(), header.getValue());
			}
		}
		String origin = headers.get(HttpHeaderNames.ORIGIN);
		if (origin != null && upgrade.version() < FIRST_VERSION_WITH_ORIGIN) {
			headers.remove(HttpHeaderNames.ORIGIN);
			headers.set("Sec-WebSocket-Origin", origin);
		}
		CookieJar jar = upgrade.cookies();
		String kept = (jar != null) ? jar.cookiesFor(this.target) : "";
		if (!kept.isEmpty()) {
			String given = headers.get(HttpHeaderNames.COOKIE);
			headers.set(HttpHeaderNames.COOKIE, (given != null) ? given + "; " + kept : kept);
		}
	}

	private boolean isSent(String name) {
		return this.trusted || !isForOneServer(name);
	}

	/**
	 * Tell whether a header must not follow a redirect to another server.
	 * @param name of the header
	 * @return whether its value is a secret, or names the server
	 */
	static boolean isForOneServer(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		for (String word : SECRET_WORDS) {
			if (lower.contains(word)) {
				return true;
			}
		}
		return lower.equals("host");
	}

	/**
	 * Look at the answer.
	 * @param response status and headers; the subprotocol is taken out, since Netty takes
	 * none that is not its own
	 * @throws WebSocketHandshakeException when it cannot be accepted
	 */
	void answer(HttpResponse response) {
		HttpHeaders headers = response.headers();
		CookieJar jar = this.options.upgrade().cookies();
		if (jar != null) {
			jar.take(this.target, headers.getAll(HttpHeaderNames.SET_COOKIE));
		}
		if (response.status().code() == 101) {
			if (!headers.contains(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT)) {
				// Netty would take it for a draft of 2010 and wait for eight more bytes
				throw new WebSocketHandshakeException("no Sec-WebSocket-Accept");
			}
			this.subprotocol = chosen(headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL));
			headers.remove(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
		}
	}

	/** RFC 6455 section 4.1: one of those offered. */
	private @Nullable String chosen(List<String> values) {
		List<String> offered = this.options.upgrade().subprotocols();
		if (values.isEmpty()) {
			if (offered.isEmpty() || this.options.upgrade().subprotocolOptional()) {
				return null;
			}
			throw new WebSocketHandshakeException("the server chose no subprotocol of " + String.join(", ", offered)
					+ "; --subprotocol-optional goes on without");
		}
		String value = String.join(", ", values).trim();
		if (!offered.contains(value)) {
			throw new WebSocketHandshakeException(
					"the server chose the subprotocol '" + value + "', which was not offered");
		}
		return value;
	}

}
