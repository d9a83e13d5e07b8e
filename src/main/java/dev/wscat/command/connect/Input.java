package dev.wscat.command.connect;

import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.net.Session;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Where a client's messages come from, and what its end means for the session.
 */
interface Input {

	/**
	 * Send what comes.
	 * @param session the open session
	 * @return cold; completes once the input has ended and all is on its way, or when the
	 * session closes
	 */
	Mono<Void> sendOn(Session session);

	/**
	 * Keep what was read until there is a session, instead of ending the input without
	 * one; called before {@link #start()}, when there can be one session after the other.
	 */
	default void waitForSession() {
	}

	/** Begin to read; called once the messages are taken. */
	void start();

	/**
	 * Stop reading, also from the middle of a read; can be called more than once.
	 * @return how many messages had been read that nobody took
	 */
	int stop();

	/**
	 * Return what one piece of the input is called.
	 * @return a noun
	 */
	default String unit() {
		return "line";
	}

	/**
	 * When to close, once all is sent.
	 * @return cold; emits how to close, or completes empty when the peer is to close
	 */
	Mono<Closing> closing();

	/**
	 * Return what made the input unreadable.
	 * @return the fault, or {@code null}
	 */
	@Nullable CliException fault();

}
