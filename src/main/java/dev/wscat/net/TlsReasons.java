package dev.wscat.net;

import java.security.cert.X509Certificate;
import java.util.Locale;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

import io.netty.channel.Channel;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Why there is no TLS, and what there is when there is, for people.
 */
final class TlsReasons {

	/** Servers that close without a word are the rule. */
	static final String MISSING = "the server asked for a certificate of the client and then closed;"
			+ " give --cert and --key";

	static final String DISLIKED = "the server asked for our certificate and then closed the connection;"
			+ " does it trust who signed it?";

	private static final String REFUSED = "the server refused our certificate";

	private static final String WANTED = "the server wants a certificate of the client";

	private static final String ASKED = "the server asked for a certificate of the client";

	private static final String ALERT = "Received fatal alert: ";

	private TlsReasons() {
	}

	/**
	 * Say why a handshake failed.
	 * @param error what TLS says
	 * @param tls how it was done
	 * @param missing whether the server asked for a certificate that we do not have
	 * @return what is wrong, and what to do
	 */
	static String of(SSLException error, TlsOptions tls, boolean missing) {
		PeerTrust.Untrusted untrusted = Causes.find(error, PeerTrust.Untrusted.class);
		if (untrusted != null) {
			return String.valueOf(untrusted.getMessage());
		}
		if (error instanceof NotSslRecordException) {
			return "the answer is no TLS; is it a server for ws://, without TLS?";
		}
		if (error instanceof SslHandshakeTimeoutException) {
			return "the handshake was not done in time";
		}
		String message = String.valueOf(error.getMessage());
		int alert = message.indexOf(ALERT);
		if (alert >= 0) {
			String name = message.substring(alert + ALERT.length()).trim().toLowerCase(Locale.ROOT);
			return missing ? ASKED + " (alert " + name + "); give --cert and --key" : alert(name, tls);
		}
		if (message.contains("selected protocol version")) {
			return "the server speaks no " + versions(tls);
		}
		if (message.contains("Connection closed while SSL/TLS handshake")) {
			return missing ? MISSING : "the server closed the connection in the handshake; does it speak TLS at all,"
					+ " and " + versions(tls) + "?";
		}
		return "the handshake failed: " + message;
	}

	private static String versions(TlsOptions tls) {
		return tls.latestOnly() ? "TLS 1.3, as --tls-min asks" : "TLS 1.2 or 1.3";
	}

	/**
	 * Tell whether our certificate, or that there is none, is the reason.
	 * @param reason one of those given here
	 * @return whether it is
	 */
	static boolean isAboutUs(String reason) {
		return reason.contains(REFUSED) || reason.contains(WANTED) || reason.contains(ASKED);
	}

	/** RFC 8446 section 6.2. */
	private static String alert(String alert, TlsOptions tls) {
		String said = " (alert " + alert + ")";
		return switch (alert) {
			case "certificate_required", "bad_certificate", "unknown_ca", "certificate_unknown", "certificate_expired",
					"certificate_revoked", "unsupported_certificate", "access_denied" ->
				(tls.identity() != null) ? REFUSED + said : WANTED + said + "; give --cert and --key";
			case "handshake_failure", "insufficient_security" -> "the server refused the handshake" + said
					+ "; there is no cipher in common" + ((tls.identity() != null) ? ", or not our certificate" : "");
			case "protocol_version" -> "the server speaks no " + versions(tls) + said;
			case "unrecognized_name" -> "the server does not know that name" + said + "; name another with --sni";
			default -> "the server refused the handshake" + said;
		};
	}

	/**
	 * Show what was agreed.
	 * @param channel a connection, with TLS or not
	 * @param trace where
	 */
	static void show(Channel channel, @Nullable Trace trace) {
		if (trace != null && channel.pipeline().get(NettyPipeline.SslHandler) instanceof SslHandler tls) {
			show("", tls.engine().getSession(), trace);
		}
	}

	/**
	 * Show what was agreed.
	 * @param who the prefix of each line
	 * @param session of the handshake
	 * @param trace where
	 */
	static void show(String who, SSLSession session, Trace trace) {
		trace.note(who + "TLS: " + session.getProtocol() + " with " + session.getCipherSuite());
		try {
			if (session.getPeerCertificates()[0] instanceof X509Certificate certificate) {
				trace.note(who + "TLS: the certificate of " + CertificateFault.summary(certificate));
			}
		}
		catch (SSLException ex) {
			trace.note(who + "TLS: no certificate");
		}
	}

}
