package dev.wscat.net;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A cookie of RFC 6265, and a line of Netscape's file of cookies, as curl writes it.
 *
 * @param domain in lower case, without a leading dot
 * @param subdomains whether hosts below the domain get it too
 * @param path what paths begin with
 * @param secure whether it is for TLS only
 * @param expires seconds since 1970, or 0 when it ends with the session
 * @param httpOnly whether scripts of a page are not to see it
 * @param name its name
 * @param value its value
 */
record Cookie(String domain, boolean subdomains, String path, boolean secure, long expires, boolean httpOnly,
		String name, String value) {

	private static final String HTTP_ONLY = "#HttpOnly_";

	private static final int FIELDS = 7;

	/**
	 * Read a line of the file.
	 * @param line the line
	 * @return the cookie, or {@code null} when there is none in it
	 */
	static @Nullable Cookie read(String line) {
		boolean httpOnly = line.startsWith(HTTP_ONLY);
		if (line.startsWith("#") && !httpOnly) {
			return null;
		}
		String[] fields = (httpOnly ? line.substring(HTTP_ONLY.length()) : line).split("\t", FIELDS);
		if (fields.length < FIELDS - 1) {
			return null;
		}
		try {
			return new Cookie(CookieRules.domain(fields[0]), fields[1].equalsIgnoreCase("TRUE"), fields[2],
					fields[3].equalsIgnoreCase("TRUE"), Long.parseLong(fields[4]), httpOnly, fields[5],
					(fields.length == FIELDS) ? fields[6] : "");
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	/**
	 * Write a line of the file.
	 * @return the line, without its end
	 */
	String line() {
		return String.join("\t", (this.httpOnly ? HTTP_ONLY : "") + (this.subdomains ? "." : "") + this.domain,
				this.subdomains ? "TRUE" : "FALSE", this.path, this.secure ? "TRUE" : "FALSE",
				Long.toString(this.expires), this.name, this.value);
	}

	/**
	 * Tell whether it takes the place of another, RFC 6265 section 5.3.
	 * @param other another cookie
	 * @return whether name, domain and path are the same
	 */
	boolean replaces(Cookie other) {
		return this.name.equals(other.name) && this.domain.equals(other.domain) && this.subdomains == other.subdomains
				&& this.path.equals(other.path);
	}

	boolean isExpired(Instant now) {
		return this.expires != 0 && this.expires <= now.getEpochSecond();
	}

	/**
	 * Tell whether it is sent to a server, RFC 6265 section 5.4.
	 * @param target the server
	 * @return whether domain, path and scheme fit
	 */
	boolean isFor(Target target) {
		boolean host = this.subdomains ? CookieRules.isWithin(target.host(), this.domain)
				: target.host().equals(this.domain);
		return host && (!this.secure || CookieRules.isSecure(target))
				&& CookieRules.pathMatches(CookieRules.path(target), this.path);
	}

}
