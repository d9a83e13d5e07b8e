package dev.wscat.command.connect;

import java.time.Duration;

import dev.wscat.cli.Durations;
import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.net.Session;
import dev.wscat.terminal.Feed;
import dev.wscat.terminal.Format;
import dev.wscat.terminal.Relay;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What stdin holds: lines, each a text message, unless another format is set.
 */
final class LineInput implements Input, Feed.Listener {

	private enum End {

		/** There was nothing at all, as with {@code </dev/null}. */
		EMPTY,
		/** Something was sent, to which an answer may come. */
		ASKED,
		/** It was no text. */
		FAULTY

	}

	private final Sinks.One<End> end = Sinks.one();

	private final Relay relay;

	private final boolean terminal;

	private final Duration wait;

	private final String unit;

	private final Feed feed;

	private volatile @Nullable CliException fault;

	/**
	 * Create an input.
	 * @param relay reads stdin, and knows how long the peer was quiet
	 * @param format how the messages are written there
	 * @param terminal whether a person types, whose Ctrl-D means to close at once
	 * @param wait how long the peer has to be quiet after the last line
	 */
	LineInput(Relay relay, Format format, boolean terminal, Duration wait) {
		this.relay = relay;
		this.terminal = terminal;
		this.wait = wait;
		this.unit = (format.in() == Format.In.CHUNKS) ? "binary message" : "line";
		this.feed = relay.feed(format, this);
	}

	@Override
	public Mono<Void> sendOn(Session session) {
		return this.feed.sendOn(session);
	}

	@Override
	public void waitForSession() {
		this.feed.waitForSession();
	}

	@Override
	public void start() {
		this.feed.start();
	}

	@Override
	public int stop() {
		return this.feed.stop();
	}

	@Override
	public boolean onRefused() {
		return false;
	}

	@Override
	public void onEnd(boolean empty) {
		this.end.tryEmitValue(empty ? End.EMPTY : End.ASKED);
	}

	@Override
	public void onFault(CliException failure) {
		this.fault = failure;
		this.end.tryEmitValue(End.FAULTY);
	}

	@Override
	public @Nullable CliException fault() {
		return this.fault;
	}

	@Override
	public String unit() {
		return this.unit;
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
