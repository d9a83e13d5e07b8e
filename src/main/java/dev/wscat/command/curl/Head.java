package dev.wscat.command.curl;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The head of a response, as it came.
 *
 * @param version such as {@code HTTP/1.1}
 * @param status the three digits
 * @param reason what stands behind them, empty in HTTP/2
 * @param headers names and values in order
 */
record Head(String version, int status, String reason, List<Map.Entry<String, String>> headers) {

	/** Headers whose values are not shown to who did not ask for them. */
	private static final List<String> SECRETS = List.of("authorization", "proxy-authorization", "cookie", "set-cookie");

	/**
	 * Return a header.
	 * @param name its name
	 * @return the last value of that name, or {@code null}
	 */
	@Nullable String header(String name) {
		@Nullable String found = null;
		for (Map.Entry<String, String> header : this.headers) {
			found = header.getKey().equalsIgnoreCase(name) ? header.getValue() : found;
		}
		return found;
	}

	List<String> all(String name) {
		return this.headers.stream()
			.filter((header) -> header.getKey().equalsIgnoreCase(name))
			.map(Map.Entry::getValue)
			.toList();
	}

	/**
	 * Return the size of the body as the server tells it.
	 * @return bytes, or -1
	 */
	long length() {
		String text = header("Content-Length");
		return (text != null && text.matches("\\d{1,18}")) ? Long.parseLong(text) : -1;
	}

	boolean isRedirect() {
		return this.status >= 300 && this.status < 400 && this.status != 304 && header("Location") != null;
	}

	String statusLine() {
		return this.version + ' ' + this.status + (this.version.equals("HTTP/2") ? " " : " " + this.reason);
	}

	/** As on the wire, or nearly so: a character for each byte. */
	String text() {
		StringBuilder text = new StringBuilder(statusLine()).append("\r\n");
		for (Map.Entry<String, String> header : this.headers) {
			text.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
		}
		return text.append("\r\n").toString();
	}

	static String shown(Map.Entry<String, String> header) {
		boolean secret = SECRETS.contains(header.getKey().toLowerCase(Locale.ROOT));
		return header.getKey() + ": " + (secret ? "(hidden)" : header.getValue());
	}

}
