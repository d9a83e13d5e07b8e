package dev.wscat.cli;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * Header lines as people type them.
 */
public final class Headers {

	private static final String TOKEN = "!#$%&'*+-.^_`|~";

	private Headers() {
	}

	/**
	 * Read a header line.
	 * @param line such as {@code Name: value}, split at the first colon
	 * @return name and value, the latter as bytes of UTF-8 that are characters each, as
	 * Netty writes them
	 * @throws CliException when it is none, or one that makes the upgrade
	 */
	static Map.Entry<String, String> parse(String line) {
		int colon = line.indexOf(':');
		if (colon < 0) {
			throw bad("'" + shown(line) + "' is no header: write 'Name: value'");
		}
		return of(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
	}

	/**
	 * Make a header.
	 * @param name its name
	 * @param value its value
	 * @return name and value, as {@link #parse} does
	 * @throws CliException when one is not allowed
	 */
	static Map.Entry<String, String> of(String name, String value) {
		if (!isToken(name)) {
			throw bad("'" + shown(name) + "' is no name of a header");
		}
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c < ' ' && c != '\t' || c == 0x7f) {
				throw bad("the value of the header " + name + " has a control character in it");
			}
		}
		String instead = instead(name.toLowerCase(Locale.ROOT));
		if (instead != null) {
			throw bad("the header " + name + " cannot be set: " + instead);
		}
		return Map.entry(name, new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
	}

	/**
	 * Tell whether a text is a token, RFC 9110 section 5.6.2.
	 * @param text anything
	 * @return whether it is one
	 */
	public static boolean isToken(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean plain = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
			if (!plain && TOKEN.indexOf(c) < 0) {
				return false;
			}
		}
		return !text.isEmpty();
	}

	/**
	 * Tell whether a text can be the value of a header as it is.
	 * @param text anything
	 * @return whether it is made of visible characters of ASCII, blanks and tabs
	 */
	public static boolean isPlainValue(String text) {
		return text.chars().allMatch((c) -> c >= ' ' && c <= '~' || c == '\t');
	}

	private static @Nullable String instead(String name) {
		return switch (name) {
			case "upgrade", "connection", "sec-websocket-key", "sec-websocket-accept" -> "it makes the upgrade";
			case "sec-websocket-version" -> "use --protocol";
			case "sec-websocket-protocol" -> "use --subprotocol";
			case "sec-websocket-extensions" -> "compression is offered unless --no-deflate is set";
			case "content-length", "transfer-encoding", "trailer", "te", "expect" -> "the request has no body";
			default -> null;
		};
	}

	/** The beginning, since a value may be a secret. */
	private static String shown(String text) {
		return (text.length() <= 16) ? text : text.substring(0, 16) + "...";
	}

	private static CliException bad(String line) {
		return new CliException(ExitCode.USAGE, line);
	}

}
