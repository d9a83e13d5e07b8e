package dev.wscat.terminal;

import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.net.Session;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A session joined with the standard streams.
 *
 * @param session the open session
 * @param sent cold; sends what there is to say, and completes once all is on its way or
 * the session closes
 * @param ready run as soon as what is sent is taken
 * @param afterwards emits how to close once all is sent; completes empty to go on
 * receiving
 * @param stop emits how to close at any moment
 */
public record Conversation(Session session, Mono<Void> sent, Runnable ready, Mono<Closing> afterwards,
		Mono<Closing> stop) {

	/**
	 * How a conversation ended.
	 *
	 * @param ending what each side said
	 * @param outputGone whether it ended because nobody reads stdout any more
	 */
	public record Outcome(Ending ending, boolean outputGone) {
	}

	/**
	 * Pipe both ways until the session has ended and all that was received is written.
	 * @param relay prints what is received
	 * @return cold; how it ended; fails when stdout cannot be written, after the session
	 * has been closed
	 */
	public Mono<Outcome> run(Relay relay) {
		return Mono.defer(() -> {
			Mono<Ending> ended = this.session.ended();
			Mono<Boolean> incoming = relay.print(this.session)
				.thenReturn(false)
				.onErrorResume((error) -> closeWith(Closing.NORMAL)
					.then((error instanceof Relay.OutputGone) ? Mono.just(true) : Mono.error(error)));
			Mono<Void> outgoing = this.sent.then(this.afterwards).flatMap(this::closeWith);
			Mono<Void> stopped = this.stop.flatMap(this::closeWith);
			Mono<Void> rest = Mono.when(outgoing, Mono.fromRunnable(this.ready), stopped).takeUntilOther(ended);
			return Flux.merge(incoming, rest.then(Mono.<Boolean>empty()))
				.single()
				.zipWith(ended.flatMap(Conversation::noBug), (gone, ending) -> new Outcome(ending, gone));
		});
	}

	/** A fault of our own is no way for a session to end. */
	private static Mono<Ending> noBug(Ending ending) {
		return (ending.cause() instanceof RuntimeException bug) ? Mono.error(bug) : Mono.just(ending);
	}

	private Mono<Void> closeWith(Closing closing) {
		return this.session.close(closing).then();
	}

}
