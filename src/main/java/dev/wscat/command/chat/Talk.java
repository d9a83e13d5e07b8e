package dev.wscat.command.chat;

import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.Message;
import dev.wscat.net.Session;
import dev.wscat.terminal.Relay;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Both sides of the talk with the user.
 *
 * @param relay prints what is received
 * @param input gives what is said
 */
record Talk(Relay relay, Input input) {

	/** Where it comes from what is said. */
	interface Input {

		/**
		 * What is said from now on, for one session after the other.
		 * @param session the open session
		 * @return a flux that completes with the input
		 */
		Flux<Message> said(Session session);

		/** Begin to read; called once. */
		void start();

		/** Stop reading; returns how many lines were read that nobody took. */
		int stop();

		/** Emits how to close after all was said; completes empty to stay. */
		Mono<Closing> closing();

		/** What made the input unreadable. */
		@Nullable CliException fault();

		/** Give back what is held. */
		void dispose();

	}

	void dispose() {
		this.input.dispose();
		this.relay.dispose();
	}

}
