package dev.wscat;

import java.util.function.Consumer;

import dev.wscat.cli.TalkOptions;
import dev.wscat.cli.WscatCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.core.ExitStatus;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.log.LibraryLogger;

/**
 * From the command line to a status: reads it, has the command run, and turns what went
 * wrong into one line.
 */
final class Launcher {

	private final Console console;

	private final Consumer<ExitStatus> exit;

	private final Consumer<ExitStatus> halt;

	/**
	 * Create a launcher.
	 * @param console the standard streams
	 * @param exit ends the process in order
	 * @param halt ends the process at once
	 */
	Launcher(Console console, Consumer<ExitStatus> exit, Consumer<ExitStatus> halt) {
		this.console = console;
		this.exit = exit;
		this.halt = halt;
	}

	/**
	 * Do what the command line asks for.
	 * @param args the command line
	 * @return the status to end with; what went wrong has been said
	 */
	ExitStatus run(String[] args) {
		JarOpener.open(args);
		Switches.set();
		try {
			WscatCommand command = CommandLine.parse(args, this.console);
			if (command == null) {
				return ExitCode.OK;
			}
			TalkOptions talk = command.talk();
			this.console.talk(talk.isQuiet(), talk.isVerbose(), talk.isStacktrace());
			if (talk.isVerbose()) {
				LibraryLogger.sendTo(this.console::detail);
			}
			return run(command);
		}
		catch (CliException ex) {
			this.console.fatal(ex.line(), ex.getCause(), false);
			return ex.exitCode();
		}
	}

	private ExitStatus run(WscatCommand command) {
		Object result = new Running(command, this.console, this.exit, this.halt).await();
		if (result instanceof ExitStatus code) {
			return code;
		}
		if (result instanceof CliException failure) {
			throw failure;
		}
		this.console.fatal("a bug in wscat: " + result, (Throwable) result, true);
		return ExitCode.INTERNAL;
	}

}
