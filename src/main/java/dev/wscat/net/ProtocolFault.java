package dev.wscat.net;

import dev.wscat.core.Closing;

/**
 * The peer broke the protocol or a limit; carries the Close to answer with.
 */
final class ProtocolFault extends Exception {

	private static final long serialVersionUID = 1L;

	private final transient Closing closing;

	ProtocolFault(Closing closing) {
		super(closing.reason(), null, false, false);
		this.closing = closing;
	}

	Closing closing() {
		return this.closing;
	}

}
