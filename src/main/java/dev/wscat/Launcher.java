package dev.wscat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import dev.wscat.cli.WscatCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.service.LeanApplication;
import dev.wscat.service.Stop;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import reactor.core.Disposable;

/**
 * Runs a command: parses, starts Spring beside it, waits for its end, and turns what went
 * wrong into one line and a status. The one place that subscribes.
 */
final class Launcher {

	private final Console console;

	Launcher(Console console) {
		this.console = console;
	}

	ExitCode run(String[] args) {
		try {
			RootCommand root = new RootCommand();
			CommandLine line = CommandLines.create(root);
			line.parseArgs(args);
			if (root.help) {
				this.console.print(line.getUsageMessage());
				return ExitCode.OK;
			}
			WscatCommand command = root.command();
			Netty.tune();
			return run(command);
		}
		catch (CliException ex) {
			this.console.fatal(ex.line(), ex.getCause(), false);
			return ex.exitCode();
		}
		catch (CommandLine.ParameterException ex) {
			this.console.fatal(String.valueOf(ex.getMessage()), ex, false);
			return ExitCode.USAGE;
		}
	}

	private ExitCode run(WscatCommand command) {
		Stop stop = new Stop();
		AtomicReference<@Nullable ConfigurableApplicationContext> context = new AtomicReference<>();
		Thread spring = new Thread(() -> context.set(LeanApplication.start(stop)), "wscat-spring");
		spring.start();
		CountDownLatch done = new CountDownLatch(1);
		AtomicReference<Object> outcome = new AtomicReference<>(ExitCode.OK);
		Disposable running = command.run(this.console, stop.requested())
			.doFinally((signal) -> done.countDown())
			.subscribe(outcome::set, outcome::set);
		try {
			done.await();
		}
		catch (InterruptedException ex) {
			running.dispose();
		}
		stop.ended();
		Object result = outcome.get();
		if (result instanceof ExitCode code) {
			return code;
		}
		if (result instanceof CliException failure) {
			throw failure;
		}
		this.console.fatal("bug: " + result, (Throwable) result, true);
		return ExitCode.INTERNAL;
	}

}
