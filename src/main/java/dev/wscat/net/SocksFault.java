package dev.wscat.net;

import java.util.Locale;

/**
 * What Netty says of a SOCKS proxy, for people.
 */
final class SocksFault {

	private SocksFault() {
	}

	/**
	 * Say why there is no tunnel.
	 * @param message of Netty's exception: protocol, addresses, and what happened
	 * @return what happened
	 */
	static String reason(String message) {
		String what = message.substring(message.lastIndexOf(", ") + 2);
		if (what.startsWith("status: ")) {
			return "refused: " + words(what.substring("status: ".length()));
		}
		if (what.startsWith("unexpected authMethod")) {
			return "it wants a user and password; write them as --proxy SCHEME://USER:PASSWORD@HOST:PORT";
		}
		if (what.startsWith("authStatus")) {
			return "it refused the user or the password";
		}
		if (what.equals("timeout")) {
			return "no answer in time";
		}
		if (what.equals("disconnected")) {
			return "it closed the connection";
		}
		return what.contains("Decoder") || what.contains("unsupported")
				? "its answer is not SOCKS; is it a proxy of another kind?" : what;
	}

	/** Such as {@code HOST_UNREACHABLE(4)}. */
	private static String words(String status) {
		return status.replaceFirst("\\(.*", "").replace('_', ' ').toLowerCase(Locale.ROOT);
	}

}
