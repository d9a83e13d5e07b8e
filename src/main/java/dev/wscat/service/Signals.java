package dev.wscat.service;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import dev.wscat.core.ExitCode;
import sun.misc.Signal;

/**
 * SIGINT and SIGTERM: the first is said and ends the program in order, a second ends it
 * at once.
 */
public final class Signals {

	/**
	 * One signal to a process and to its group arrives twice, such as from timeout(1).
	 */
	private static final long SAME_NANOS = 5_000_000;

	private final AtomicLong received = new AtomicLong();

	private final BiConsumer<String, ExitCode> first;

	private final Consumer<ExitCode> second;

	private Signals(BiConsumer<String, ExitCode> first, Consumer<ExitCode> second) {
		this.first = first;
		this.second = second;
	}

	/**
	 * Take over the two signals.
	 * @param first is given the first signal's name and status
	 * @param second is given the status of any further one
	 */
	public static void install(BiConsumer<String, ExitCode> first, Consumer<ExitCode> second) {
		Signals signals = new Signals(first, second);
		signals.handle("INT", "interrupt", ExitCode.SIGINT);
		signals.handle("TERM", "terminated", ExitCode.SIGTERM);
	}

	private void handle(String signal, String name, ExitCode status) {
		Signal.handle(new Signal(signal), (any) -> {
			long now = System.nanoTime() | 1;
			if (this.received.compareAndSet(0, now)) {
				this.first.accept(name, status);
			}
			else if (now - this.received.get() > SAME_NANOS) {
				this.second.accept(status);
			}
		});
	}

}
