package dev.wscat.cli;

import java.time.Duration;

import dev.wscat.core.ExitCode;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A command whose answer needs nothing but its options: neither a connection nor what is
 * started for one.
 */
public abstract class AnswerCommand implements WscatCommand {

	private final TalkOptions talk = new TalkOptions();

	@Override
	public abstract @Nullable String answer();

	@Override
	public final TalkOptions talk() {
		return this.talk;
	}

	@Override
	public final Duration longestStop() {
		return Duration.ZERO;
	}

	@Override
	public final Mono<ExitCode> run(Console console, Mono<Void> stop) {
		return Mono.just(ExitCode.OK);
	}

}
