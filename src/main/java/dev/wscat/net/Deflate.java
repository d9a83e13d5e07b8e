package dev.wscat.net;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of permessage-deflate as agreed, RFC 7692 section 7.1.
 *
 * @param serverKeepsContext whether the server's messages may refer to earlier ones
 * @param clientKeepsContext whether the client's messages may refer to earlier ones
 * @param serverBits base-2 logarithm of the server's window, 8 to 15
 * @param clientBits base-2 logarithm of the client's window, 8 to 15
 */
record Deflate(boolean serverKeepsContext, boolean clientKeepsContext, int serverBits, int clientBits) {

	/** What our client offers. */
	static final String OFFER = "permessage-deflate; client_max_window_bits";

	private static final String NAME = "permessage-deflate";

	private static final String SERVER_FORGETS = "server_no_context_takeover";

	private static final String CLIENT_FORGETS = "client_no_context_takeover";

	private static final String SERVER_BITS = "server_max_window_bits";

	private static final String CLIENT_BITS = "client_max_window_bits";

	private static final Set<String> PARAMETERS = Set.of(SERVER_FORGETS, CLIENT_FORGETS, SERVER_BITS, CLIENT_BITS);

	/** Base-2 logarithm of the usual window. */
	static final int LARGEST_WINDOW = 15;

	/** zlib makes no window of 8 bits. */
	private static final int SMALLEST_OURS = 9;

	Inflation inflation(boolean client) {
		return new Inflation(client ? this.serverKeepsContext : this.clientKeepsContext);
	}

	Packer deflation(boolean client) {
		if (!client && !this.serverKeepsContext && this.serverBits == LARGEST_WINDOW) {
			return new SharedDeflation();
		}
		return client ? Deflation.create(Math.max(this.clientBits, SMALLEST_OURS), this.clientKeepsContext)
				: Deflation.create(this.serverBits, this.serverKeepsContext);
	}

	/**
	 * Agree that no message refers to another, as a server may whatever was offered, RFC
	 * 7692 section 7.1.1: packing then needs no memory between two messages.
	 * @return the changed parameters
	 */
	Deflate forgetful() {
		return new Deflate(false, false, this.serverBits, this.clientBits);
	}

	/**
	 * Choose the first of a client's offers that we can meet.
	 * @param headers the values of {@code Sec-WebSocket-Extensions}
	 * @return what is agreed, or {@code null} to go without
	 */
	static @Nullable Deflate accept(List<String> headers) {
		for (String offer : String.join(",", headers).split(",")) {
			Map<String, String> parameters = parameters(offer);
			if (parameters != null) {
				int serverBits = bits(parameters.get(SERVER_BITS));
				int clientBits = bits(parameters.get(CLIENT_BITS));
				boolean valued = !"".equals(parameters.get(SERVER_BITS));
				if (valued && serverBits >= SMALLEST_OURS && clientBits > 0) {
					return new Deflate(!parameters.containsKey(SERVER_FORGETS), !parameters.containsKey(CLIENT_FORGETS),
							serverBits, 15);
				}
			}
		}
		return null;
	}

	/**
	 * Return the answer to the offer that was accepted.
	 * @return the value of {@code Sec-WebSocket-Extensions}
	 */
	String response() {
		StringBuilder value = new StringBuilder(NAME);
		if (!this.serverKeepsContext) {
			value.append("; ").append(SERVER_FORGETS);
		}
		if (!this.clientKeepsContext) {
			value.append("; ").append(CLIENT_FORGETS);
		}
		if (this.serverBits < 15) {
			value.append("; ").append(SERVER_BITS).append('=').append(this.serverBits);
		}
		return value.toString();
	}

	/**
	 * Read a server's answer to {@link #OFFER}.
	 * @param header the value of {@code Sec-WebSocket-Extensions}
	 * @return what is agreed, or {@code null} when it is no answer to our offer, which
	 * fails the connection, RFC 6455 section 9.1
	 */
	static @Nullable Deflate agreed(String header) {
		Map<String, String> parameters = header.contains(",") ? null : parameters(header);
		if (parameters == null) {
			return null;
		}
		int serverBits = bits(parameters.get(SERVER_BITS));
		int clientBits = bits(parameters.get(CLIENT_BITS));
		if (serverBits < 8 || clientBits < 8 || "".equals(parameters.get(SERVER_BITS))
				|| "".equals(parameters.get(CLIENT_BITS))) {
			return null;
		}
		return new Deflate(!parameters.containsKey(SERVER_FORGETS), !parameters.containsKey(CLIENT_FORGETS), serverBits,
				clientBits);
	}

	/** The parameters of one extension; null when it is another one or malformed. */
	private static @Nullable Map<String, String> parameters(String extension) {
		String[] parts = extension.split(";");
		if (!parts[0].trim().equals(NAME)) {
			return null;
		}
		Map<String, String> parameters = new HashMap<>();
		for (int i = 1; i < parts.length; i++) {
			String[] pair = parts[i].split("=", 2);
			String name = pair[0].trim();
			String value = (pair.length == 1) ? "" : unquoted(pair[1].trim());
			boolean flag = name.equals(SERVER_FORGETS) || name.equals(CLIENT_FORGETS);
			if (!PARAMETERS.contains(name) || flag && pair.length > 1 || parameters.put(name, value) != null) {
				return null;
			}
		}
		return parameters;
	}

	private static String unquoted(String value) {
		boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
		return quoted ? value.substring(1, value.length() - 1) : value;
	}

	/** 15 when absent or without a value, 0 when it is no number from 8 to 15. */
	private static int bits(@Nullable String value) {
		if (value == null || value.isEmpty()) {
			return 15;
		}
		return value.matches("[89]|1[0-5]") ? Integer.parseInt(value) : 0;
	}

}
