package dev.wscat.net;

import java.util.List;

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
	 * Return the status line without its version.
	 * @return such as {@code 401 Unauthorized}
	 */
	public String status() {
		return this.status;
	}

	/**
	 * Return the response's headers.
	 * @return each as {@code Name: value}
	 */
	public List<String> headers() {
		return this.headers;
	}

	/**
	 * Return what the server says to it.
	 * @return the body if it is text, at most 64 KiB of it; may be empty
	 */
	public String body() {
		return this.body;
	}

}
