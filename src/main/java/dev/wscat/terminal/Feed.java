package dev.wscat.terminal;

import dev.wscat.net.Session;
import reactor.core.publisher.Mono;

/**
 * What is read from stdin, piece by piece, for the session that takes it.
 */
public interface Feed {

	/** Is told how the reading goes, on the reader's thread. */
	interface Listener extends InputReader.Listener {

		/**
		 * No session took a piece.
		 * @return whether to read on
		 */
		boolean onRefused();

	}

	/**
	 * Send what is read from now on.
	 * @param session the open session
	 * @return cold; completes once the input has ended and all is on its way, or when the
	 * session closes
	 */
	Mono<Void> sendOn(Session session);

	/** Have the reading wait for a session too, from now on. */
	void waitForSession();

	/** Begin to read. */
	void start();

	/**
	 * Stop reading, also from the middle of a read; can be called more than once.
	 * @return how many pieces had been read that nobody took
	 */
	int stop();

}
