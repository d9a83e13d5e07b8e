package dev.wscat.command.chatserver;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a client asks for in its URL, such as {@code /?user=ann&room=lobby}.
 *
 * @param user name, or {@code null} for any
 * @param rooms to be joined at once
 */
record Wish(@Nullable String user, List<String> rooms) {

	static Wish of(URI uri) {
		String query = uri.getRawQuery();
		String user = null;
		List<String> rooms = new ArrayList<>();
		for (String part : (query != null) ? query.split("&") : new String[0]) {
			int equals = part.indexOf('=');
			if (equals > 0 && part.startsWith("user=")) {
				user = decoded(part.substring(equals + 1));
			}
			else if (equals > 0 && part.startsWith("room=") && rooms.size() < Rules.ROOMS_OF_USER) {
				rooms.add(decoded(part.substring(equals + 1)));
			}
		}
		return new Wish(user, rooms);
	}

	private static String decoded(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			// no such name can be had, and the client is told so
			return "";
		}
	}

}
