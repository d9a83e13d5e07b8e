package dev.wscat.net;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a server is to those who come: where its WebSocket is, who may open it, and its
 * pages.
 *
 * @param path the only path of the WebSocket, or {@code null} for any
 * @param subprotocols what is spoken, the best first; empty for none
 * @param headers further headers of the answer to an upgrade
 * @param authorization values of the Authorization header that let in; empty lets all in
 * @param pages what plain HTTP requests get
 */
public record Site(@Nullable String path, List<String> subprotocols, List<Map.Entry<String, String>> headers,
		List<String> authorization, Pages pages) {

	/** Any path, for all, and nothing besides. */
	public static final Site OPEN = new Site(null, List.of(), List.of(), List.of(), Pages.NONE);

	/** Pages by their paths. */
	public interface Pages {

		/** No pages at all. */
		Pages NONE = (path) -> null;

		/**
		 * Find a page.
		 * @param path without query
		 * @return the page, or {@code null} when there is none
		 */
		@Nullable Page find(String path);

	}

	/**
	 * A page.
	 *
	 * @param type value of its Content-Type
	 * @param body its bytes
	 */
	public record Page(String type, byte[] body) {
	}

	/**
	 * Check who asks for the WebSocket, and where.
	 * @param path the path without query
	 * @param request the request's headers
	 * @return what is wrong, or {@code null}
	 */
	@Nullable Refusal check(String path, HttpHeaders request) {
		if (this.path != null && !this.path.equals(path)) {
			return new Refusal(404, "the WebSocket of this server is at " + this.path);
		}
		if (!this.authorization.isEmpty() && !isAuthorized(request.get(HttpHeaderNames.AUTHORIZATION, ""))) {
			return new Refusal(401, "this server wants credentials");
		}
		return null;
	}

	/** In a time that does not tell how much of the value is right. */
	private boolean isAuthorized(String given) {
		boolean known = false;
		for (String right : this.authorization) {
			known |= MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8),
					given.getBytes(StandardCharsets.UTF_8));
		}
		return known;
	}

	/**
	 * Choose a subprotocol, RFC 6455 section 4.2.2.
	 * @param offered values of the client's headers
	 * @return ours that the client offers and that comes first in our list, or
	 * {@code null}
	 */
	@Nullable String subprotocol(List<String> offered) {
		for (String ours : this.subprotocols) {
			for (String values : offered) {
				for (String theirs : values.split(",")) {
					if (ours.equals(theirs.trim())) {
						return ours;
					}
				}
			}
		}
		return null;
	}

	boolean hasPages() {
		return this.pages != Pages.NONE;
	}

}
