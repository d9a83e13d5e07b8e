package dev.wscat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import dev.wscat.cli.TalkOptions;
import dev.wscat.cli.WscatCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.service.LeanApplication;
import dev.wscat.service.Signals;
import dev.wscat.service.Stop;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.log.LibraryLogger;

/**
 * Runs a command: parses, starts Spring beside it, waits for its end, and turns what went
 * wrong into one line and a status. The one place that subscribes.
 */
final class Launcher {

	private final Console console;

	private final Consumer<ExitCode> exit;

	private final Consumer<ExitCode> halt;

	private final Stop stop = new Stop();

	private final CountDownLatch done = new CountDownLatch(1);

	private final AtomicReference<Object> outcome = new AtomicReference<>(ExitCode.OK);

	/**
	 * Create a launcher.
	 * @param console the standard streams
	 * @param exit ends the process in order
	 * @param halt ends the process at once
	 */
	Launcher(Console console, Consumer<ExitCode> exit, Consumer<ExitCode> halt) {
		this.console = console;
		this.exit = exit;
		this.halt = halt;
	}

	/**
	 * Do what the command line asks for.
	 * @param args the command line
	 * @return the status to end with; what went wrong has been said
	 */
	ExitCode run(String[] args) {
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

	private ExitCode run(WscatCommand command) {
		Thread spring = new Thread(this::startSpring, "wscat-spring");
		spring.start();
		Signals.install((name, code) -> {
			this.console.note("received signal " + name);
			join(spring);
			this.exit.accept(code);
		}, this.halt);
		command.run(this.console, this.stop.requested())
			.doFinally((signal) -> this.done.countDown())
			.subscribe(this.outcome::set, this.outcome::set);
		awaitEnd();
		join(spring);
		this.stop.ended();
		Object result = this.outcome.get();
		if (result instanceof ExitCode code) {
			return code;
		}
		if (result instanceof CliException failure) {
			throw failure;
		}
		this.console.fatal("a bug in wscat: " + result, (Throwable) result, true);
		return ExitCode.INTERNAL;
	}

	/** Beside the connection being made, since it takes as long. */
	private void startSpring() {
		try {
			LeanApplication.start(this.stop);
		}
		catch (RuntimeException | LinkageError ex) {
			this.outcome.set(ex);
			this.done.countDown();
		}
	}

	private void awaitEnd() {
		try {
			this.done.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
