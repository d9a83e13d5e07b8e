package dev.wscat.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * The URL of a server as people type it.
 */
public final class PeerUrl {

	private PeerUrl() {
	}

	/**
	 * Read a URL.
	 * @param text what was typed; without a scheme {@code ws} is meant, and {@code http}
	 * and {@code https} stand for {@code ws} and {@code wss}
	 * @return a {@code ws} or {@code wss} URL with a host and a path, or
	 * {@code ws+unix:/socket:/path}
	 * @throws CliException when it is none
	 */
	public static URI parse(String text) {
		if (text.startsWith("ws+unix:") || text.startsWith("wss+unix:")) {
			return unix(text);
		}
		String full = text.contains("://") ? text : "ws://" + text;
		try {
			URI url = new URI(full);
			String scheme = switch (url.getScheme().toLowerCase(Locale.ROOT)) {
				case "ws", "http" -> "ws";
				case "wss", "https" -> "wss";
				default -> throw bad(text, "the scheme is ws or wss");
			};
			checkAuthority(text, url.getRawAuthority());
			if (url.getRawFragment() != null) {
				throw bad(text, "a WebSocket URL has no #fragment; write %23");
			}
			String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
			String query = (url.getRawQuery() != null) ? "?" + url.getRawQuery() : "";
			return new URI(scheme + "://" + url.getRawAuthority() + path + query);
		}
		catch (URISyntaxException ex) {
			throw bad(text, ex.getReason() + " at character " + (ex.getIndex() + 1 - (full.length() - text.length())));
		}
	}

	/** As npm's ws has it: the path of the socket ends at the next colon. */
	private static URI unix(String text) {
		int start = text.indexOf(':') + 1;
		int end = text.indexOf(':', start);
		String socket = (end < 0) ? text.substring(start) : text.substring(start, end);
		String path = (end < 0) ? "/" : text.substring(end + 1);
		String plain = socket.startsWith("//") ? socket.substring(2) : socket;
		if (plain.isEmpty() || !path.startsWith("/")) {
			throw bad(text, "write ws+unix:SOCKET:/path");
		}
		try {
			String quoted = new URI(null, null, Path.of(plain).toAbsolutePath().toString(), null).getRawPath();
			URI url = new URI(text.substring(0, start) + quoted + ':' + path);
			if (url.getRawFragment() != null) {
				throw bad(text, "a WebSocket URL has no #fragment; write %23");
			}
			return url;
		}
		catch (URISyntaxException | InvalidPathException ex) {
			throw bad(text, String.valueOf(ex.getMessage()));
		}
	}

	/** By hand, since a name with an underscore is no host for {@link URI}. */
	private static void checkAuthority(String text, @Nullable String authority) {
		String place = (authority != null) ? authority.substring(authority.lastIndexOf('@') + 1) : "";
		int colon = place.indexOf(':', place.indexOf(']') + 1);
		String host = (colon < 0) ? place : place.substring(0, colon);
		if (host.isEmpty()) {
			throw bad(text, "it names no host");
		}
		String port = (colon < 0) ? "80" : place.substring(colon + 1);
		boolean digits = !port.isEmpty() && port.length() <= 5 && port.chars().allMatch(Character::isDigit);
		if (!digits || Integer.parseInt(port) > 65_535 || Integer.parseInt(port) == 0) {
			throw bad(text, "the port is a number from 1 to 65535");
		}
	}

	/**
	 * Show a URL without the password it may hold.
	 * @param url the URL
	 * @return its text
	 */
	public static String shown(URI url) {
		String text = url.toString();
		String authority = url.getRawAuthority();
		int secret = (authority != null) ? authority.lastIndexOf('@') : -1;
		int start = text.indexOf("//") + 2;
		return (secret < 0) ? text : text.substring(0, start) + text.substring(start + secret + 1);
	}

	private static CliException bad(String text, String reason) {
		return new CliException(ExitCode.USAGE, "'" + text + "' is no WebSocket URL: " + reason);
	}

}
