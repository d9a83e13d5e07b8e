package dev.wscat.net;

import javax.net.ssl.SSLException;

/**
 * There is no TLS; the message says why, and what to do.
 */
final class TlsFault extends SSLException {

	private static final long serialVersionUID = 1L;

	TlsFault(String message, Throwable cause) {
		super(message, cause);
	}

}
