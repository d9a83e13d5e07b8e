package dev.wscat.net;

import java.util.List;

/**
 * The server answered the upgrade with something else than 101.
 */
final class UpgradeRefused extends RuntimeException {

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
