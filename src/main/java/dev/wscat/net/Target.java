package dev.wscat.net;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What a URL says of where to go, read by hand, since a host with an underscore is none
 * for {@link URI}.
 */
final class Target {

	private final URI url;

	private final boolean secure;

	private final String host;

	private final int port;

	private final String pathAndQuery;

	private final @Nullable String user;

	private final @Nullable Path unix;

	/**
	 * Read a URL.
	 * @param url one of {@code ws} or {@code wss}, or {@code ws+unix:/socket:/path}
	 */
	Target(URI url) {
		this(url, null);
	}

	private Target(URI url, @Nullable Path socket) {
		this.url = url;
		String path = url.getRawPath();
		String authority = url.getRawAuthority();
		if (url.getScheme().endsWith("+unix")) {
			int colon = path.indexOf(':');
			this.unix = Path.of(decoded((colon < 0) ? path : path.substring(0, colon)));
			path = (colon < 0) ? "/" : path.substring(colon + 1);
			authority = "localhost";
		}
		else {
			this.unix = socket;
		}
		this.secure = url.getScheme().startsWith("wss");
		int at = authority.lastIndexOf('@');
		this.user = (at < 0) ? null : decoded(authority.substring(0, at));
		String place = authority.substring(at + 1);
		int colon = place.indexOf(':', place.indexOf(']') + 1);
		this.host = ((colon < 0) ? place : place.substring(0, colon)).toLowerCase(Locale.ROOT);
		boolean named = colon >= 0 && colon < place.length() - 1;
		this.port = named ? Integer.parseInt(place.substring(colon + 1)) : this.secure ? 443 : 80;
		String query = (url.getRawQuery() != null) ? "?" + url.getRawQuery() : "";
		this.pathAndQuery = (path.isEmpty() ? "/" : path) + query;
	}

	/**
	 * Return what Reactor Netty is given, which takes a user for a host, and a port of
	 * one digit too.
	 * @return a {@code ws} or {@code wss} URL
	 */
	URI request() {
		boolean usual = this.port == (this.secure ? 443 : 80);
		String place = usual ? this.host : this.host + ((this.port < 10) ? ":0" : ":") + this.port;
		return URI.create((this.secure ? "wss://" : "ws://") + place + this.pathAndQuery);
	}

	/**
	 * Return the user and password of the URL.
	 * @return {@code user:password} in plain, or {@code null}
	 */
	@Nullable String user() {
		return this.user;
	}

	@Nullable Path unix() {
		return this.unix;
	}

	boolean isSecure() {
		return this.secure;
	}

	String host() {
		return this.host;
	}

	int port() {
		return this.port;
	}

	/** For a Host header: without the port that the scheme has anyway. */
	String authority() {
		return (this.port == (this.secure ? 443 : 80)) ? this.host : this.host + ':' + this.port;
	}

	String pathAndQuery() {
		return this.pathAndQuery;
	}

	/**
	 * Return the place that secrets are for, RFC 6454 section 4.
	 * @return scheme, host and port
	 */
	String origin() {
		return (this.secure ? "wss://" : "ws://") + this.host + ':' + this.port
				+ ((this.unix != null) ? " at " + this.unix : "");
	}

	/**
	 * Follow a redirect.
	 * @param location the value of its Location header
	 * @return where it leads; a user and password there are not taken over
	 * @throws IllegalArgumentException when that is no URL for a WebSocket
	 */
	Target redirect(String location) {
		try {
			URI next = request().resolve(new URI(location.trim().replace(" ", "%20")));
			String scheme = String.valueOf(next.getScheme()).toLowerCase(Locale.ROOT);
			String web = switch (scheme) {
				case "ws", "http" -> "ws://";
				case "wss", "https" -> "wss://";
				default -> throw new IllegalArgumentException("its scheme is none of http, https, ws, wss");
			};
			String authority = next.getRawAuthority();
			if (authority == null) {
				throw new IllegalArgumentException("it names no host");
			}
			String place = authority.substring(authority.lastIndexOf('@') + 1);
			String query = (next.getRawQuery() != null) ? "?" + next.getRawQuery() : "";
			Target there = new Target(URI.create(web + place + next.getRawPath() + query));
			if (there.port < 1 || there.port > 65_535) {
				throw new IllegalArgumentException("its port is none");
			}
			boolean stays = this.unix != null && this.host.equals(there.host) && this.secure == there.secure;
			return stays ? new Target(there.url, this.unix) : there;
		}
		catch (URISyntaxException | NumberFormatException ex) {
			throw new IllegalArgumentException("it is no URL", ex);
		}
	}

	/**
	 * Return the URL for people.
	 * @return without a user and password
	 */
	@Override
	public String toString() {
		String text = this.url.toString();
		String authority = this.url.getRawAuthority();
		int secret = (authority != null) ? authority.lastIndexOf('@') : -1;
		int start = text.indexOf("//") + 2;
		return (secret < 0) ? text : text.substring(0, start) + text.substring(start + secret + 1);
	}

	private static String decoded(String text) {
		if (text.indexOf('%') < 0) {
			return text;
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (int i = 0; i < text.length(); i++) {
			// URI has checked that two digits follow
			if (text.charAt(i) == '%') {
				bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
				i += 2;
			}
			else {
				bytes.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
			}
		}
		return bytes.toString(StandardCharsets.UTF_8);
	}

}
