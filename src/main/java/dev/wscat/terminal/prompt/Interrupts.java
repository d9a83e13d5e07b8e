package dev.wscat.terminal.prompt;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What SIGINT meant before JLine, which sets handlers of its own while a line is edited
 * and afterwards those that it believes to be there.
 */
final class Interrupts {

	private static final Signal INTERRUPT = new Signal("INT");

	private final SignalHandler handler;

	Interrupts() {
		// not SIG_IGN: what is ignored once the JVM leaves ignored
		this.handler = Signal.handle(INTERRUPT, (signal) -> {
		});
		restore();
	}

	/** Have the signal mean again what it did. */
	void restore() {
		Signal.handle(INTERRUPT, this.handler);
	}

	/**
	 * Do what the signal does; its handler may end the process, so not on this thread.
	 */
	void raise() {
		Thread thread = new Thread(() -> this.handler.handle(INTERRUPT), "wscat-interrupt");
		thread.setDaemon(true);
		thread.start();
	}

}
