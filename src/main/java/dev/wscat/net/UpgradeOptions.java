package dev.wscat.net;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the request of the opening handshake asks for, and what is made of its answer.
 *
 * @param headers names and values in the order to be sent; they replace ours of that name
 * @param credentials value of the Authorization header in the place of that of the URL,
 * or {@code null}
 * @param subprotocols offered, the preferred first
 * @param subprotocolOptional whether a server may choose none
 * @param version value of Sec-WebSocket-Version
 * @param redirects how many redirects are followed
 * @param cookies where cookies are kept, or {@code null}
 */
public record UpgradeOptions(List<Map.Entry<String, String>> headers, @Nullable String credentials,
		List<String> subprotocols, boolean subprotocolOptional, int version, int redirects,
		@Nullable CookieJar cookies) {

	/** The version of RFC 6455. */
	public static final int VERSION = 13;

	/** Nothing but what RFC 6455 asks for. */
	public static final UpgradeOptions PLAIN = new UpgradeOptions(List.of(), null, List.of(), false, VERSION, 0, null);

}
