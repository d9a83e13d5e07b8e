package dev.wscat.command.shell;

import dev.wscat.core.ExitCode;
import reactor.core.publisher.Mono;

/**
 * Where the shell's commands come from.
 */
interface ShellLines {

	/**
	 * Have commands done until there are no more.
	 * @return cold; the status to end with, or a {@link dev.wscat.core.CliException} for
	 * the first command of a script that failed
	 */
	Mono<ExitCode> run();

	/** Stop reading, and give the terminal back. */
	void close();

}
