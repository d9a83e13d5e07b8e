package dev.wscat.command.script;

import dev.wscat.core.ExitStatus;
import dev.wscat.terminal.Console;
import reactor.core.publisher.Mono;

/**
 * Runs programs; made by name, since it is in another jar.
 */
public interface ScriptEngine {

	/**
	 * Run a program to its end.
	 * @param job what to run, and what it may do
	 * @param console the standard streams
	 * @param stop completes when the program is asked to end
	 * @return cold; the status to end with, or a failure to tell, a
	 * {@link dev.wscat.core.CliException} when it is not a bug
	 */
	Mono<ExitStatus> run(ScriptJob job, Console console, Mono<Void> stop);

}
