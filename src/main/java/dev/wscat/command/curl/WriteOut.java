package dev.wscat.command.curl;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.wscat.net.WebUrl;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --write-out} prints: a text with variables in it, which have curl's names.
 */
final class WriteOut {

	private static final Pattern SPECIAL = Pattern.compile("%header\\{([^}]*)}|%\\{([^}]*)}|%%|\\\\(.)",
			Pattern.DOTALL);

	private static final double SECOND = 1e9;

	private static final List<String> NAMES = List.of("content_type", "errormsg", "exitcode", "filename_effective",
			"http_code", "http_version", "local_ip", "local_port", "method", "num_connects", "num_headers",
			"num_redirects", "redirect_url", "remote_ip", "remote_port", "response_code", "scheme", "size_download",
			"size_header", "size_request", "size_upload", "speed_download", "speed_upload", "ssl_verify_result",
			"time_appconnect", "time_connect", "time_namelookup", "time_pretransfer", "time_redirect",
			"time_starttransfer", "time_total", "url", "url_effective", "urlnum");

	/** Numbers in JSON. */
	private static final Set<String> TEXTS = Set.of("content_type", "errormsg", "filename_effective", "http_version",
			"local_ip", "method", "redirect_url", "remote_ip", "scheme", "url", "url_effective");

	/**
	 * What is printed.
	 *
	 * @param out for stdout
	 * @param err for stderr
	 */
	record Text(String out, String err) {
	}

	private final Figures figures;

	private final String typed;

	private final int index;

	/**
	 * Create the text of a transfer.
	 * @param figures of the transfer, which has ended
	 * @param typed the URL as typed
	 * @param index which of the URLs
	 */
	WriteOut(Figures figures, String typed, int index) {
		this.figures = figures;
		this.typed = typed;
		this.index = index;
	}

	/**
	 * Replace the variables.
	 * @param format as typed
	 * @return the text; what is not known stays as it is
	 */
	Text of(String format) {
		StringBuilder out = new StringBuilder();
		StringBuilder err = new StringBuilder();
		StringBuilder present = out;
		Matcher special = SPECIAL.matcher(format);
		int from = 0;
		while (special.find()) {
			present.append(format, from, special.start());
			from = special.end();
			String name = special.group(2);
			if ("stderr".equals(name) || "stdout".equals(name)) {
				present = name.equals("stderr") ? err : out;
			}
			else {
				present.append(replacement(special));
			}
		}
		present.append(format.substring(from));
		return new Text(out.toString(), err.toString());
	}

	private String replacement(Matcher special) {
		if (special.group(1) != null) {
			Head head = this.figures.head;
			String value = (head != null) ? head.header(special.group(1)) : null;
			return (value != null) ? value : "";
		}
		if (special.group(2) != null) {
			String value = special.group(2).equals("json") ? json() : value(special.group(2));
			return (value != null) ? value : special.group();
		}
		if (special.group(3) == null) {
			return "%";
		}
		return switch (special.group(3)) {
			case "n" -> "\n";
			case "r" -> "\r";
			case "t" -> "\t";
			default -> special.group();
		};
	}

	private @Nullable String value(String name) {
		Head head = this.figures.head;
		double seconds = Math.max(this.figures.total / SECOND, 1e-6);
		return switch (name) {
			case "http_code", "response_code" -> (head != null) ? "%03d".formatted(head.status()) : "000";
			case "content_type" -> text((head != null) ? head.header("Content-Type") : null);
			case "http_version" -> (head != null) ? head.version().substring("HTTP/".length()) : "0";
			case "num_headers" -> Integer.toString((head != null) ? head.headers().size() : 0);
			case "errormsg" -> this.figures.error;
			case "exitcode" -> Integer.toString(this.figures.code.status());
			case "filename_effective" -> text(this.figures.file);
			case "method" -> this.figures.method;
			case "num_connects" -> Integer.toString(this.figures.connects);
			case "num_redirects" -> Integer.toString(this.figures.redirects);
			case "redirect_url" -> (this.figures.redirect != null) ? this.figures.redirect.toString() : "";
			case "scheme" -> this.figures.url.isSecure() ? "HTTPS" : "HTTP";
			case "size_download" -> Long.toString(this.figures.downloaded);
			case "size_upload" -> Long.toString(this.figures.uploaded);
			case "size_header" -> Long.toString(this.figures.heads);
			case "size_request" -> Long.toString(this.figures.requests);
			case "speed_download" -> Long.toString((long) (this.figures.downloaded / seconds));
			case "speed_upload" -> Long.toString((long) (this.figures.uploaded / seconds));
			// what is not valid ends with an error, or nobody asked
			case "ssl_verify_result" -> "0";
			case "url" -> this.typed;
			case "url_effective" -> effective(this.figures.url);
			case "urlnum" -> Integer.toString(this.index);
			default -> name.startsWith("time_") ? time(name) : place(name);
		};
	}

	private static String effective(WebUrl url) {
		return url.toString();
	}

	private @Nullable String time(String name) {
		return switch (name) {
			case "time_namelookup" -> seconds(this.figures.timings.lookup());
			case "time_connect" -> seconds(this.figures.timings.connect());
			case "time_appconnect" -> seconds(this.figures.timings.tls());
			case "time_pretransfer" -> seconds(this.figures.pretransfer);
			case "time_starttransfer" -> seconds(this.figures.firstByte);
			case "time_redirect" -> seconds(this.figures.lastHop);
			case "time_total" -> seconds(this.figures.total);
			default -> null;
		};
	}

	private @Nullable String place(String name) {
		return switch (name) {
			case "local_ip" -> address(this.figures.local);
			case "local_port" -> port(this.figures.local);
			case "remote_ip" -> address(this.figures.remote);
			case "remote_port" -> port(this.figures.remote);
			default -> null;
		};
	}

	private static String address(@Nullable InetSocketAddress address) {
		return (address != null && address.getAddress() != null) ? address.getAddress().getHostAddress() : "";
	}

	private static String port(@Nullable InetSocketAddress address) {
		return (address != null) ? Integer.toString(address.getPort()) : "0";
	}

	private static String seconds(long nanos) {
		return String.format(Locale.ROOT, "%.6f", nanos / SECOND);
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text : "";
	}

	private String json() {
		Map<String, String> sorted = new TreeMap<>();
		for (String name : NAMES) {
			String value = text(value(name));
			sorted.put(name, TEXTS.contains(name) ? quoted(value) : value.replaceFirst("^0+(?=\\d)", ""));
		}
		StringBuilder json = new StringBuilder("{");
		sorted.forEach((name,
				value) -> json.append((json.length() > 1) ? "," : "").append(quoted(name)).append(':').append(value));
		return json.append('}').toString();
	}

	private static String quoted(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"' || c == '\\') {
				quoted.append('\\').append(c);
			}
			else if (c < ' ' || c == 0x7f) {
				quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
			}
			else {
				quoted.append(c);
			}
		}
		return quoted.append('"').toString();
	}

}
