package dev.wscat.net;

import java.util.Locale;

import javax.net.ssl.SSLException;

/**
 * Why a server and a client found no TLS in common, for the server's log.
 */
final class TlsRefusal {

	private static final String ALERT = "Received fatal alert: ";

	private TlsRefusal() {
	}

	/**
	 * Say why a handshake failed.
	 * @param error what TLS or the connection says
	 * @return what is wrong
	 */
	static String reason(Throwable error) {
		PeerTrust.Untrusted untrusted = Causes.find(error, PeerTrust.Untrusted.class);
		if (untrusted != null) {
			return String.valueOf(untrusted.getMessage());
		}
		SSLException fault = Causes.find(error, SSLException.class);
		String message = String.valueOf(((fault != null) ? fault : error).getMessage());
		int alert = message.indexOf(ALERT);
		if (alert >= 0) {
			return alert(message.substring(alert + ALERT.length()).trim().toLowerCase(Locale.ROOT));
		}
		if (message.contains("Empty client certificate chain") || message.contains("Empty server certificate chain")) {
			return "the client shows no certificate, which --client-ca asks for";
		}
		if (message.contains("protocol version") || message.contains("is not enabled")) {
			return "the client speaks only versions that this server does not";
		}
		if (message.contains("cipher suites in common")) {
			return "there is no cipher in common";
		}
		if (fault == null || message.contains("Connection closed while SSL/TLS handshake")) {
			return "the client left during the handshake";
		}
		return "the handshake failed: " + message.replaceFirst("^\\([a-z_]+\\) ", "").lines().findFirst().orElse("");
	}

	/** RFC 8446 section 6.2. */
	private static String alert(String alert) {
		String said = " (alert " + alert + ")";
		return switch (alert) {
			case "unknown_ca", "certificate_unknown", "bad_certificate", "certificate_expired", "certificate_revoked",
					"unsupported_certificate" ->
				"the client does not trust our certificate" + said;
			default -> "the client ended the handshake" + said;
		};
	}

}
