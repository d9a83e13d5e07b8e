package dev.wscat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.wscat.cli.WscatCommand;
import dev.wscat.core.ExitCode;
import dev.wscat.core.ExitStatus;
import dev.wscat.service.LeanApplication;
import dev.wscat.service.Signals;
import dev.wscat.service.Stop;
import dev.wscat.terminal.Console;
import org.slf4j.LoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A running command, with Spring beside it, whose lifecycle closes it when a signal
 * comes. The one place that subscribes.
 */
final class Running {

	private final Console console;

	private final Consumer<ExitStatus> exit;

	private final Consumer<ExitStatus> halt;

	private final WscatCommand command;

	private final Stop stop;

	/** Longest wait for Spring, in seconds. */
	private static final long PATIENCE = 1;

	private final CountDownLatch done = new CountDownLatch(1);

	private final CountDownLatch springNeeded = new CountDownLatch(1);

	private volatile Object outcome = ExitCode.OK;

	private volatile @Nullable ExitStatus signalled;

	/**
	 * Create what a command needs to run.
	 * @param command what to run
	 * @param console the standard streams
	 * @param exit ends the process in order
	 * @param halt ends the process at once
	 */
	Running(WscatCommand command, Console console, Consumer<ExitStatus> exit, Consumer<ExitStatus> halt) {
		this.command = command;
		this.stop = new Stop(command.longestStop(), () -> {
			console.giveTerminalBack();
			console.error("gave up: what was received could not be written in time");
		});
		this.console = console;
		this.exit = exit;
		this.halt = halt;
	}

	/**
	 * Run the command to its end.
	 * @return an {@link ExitStatus} or what went wrong
	 */
	Object await() {
		// before there are two threads: the second to ask would get a substitute, whose
		// class no start-up cache has
		LoggerFactory.getILoggerFactory();
		Thread spring = new Thread(this::startSpring, "wscat-spring");
		spring.start();
		Signals.install((name, code) -> {
			this.signalled = code;
			this.console.note("received signal " + name);
			this.springNeeded.countDown();
			join(spring);
			this.exit.accept(code);
		}, (code) -> {
			this.console.giveTerminalBack();
			this.halt.accept(code);
		});
		this.command.run(this.console, this.stop.requested())
			.doFinally((signal) -> this.done.countDown())
			.subscribe(this::result, this::result);
		awaitEnd();
		this.stop.ended();
		ExitStatus signal = this.signalled;
		if (signal != null) {
			// joins the orderly exit that the signal has begun
			this.exit.accept(signal);
		}
		return this.outcome;
	}

	private void result(Object result) {
		this.outcome = result;
	}

	/**
	 * Beside the connection being made, since it takes as long: first what that needs,
	 * and Spring, which is there to end it, once there is time or a signal has come.
	 */
	private void startSpring() {
		try {
			this.command.prepare();
			if (!Boolean.getBoolean("wscat.warm-up")) {
				this.springNeeded.await(PATIENCE, TimeUnit.SECONDS);
			}
			LeanApplication.start(this.stop);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
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
