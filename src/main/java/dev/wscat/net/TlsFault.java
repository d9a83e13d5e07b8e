package dev.wscat.net;

import javax.net.ssl.SSLException;

/**
 * There is no TLS; the message says why, and what to do.
 */
public final class TlsFault extends SSLException {

	private static final long serialVersionUID = 1L;

	TlsFault(String message, Throwable cause) {
		super(message, cause);
	}

	/**
	 * Tell whether the certificate of the server was not taken.
	 * @return whether one of our checks failed
	 */
	public boolean isUntrusted() {
		return Causes.find(this, PeerTrust.Untrusted.class) != null;
	}

	/**
	 * Tell whether another try would end the same way.
	 * @return whether a certificate is wrong, the server's or ours
	 */
	public boolean isLasting() {
		String message = String.valueOf(getMessage());
		return isUntrusted() || message.contains(TlsReasons.MISSING) || message.contains(TlsReasons.DISLIKED)
				|| TlsReasons.isAboutUs(message);
	}

}
