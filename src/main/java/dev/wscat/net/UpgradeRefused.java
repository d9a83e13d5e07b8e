package dev.wscat.net;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The server answered the upgrade with something else than 101.
 */
public final class UpgradeRefused extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String status;

	private final transient List<String> headers;

	private final String body;

	UpgradeRefused(String status, List<String> headers, String body) {
		super(status, null, false, false);
		this.status = status;
		this.headers = headers;
		this.body = body;
	}

	/**
	 * Return the HTTP status.
	 * @return a number of three digits
	 */
	public int code() {
		return Integer.parseInt(this.status.substring(0, 3));
	}

	/**
	 * Return when the server wants to be asked again.
	 * @return the value of Retry-After, RFC 9110 section 10.2.3, or {@code null}
	 */
	public @Nullable String retryAfter() {
		String name = "Retry-After:";
		for (String header : this.headers) {
			if (header.regionMatches(true, 0, name, 0, name.length())) {
				return header.substring(name.length()).trim();
			}
		}
		return null;
	}

	/**
	 * Tell the refusal to people.
	 * @return status, headers, and the body if there is text in it
	 */
	String describe() {
		StringBuilder shown = new StringBuilder(this.status);
		for (String header : this.headers) {
			shown.append("\n  ").append(header);
		}
		if (!this.body.isBlank()) {
			shown.append("\n\n").append(this.body.stripTrailing());
		}
		return shown.toString();
	}

}
