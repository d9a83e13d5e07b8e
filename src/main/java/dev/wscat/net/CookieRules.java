package dev.wscat.net;

import java.time.Instant;
import java.util.Locale;

import io.netty.handler.codec.http.cookie.ClientCookieDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Which cookies a server may set and get, RFC 6265 section 5.
 */
final class CookieRules {

	private CookieRules() {
	}

	/**
	 * Read a Set-Cookie header.
	 * @param target who sent it
	 * @param header its value
	 * @param now what time it is
	 * @return the cookie, expired if it is to be deleted; {@code null} when the server
	 * may not set it
	 */
	static @Nullable Cookie accept(Target target, String header, Instant now) {
		try {
			io.netty.handler.codec.http.cookie.Cookie sent = ClientCookieDecoder.LAX.decode(header);
			Cookie cookie = (sent != null && !sent.name().isEmpty()) ? complete(target, sent, now) : null;
			return (cookie != null && mayBeSet(target, cookie)) ? cookie : null;
		}
		catch (IllegalArgumentException ex) {
			// control characters
			return null;
		}
	}

	private static Cookie complete(Target target, io.netty.handler.codec.http.cookie.Cookie sent, Instant now) {
		String named = (sent.domain() != null) ? domain(sent.domain()) : "";
		boolean subdomains = !named.isEmpty() && !isAddress(target.host());
		String domain = named.isEmpty() ? target.host() : named;
		String path = (sent.path() != null && sent.path().startsWith("/")) ? sent.path() : defaultPath(path(target));
		String value = sent.wrap() ? '"' + sent.value() + '"' : sent.value();
		return new Cookie(domain, subdomains, path, sent.isSecure(), expires(sent.maxAge(), now), sent.isHttpOnly(),
				sent.name(), value);
	}

	private static boolean mayBeSet(Target target, Cookie cookie) {
		boolean own = target.host().equals(cookie.domain());
		// a domain without a dot is a whole top-level domain
		boolean parent = cookie.subdomains() && cookie.domain().contains(".")
				&& isWithin(target.host(), cookie.domain());
		boolean honest = !cookie.name().startsWith("__Secure-") || cookie.secure();
		boolean hostOnly = !cookie.name().startsWith("__Host-")
				|| cookie.secure() && !cookie.subdomains() && cookie.path().equals("/");
		return (own || parent) && honest && hostOnly && (!cookie.secure() || isSecure(target))
				&& !hasControls(cookie.name() + cookie.value() + cookie.path() + cookie.domain());
	}

	/** They would forge lines of the file. */
	private static boolean hasControls(String text) {
		return text.chars().anyMatch((c) -> c < ' ' || c == 0x7f);
	}

	/** Netty makes a Max-Age of Expires. */
	private static long expires(long maxAge, Instant now) {
		if (maxAge == io.netty.handler.codec.http.cookie.Cookie.UNDEFINED_MAX_AGE) {
			return 0;
		}
		long latest = Long.MAX_VALUE / 2;
		return (maxAge <= 0) ? 1 : (maxAge > latest) ? latest : now.getEpochSecond() + maxAge;
	}

	/**
	 * Bring a domain into one form.
	 * @param text as a server or a file has it
	 * @return in lower case, without a leading dot
	 */
	static String domain(String text) {
		String lower = text.trim().toLowerCase(Locale.ROOT);
		return lower.startsWith(".") ? lower.substring(1) : lower;
	}

	/** RFC 6265 section 5.1.3. */
	static boolean isWithin(String host, String domain) {
		return host.equals(domain) || host.endsWith('.' + domain) && !isAddress(host);
	}

	private static boolean isAddress(String host) {
		return host.startsWith("[") || host.matches("[\\d.]+");
	}

	/** TLS, or a connection that does not leave the machine, as in curl. */
	static boolean isSecure(Target target) {
		return target.isSecure() || target.host().equals("localhost") || target.host().equals("127.0.0.1")
				|| target.host().equals("[::1]");
	}

	static String path(Target target) {
		String path = target.pathAndQuery();
		int query = path.indexOf('?');
		return (query < 0) ? path : path.substring(0, query);
	}

	/** RFC 6265 section 5.1.4. */
	private static String defaultPath(String path) {
		int slash = path.lastIndexOf('/');
		return (slash <= 0) ? "/" : path.substring(0, slash);
	}

	/** RFC 6265 section 5.1.4. */
	static boolean pathMatches(String path, String wanted) {
		return path.equals(wanted)
				|| path.startsWith(wanted) && (wanted.endsWith("/") || path.charAt(wanted.length()) == '/');
	}

}
