package dev.wscat.command.connect;

import java.time.Duration;

import dev.wscat.cli.Durations;
import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.LineHub;
import dev.wscat.terminal.LineReader;
import dev.wscat.terminal.Relay;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The client's stdin, and what its end means for the session.
 */
final class ClientInput implements LineReader.Listener {

	private enum End {

		/** There was nothing at all, as with {@code </dev/null}. */
		EMPTY,
		/** Something was sent, to which an answer may come. */
		ASKED,
		/** It was no text. */
		FAULTY

	}

	private final LineHub hub = new LineHub();

	private final Sinks.One<End> end = Sinks.one();

	private volatile @Nullable CliException fault;

	@Override
	public boolean onLine(String line) {
		return this.hub.offer(line);
	}

	@Override
	public void onEnd(boolean empty) {
		this.hub.end();
		this.end.tryEmitValue(empty ? End.EMPTY : End.ASKED);
	}

	@Override
	public void onFault(CliException failure) {
		this.fault = failure;
		this.hub.end();
		this.end.tryEmitValue(End.FAULTY);
	}

	Flux<String> lines() {
		return this.hub.lines();
	}

	/** What made the input unreadable, if something did. */
	@Nullable CliException fault() {
		return this.fault;
	}

	/**
	 * When to close after the last line.
	 * @param wait how long the peer has to be quiet
	 * @param terminal whether a person typed, whose Ctrl-D means now
	 * @param relay knows how long it was quiet
	 * @return emits how to close, or completes empty when the peer is to close
	 */
	Mono<Closing> closing(Duration wait, boolean terminal, Relay relay) {
		return this.end.asMono().flatMap((how) -> {
			if (how == End.FAULTY || terminal) {
				return Mono.just(Closing.NORMAL);
			}
			boolean stays = how == End.EMPTY || wait.equals(Durations.FOREVER);
			return stays ? Mono.empty() : quiet(wait, System.nanoTime(), relay).thenReturn(Closing.NORMAL);
		});
	}

	private Mono<Void> quiet(Duration wait, long since, Relay relay) {
		long quiet = Math.min(relay.quietNanos(), System.nanoTime() - since);
		Duration left = wait.minusNanos(quiet);
		return (left.isNegative() || left.isZero()) ? Mono.empty()
				: Mono.delay(left).then(Mono.defer(() -> quiet(wait, since, relay)));
	}

}
