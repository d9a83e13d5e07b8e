package dev.wscat.cli;

import java.time.Duration;
import java.util.List;

import dev.wscat.core.ExitStatus;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Something wscat can do.
 */
public interface WscatCommand {

	/**
	 * Describe the options, whose values are set before the command is run.
	 * @param options to be added to
	 */
	void define(Options options);

	/**
	 * Take what is for a program that this command runs out of the command line.
	 * @param options what there is
	 * @param args what was typed behind the name
	 * @return what is left for wscat to read
	 */
	default List<String> own(Options options, List<String> args) {
		return args;
	}

	/**
	 * Look at the values of the options together, before anything is started.
	 * @throws dev.wscat.core.CliException when they are wrong
	 */
	default void check() {
	}

	/**
	 * Return what the command has to say if that needs nothing but its options.
	 * @return whole lines, or {@code null} when the command has to be run
	 * @throws dev.wscat.core.CliException when there is no answer
	 */
	default @Nullable String answer() {
		return null;
	}

	/**
	 * Return how much the command says.
	 * @return the options as typed
	 */
	TalkOptions talk();

	/**
	 * Return how long the command may take to close what it has open.
	 * @return the longest time from a signal to the end
	 */
	Duration longestStop();

	/**
	 * Set up what {@link #run} will need in a moment, on a thread that has time. Not
	 * needed for the command to work.
	 */
	default void prepare() {
	}

	/**
	 * Do it.
	 * @param console the standard streams
	 * @param stop completes when the program is asked to end; the command then closes
	 * what it has open and completes
	 * @return cold; the status to end with, or the failure to tell, a
	 * {@link dev.wscat.core.CliException} when it is not a bug
	 */
	Mono<? extends ExitStatus> run(Console console, Mono<Void> stop);

}
