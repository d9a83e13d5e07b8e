package dev.wscat.command.connect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.core.RoundTrips;
import dev.wscat.net.Session;
import dev.wscat.net.Timings;
import org.jspecify.annotations.Nullable;

/**
 * What is known at the end of a run.
 */
final class Report {

	/** What a template can ask for; the keys of {@link #figures()}. */
	static final List<String> NAMES = List.of("url", "http_code", "time_namelookup", "time_connect", "time_tls",
			"time_upgrade", "time_first_message", "time_total", "connections", "messages_in", "bytes_in",
			"messages_out", "bytes_out", "close_code", "close_reason", "pings_answered", "rtt_min", "rtt_p50",
			"rtt_p90", "rtt_p99", "rtt_max");

	private final String url;

	private final Timings timings;

	private final RoundTrips trips;

	private final Reception reception;

	private volatile int httpCode;

	private volatile long upgraded;

	private int connections;

	private long messagesOut;

	private long bytesOut;

	private @Nullable Ending ending;

	/**
	 * Create a report.
	 * @param url without credentials
	 * @param timings of dialing
	 * @param trips of our Pings
	 * @param reception what came
	 */
	Report(String url, Timings timings, RoundTrips trips, Reception reception) {
		this.url = url;
		this.timings = timings;
		this.trips = trips;
		this.reception = reception;
	}

	synchronized void opened() {
		this.httpCode = 101;
		this.upgraded = this.timings.now();
		this.connections++;
	}

	void refused(int status) {
		this.httpCode = status;
	}

	synchronized void ended(Session session, Ending how) {
		this.messagesOut += session.sentMessages();
		this.bytesOut += session.sentBytes();
		this.ending = how;
	}

	/** All that is known, numbers as such and times in seconds. */
	synchronized Map<String, Object> figures() {
		Closing closing = (this.ending != null) ? this.ending.closing() : null;
		Object[] values = { this.url, this.httpCode, seconds(this.timings.lookup()), seconds(this.timings.connect()),
				seconds(this.timings.tls()), seconds(this.upgraded), seconds(this.reception.firstAt()),
				seconds(this.timings.now()), this.connections, this.reception.messages(), this.reception.bytes(),
				this.messagesOut, this.bytesOut, (closing != null) ? closing.code() : 0,
				(closing != null) ? closing.reason() : "", this.trips.count(), seconds(this.trips.percentile(0)),
				seconds(this.trips.percentile(50)), seconds(this.trips.percentile(90)),
				seconds(this.trips.percentile(99)), seconds(this.trips.percentile(100)) };
		Map<String, Object> figures = new LinkedHashMap<>();
		for (int i = 0; i < values.length; i++) {
			figures.put(NAMES.get(i), values[i]);
		}
		return figures;
	}

	/** The summary for people, one line. */
	String text() {
		Map<String, Object> all = figures();
		StringBuilder text = new StringBuilder("summary: sent ").append(amount(all, "out"))
			.append(", received ")
			.append(amount(all, "in"))
			.append(" in ")
			.append(all.get("time_total"))
			.append(" s over ")
			.append(all.get("connections"))
			.append(Integer.valueOf(1).equals(all.get("connections")) ? " connection" : " connections");
		if (this.ending != null) {
			text.append("; closed: ").append(this.ending.describe());
		}
		if (this.trips.count() > 0) {
			text.append("; round trips of ").append(this.trips.count()).append(" pings: ");
			for (String name : List.of("min", "p50", "p90", "p99", "max")) {
				text.append(name).append(' ').append(all.get("rtt_" + name)).append(" s ");
			}
		}
		return text.toString().trim();
	}

	/** The summary for programs, one line. */
	String json() {
		StringBuilder json = new StringBuilder();
		figures().forEach((name, value) -> {
			json.append((json.length() == 0) ? "{" : ",").append('"').append(name).append("\":");
			json.append((value instanceof String text && !isTime(name)) ? quoted(text) : value);
		});
		return json.append('}').toString();
	}

	private static boolean isTime(String name) {
		return name.startsWith("time_") || name.startsWith("rtt_");
	}

	private static String amount(Map<String, Object> all, String way) {
		Object messages = all.get("messages_" + way);
		return messages + (Long.valueOf(1).equals(messages) ? " message (" : " messages (") + all.get("bytes_" + way)
				+ " bytes)";
	}

	/** As curl shows them. */
	private static String seconds(long nanos) {
		return String.format(Locale.ROOT, "%.6f", nanos / 1e9);
	}

	private static String quoted(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		for (char c : text.toCharArray()) {
			if (c == '"' || c == '\\') {
				quoted.append('\\').append(c);
			}
			else if (c < 0x20 || c >= 0x7f && c < 0xa0 || c >= 0x2028 && c <= 0x202e) {
				quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
			}
			else {
				quoted.append(c);
			}
		}
		return quoted.append('"').toString();
	}

}
