package dev.wscat.command.listen;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.Feed;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The server's stdin: what is typed while no client is there is neither stored nor sent,
 * but said to be lost.
 */
final class ServerInput implements Feed.Listener {

	private final Console console;

	private final Sinks.Empty<Void> failed = Sinks.empty();

	private volatile @Nullable CliException fault;

	ServerInput(Console console) {
		this.console = console;
	}

	/** Completes empty when stdin turned out to be unreadable. */
	Mono<Void> failed() {
		return this.failed.asMono();
	}

	/** The exit code of a session, unless the input has failed. */
	ExitCode result(ExitCode session) {
		CliException failure = this.fault;
		if (failure != null) {
			throw failure;
		}
		return session;
	}

	@Override
	public boolean onRefused() {
		this.console.error("client is not connected yet");
		return !Thread.currentThread().isInterrupted();
	}

	@Override
	public void onEnd(boolean empty) {
		// go on receiving
	}

	@Override
	public void onFault(CliException fault) {
		this.fault = fault;
		this.failed.tryEmitEmpty();
	}

}
