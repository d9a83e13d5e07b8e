package dev.wscat.net;

import java.time.Duration;

/**
 * The peer let a Ping unanswered for too long.
 */
final class PeerSilent extends java.io.IOException {

	private static final long serialVersionUID = 1L;

	PeerSilent(Duration timeout) {
		super("the peer did not answer a Ping within " + timeout.toMillis() + " ms");
	}

}
