package dev.wscat.net;

import io.netty.handler.proxy.ProxyConnectException;
import org.jspecify.annotations.Nullable;

/**
 * A proxy made no tunnel; the message says why. Of Netty's type, so that its handlers
 * pass it on as it is.
 */
final class ProxyFault extends ProxyConnectException {

	private static final long serialVersionUID = 1L;

	ProxyFault(String message) {
		this(message, null);
	}

	ProxyFault(String message, @Nullable Throwable cause) {
		super(message);
		if (cause != null) {
			initCause(cause);
		}
	}

}
