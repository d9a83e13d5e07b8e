package dev.wscat.net;

import java.net.IDN;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A URL of {@code http} or {@code https}, read by hand, since people and servers write
 * characters in paths that {@link URI} does not take, and that other programs send.
 */
public final class WebUrl {

	private static final Pattern PARTS = Pattern.compile("([a-z][a-z0-9+.-]*):/{1,3}([^/?#]*)([^#]*)(#.*)?",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern PLACE = Pattern
		.compile("(\\[[0-9a-fA-F:.]+(?:%25[^\\]]+)?\\]|[^:\\[\\]]+)(?::(\\d{0,5}))?");

	/** Allowed in a host name; what else there is was misread or is an attack. */
	private static final Pattern NAME = Pattern.compile("[\\w.~!$&'()*+,;=-]+|\\[.*\\]");

	private final boolean secure;

	private final @Nullable String user;

	private final String host;

	private final int port;

	private final String path;

	private WebUrl(boolean secure, @Nullable String user, String host, int port, String path) {
		this.secure = secure;
		this.user = user;
		this.host = host;
		this.port = port;
		this.path = path;
	}

	/**
	 * Read a URL as typed.
	 * @param text the URL; without a scheme {@code http} is meant
	 * @param asIs whether dots in the path stay, which otherwise lead up and away
	 * @return the URL, without its fragment
	 * @throws UnknownScheme when it is for another protocol
	 * @throws IllegalArgumentException when it is none; its message says why, and does
	 * not repeat the text, which may hold a password
	 */
	public static WebUrl parse(String text, boolean asIs) {
		return parse(text, asIs, StandardCharsets.UTF_8);
	}

	private static WebUrl parse(String text, boolean asIs, Charset charset) {
		if (text.chars().anyMatch((c) -> c <= ' ' || c == 0x7f)) {
			throw new IllegalArgumentException("it has a blank or a control character in it");
		}
		Matcher parts = PARTS.matcher(text.matches("(?is)[a-z][a-z0-9+.-]*:/.*") ? text : "http://" + text);
		if (!parts.matches()) {
			throw new IllegalArgumentException("it names no host");
		}
		boolean secure = secure(parts.group(1));
		String authority = parts.group(2);
		int at = authority.lastIndexOf('@');
		Matcher place = PLACE.matcher(authority.substring(at + 1));
		if (!place.matches()) {
			throw new IllegalArgumentException(
					authority.isEmpty() ? "it names no host" : "its host or port is not well formed");
		}
		String path = encoded(parts.group(3), charset);
		path = path.startsWith("/") ? path : "/" + path;
		return new WebUrl(secure, (at < 0) ? null : decoded(authority.substring(0, at)), host(place.group(1)),
				port(place.group(2), secure), asIs ? path : withoutDots(path));
	}

	private static boolean secure(String scheme) {
		return switch (scheme.toLowerCase(Locale.ROOT)) {
			case "http" -> false;
			case "https" -> true;
			default -> throw new UnknownScheme("its scheme is " + scheme + ", and only http and https are known");
		};
	}

	private static String host(String text) {
		String name = text.toLowerCase(Locale.ROOT);
		try {
			name = name.startsWith("[") ? name : IDN.toASCII(decoded(name), IDN.ALLOW_UNASSIGNED);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("its host is no name", ex);
		}
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException("its host is no name");
		}
		return name;
	}

	private static int port(@Nullable String text, boolean secure) {
		if (text == null || text.isEmpty()) {
			return secure ? 443 : 80;
		}
		int port = Integer.parseInt(text);
		if (port == 0 || port > 65_535) {
			throw new IllegalArgumentException("its port is no number from 1 to 65535");
		}
		return port;
	}

	/**
	 * Follow a redirect, RFC 3986 section 5.2.
	 * @param location value of a Location header, a character for each byte
	 * @return where it leads
	 * @throws UnknownScheme when it is for another protocol
	 * @throws IllegalArgumentException when that is no URL
	 */
	public WebUrl resolve(String location) {
		int fragment = location.indexOf('#');
		String bare = ((fragment < 0) ? location : location.substring(0, fragment)).strip().replace(" ", "%20");
		if (bare.matches("(?is)[a-z][a-z0-9+.-]*:.*")) {
			return parse(bare, false, StandardCharsets.ISO_8859_1);
		}
		if (bare.startsWith("//")) {
			return parse((this.secure ? "https:" : "http:") + bare, false, StandardCharsets.ISO_8859_1);
		}
		if (bare.chars().anyMatch((c) -> c < ' ' || c == 0x7f)) {
			throw new IllegalArgumentException("it has a control character in it");
		}
		String own = this.path.replaceFirst("\\?.*", "");
		String text = encoded(bare, StandardCharsets.ISO_8859_1);
		String next = text.isEmpty() ? this.path : text.startsWith("/") ? text
				: text.startsWith("?") ? own + text : own.substring(0, own.lastIndexOf('/') + 1) + text;
		return new WebUrl(this.secure, this.user, this.host, this.port, withoutDots(next));
	}

	/**
	 * Ask for more.
	 * @param query what is added to the query, encoded
	 * @return the same URL with it
	 */
	public WebUrl withQuery(String query) {
		if (query.isEmpty()) {
			return this;
		}
		String between = (this.path.indexOf('?') < 0) ? "?" : this.path.endsWith("?") ? "" : "&";
		return new WebUrl(this.secure, this.user, this.host, this.port, this.path + between + query);
	}

	/**
	 * Name a file in a directory.
	 * @param name its name
	 * @return the URL with that name at the end of its path, if that ends with a slash
	 */
	public WebUrl withName(String name) {
		return this.path.endsWith("/") ? new WebUrl(this.secure, this.user, this.host, this.port, this.path
				+ encoded(name.replace("%", "%25").replace("?", "%3F").replace(" ", "%20"), StandardCharsets.UTF_8))
				: this;
	}

	/**
	 * Tell whether it asks for TLS.
	 * @return whether the scheme is https
	 */
	public boolean isSecure() {
		return this.secure;
	}

	/**
	 * Return user and password of the URL.
	 * @return {@code user:password} in plain, or {@code null}
	 */
	public @Nullable String user() {
		return this.user;
	}

	/**
	 * Return path and query, as they are sent.
	 * @return begins with a slash
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Return the value of a Host header.
	 * @return the host, with its port if that is not the usual one
	 */
	public String authority() {
		return (this.port == (this.secure ? 443 : 80)) ? this.host : this.host + ':' + this.port;
	}

	/**
	 * Return the place that secrets are for, RFC 6454 section 4.
	 * @return scheme, host and port
	 */
	public String origin() {
		return (this.secure ? "https://" : "http://") + this.host + ':' + this.port;
	}

	/**
	 * Return what Reactor Netty connects to, which takes no port of one digit.
	 * @return scheme, host and port
	 */
	String place() {
		return (this.secure ? "https://" : "http://") + this.host + ((this.port < 10) ? ":0" : ":") + this.port;
	}

	/**
	 * Return the same place in terms of a WebSocket, in which connections are made.
	 * @return the target
	 */
	Target target() {
		String plain = encoded(this.path.replaceAll("%(?![0-9a-fA-F]{2})", "%25"), StandardCharsets.UTF_8)
			.replaceAll("[\"<>\\\\^`{|}\\[\\]]", "_");
		return new Target(URI.create((this.secure ? "wss://" : "ws://") + this.host + ':' + this.port + plain));
	}

	/**
	 * Return the URL for people.
	 * @return without user and password
	 */
	@Override
	public String toString() {
		return (this.secure ? "https://" : "http://") + authority() + this.path;
	}

	/** What is no ASCII, which curl leaves to the server's luck. */
	private static String encoded(String text, Charset charset) {
		if (text.chars().allMatch((c) -> c > ' ' && c < 0x7f)) {
			return text;
		}
		StringBuilder encoded = new StringBuilder();
		for (byte value : text.getBytes(charset)) {
			if (value > ' ' && value < 0x7f) {
				encoded.append((char) value);
			}
			else {
				encoded.append('%').append(String.format(Locale.ROOT, "%02X", value));
			}
		}
		return encoded.toString();
	}

	/** Percent signs only; a plus is no blank here. */
	private static String decoded(String text) {
		try {
			return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	/** RFC 3986 section 5.2.4. */
	private static String withoutDots(String pathAndQuery) {
		int query = pathAndQuery.indexOf('?');
		String path = (query < 0) ? pathAndQuery : pathAndQuery.substring(0, query);
		if (!path.contains("/.")) {
			return pathAndQuery;
		}
		List<String> kept = new ArrayList<>();
		String[] segments = path.substring(1).split("/", -1);
		for (int i = 0; i < segments.length; i++) {
			boolean up = segments[i].equals("..");
			if (up && !kept.isEmpty()) {
				kept.remove(kept.size() - 1);
			}
			if (!up && !segments[i].equals(".")) {
				kept.add(segments[i]);
			}
			else if (i == segments.length - 1) {
				kept.add("");
			}
		}
		return '/' + String.join("/", kept) + ((query < 0) ? "" : pathAndQuery.substring(query));
	}

	/** A URL of another protocol. */
	public static final class UnknownScheme extends IllegalArgumentException {

		private static final long serialVersionUID = 1L;

		UnknownScheme(String message) {
			super(message);
		}

	}

}
