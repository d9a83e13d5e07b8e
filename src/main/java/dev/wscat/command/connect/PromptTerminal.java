package dev.wscat.command.connect;

import java.util.concurrent.atomic.AtomicBoolean;

import dev.wscat.net.Session;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.Format;
import dev.wscat.terminal.Output;
import dev.wscat.terminal.prompt.Prompt;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The terminal of a person who talks to a server. It is taken over with the first
 * session, so that a connection that fails needs none of it.
 */
final class PromptTerminal {

	private final Console console;

	private final PromptOptions options;

	private final PromptLog log;

	private final Format format;

	private final AtomicBoolean again = new AtomicBoolean();

	private final Scheduler typist = Schedulers.newSingle("wscat-prompt", true);

	private volatile @Nullable PromptInput input;

	private @Nullable Prompt prompt;

	PromptTerminal(Console console, PromptOptions options, Format format) {
		this.console = console;
		this.options = options;
		this.format = format;
		this.log = new PromptLog(this::prompt, format, console, options.isColored());
	}

	Output output() {
		return this.log;
	}

	Input input(Session session) {
		PromptInput made = new PromptInput(session, prompt(), this.log, this.format, this.typist,
				this.options.isSlash(), () -> this.again.set(true));
		this.input = made;
		return made;
	}

	/** Tell whether the session ended in order to begin anew; told once. */
	boolean isAgain() {
		return this.again.getAndSet(false);
	}

	/** Give the terminal back. */
	synchronized void close() {
		this.typist.dispose();
		if (this.prompt != null) {
			this.prompt.awaitIdle();
			this.prompt.close();
		}
	}

	private synchronized Prompt prompt() {
		if (this.prompt == null) {
			this.prompt = new Prompt(this.console, new PromptCommands(() -> this.input).set(), "history",
					this.options.isColored());
		}
		return this.prompt;
	}

}
