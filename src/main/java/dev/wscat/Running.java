package dev.wscat;

import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import dev.wscat.cli.WscatCommand;
import dev.wscat.core.ExitCode;
import dev.wscat.service.LeanApplication;
import dev.wscat.service.Signals;
import dev.wscat.service.Stop;
import dev.wscat.terminal.Console;

/**
 * A running command, with Spring beside it, whose lifecycle closes it when a signal
 * comes. The one place that subscribes.
 */
final class Running {

	private final Console console;

	private final Consumer<ExitCode> exit;

	private final Consumer<ExitCode> halt;

	private final Stop stop = new Stop();

	private final CountDownLatch done = new CountDownLatch(1);

	private volatile Object outcome = ExitCode.OK;

	/**
	 * Create what a command needs to run.
	 * @param console the standard streams
	 * @param exit ends the process in order
	 * @param halt ends the process at once
	 */
	Running(Console console, Consumer<ExitCode> exit, Consumer<ExitCode> halt) {
		this.console = console;
		this.exit = exit;
		this.halt = halt;
	}

	/**
	 * Run a command to its end.
	 * @param command what to run
	 * @return an {@link ExitCode} or what went wrong
	 */
	Object await(WscatCommand command) {
		Thread spring = new Thread(this::startSpring, "wscat-spring");
		spring.start();
		Signals.install((name, code) -> {
			this.console.note("received signal " + name);
			join(spring);
			this.exit.accept(code);
		}, this.halt);
		command.run(this.console, this.stop.requested())
			.doFinally((signal) -> this.done.countDown())
			.subscribe(this::result, this::result);
		awaitEnd();
		this.stop.ended();
		return this.outcome;
	}

	private void result(Object result) {
		this.outcome = result;
	}

	/** Beside the connection being made, since it takes as long. */
	private void startSpring() {
		try {
			LeanApplication.start(this.stop);
		}
		catch (RuntimeException | LinkageError ex) {
			result(ex);
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
