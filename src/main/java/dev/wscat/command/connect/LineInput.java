package dev.wscat.command.connect;

import java.time.Duration;

import dev.wscat.cli.Durations;
import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.LineHub;
import dev.wscat.net.Session;
import dev.wscat.terminal.LineReader;
import dev.wscat.terminal.Relay;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lines of stdin, each a text message.
 */
final class LineInput implements Input, LineReader.Listener {

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

	private final Relay relay;

	private final boolean terminal;

	private final Duration wait;

	private final LineReader reader;

	private volatile @Nullable CliException fault;

	/**
	 * Create an input.
	 * @param relay reads stdin, and knows how long the peer was quiet
	 * @param longest longest line, in bytes
	 * @param terminal whether a person types, whose Ctrl-D means to close at once
	 * @param wait how long the peer has to be quiet after the last line
	 */
	LineInput(Relay relay, int longest, boolean terminal, Duration wait) {
		this.relay = relay;
		this.terminal = terminal;
		this.wait = wait;
		this.reader = relay.reader(longest, this);
	}

	@Override
	public Mono<Void> sendOn(Session session) {
		return session.sendLines(this.hub.lines());
	}

	@Override
	public void waitForSession() {
		this.hub.waitForSession();
	}

	@Override
	public void start() {
		this.reader.start();
	}

	@Override
	public int stop() {
		return this.reader.stop();
	}

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

	@Override
	public @Nullable CliException fault() {
		return this.fault;
	}

	@Override
	public Mono<Closing> closing() {
		return this.end.asMono().flatMap((how) -> {
			if (how == End.FAULTY || this.terminal) {
				return Mono.just(Closing.NORMAL);
			}
			boolean stays = how == End.EMPTY || this.wait.equals(Durations.FOREVER);
			return stays ? Mono.empty() : this.relay.quiet(this.wait).thenReturn(Closing.NORMAL);
		});
	}

}
