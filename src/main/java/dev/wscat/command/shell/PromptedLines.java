package dev.wscat.command.shell;

import dev.wscat.core.ExitCode;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.prompt.Prompt;
import dev.wscat.terminal.prompt.Typed;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Commands that are typed. One that fails is told, and the next one can be typed.
 */
final class PromptedLines implements ShellLines {

	private final Scheduler typist = Schedulers.newSingle("wscat-prompt", true);

	private final Workbench bench;

	private final Prompt prompt;

	private volatile boolean over;

	PromptedLines(Console console, Workbench bench, boolean colored) {
		this.bench = bench;
		this.prompt = new Prompt(console, bench.commands(), "shell-history", colored);
		bench.printTo(this.prompt::print, colored);
	}

	@Override
	public Mono<ExitCode> run() {
		return Mono.fromCallable(this::read).subscribeOn(this.typist);
	}

	@Override
	public void close() {
		this.over = true;
		this.prompt.interrupt();
		this.prompt.awaitIdle();
		this.prompt.close();
		this.typist.dispose();
	}

	private ExitCode read() {
		while (!this.bench.isOver()) {
			Typed typed = this.prompt.read(this.bench.promptText(), () -> this.over);
			if (typed == null) {
				break;
			}
			for (String piece : typed.pieces()) {
				if (!Workbench.isBlank(piece) && !this.bench.isOver()) {
					this.prompt.execute(piece);
				}
			}
		}
		return ExitCode.OK;
	}

}
