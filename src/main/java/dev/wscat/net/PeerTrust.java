package dev.wscat.net;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

import org.jspecify.annotations.Nullable;

/**
 * Checks the peer's certificate as the JVM does, and says what is wrong with it in words,
 * which the JVM does not.
 */
final class PeerTrust extends X509ExtendedTrustManager {

	private final @Nullable X509ExtendedTrustManager judge;

	/**
	 * Create a trust manager.
	 * @param judge checks certificates, or {@code null} to take any
	 */
	PeerTrust(@Nullable X509ExtendedTrustManager judge) {
		this.judge = judge;
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
			throws CertificateException {
		if (this.judge == null) {
			return;
		}
		try {
			this.judge.checkServerTrusted(chain, authType, engine);
		}
		catch (CertificateException ex) {
			throw new Untrusted(CertificateFault.describe(chain, host(engine), ex), ex);
		}
	}

	/** The name that was asked for, which need not be the one of the URL. */
	private static String host(SSLEngine engine) {
		if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
			List<SNIServerName> names = session.getRequestedServerNames();
			if (!names.isEmpty() && names.get(0) instanceof SNIHostName name) {
				return name.getAsciiName();
			}
		}
		return String.valueOf(engine.getPeerHost());
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
			throws CertificateException {
		throw noEngine();
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		throw noEngine();
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
			throws CertificateException {
		if (this.judge == null) {
			return;
		}
		try {
			this.judge.checkClientTrusted(chain, authType, engine);
		}
		catch (CertificateException ex) {
			throw new Untrusted(CertificateFault.describeClient(chain, ex), ex);
		}
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
			throws CertificateException {
		throw noEngine();
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		throw noEngine();
	}

	private static CertificateException noEngine() {
		return new CertificateException("only Netty's connections are checked");
	}

	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return (this.judge != null) ? this.judge.getAcceptedIssuers() : new X509Certificate[0];
	}

	/** A certificate that failed a check; its message says which and what to do. */
	static final class Untrusted extends CertificateException {

		private static final long serialVersionUID = 1L;

		Untrusted(String message, Throwable cause) {
			super(message, cause);
		}

	}

}
