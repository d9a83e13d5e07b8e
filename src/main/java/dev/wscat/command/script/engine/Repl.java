package dev.wscat.command.script.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import dev.wscat.command.script.ScriptJob;
import dev.wscat.core.ExitCode;
import dev.wscat.core.ExitStatus;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.prompt.CommandSet;
import dev.wscat.terminal.prompt.Prompt;
import dev.wscat.terminal.prompt.Typed;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A program that is typed, piece by piece. What it prints goes above the line that is
 * being typed.
 */
final class Repl {

	private final Scheduler typist = Schedulers.newSingle("wscat-prompt", true);

	private final Program program;

	private final Prompt prompt;

	private volatile boolean over;

	/**
	 * Take over the terminal.
	 * @param engine what runs the program
	 * @param job what it may do
	 * @param console the standard streams
	 */
	Repl(Engine engine, ScriptJob job, Console console) {
		this.program = GraalEngine.fromText(engine, job, "", console);
		this.prompt = new Prompt(console, new CommandSet(), "script-history", false);
		this.program.printTo(this.prompt::print);
		// until the end is typed
		this.program.loop().hold();
	}

	/**
	 * Read, evaluate and print until Ctrl-D.
	 * @param stop completes when it is asked to end
	 * @return cold; the status to end with
	 */
	Mono<ExitStatus> run(Mono<Void> stop) {
		Mono<ExitStatus> typing = Mono.fromCallable(this::read).subscribeOn(this.typist).then(Mono.never());
		return Flux.merge(this.program.run(stop), typing).next().doFinally((signal) -> close());
	}

	private void close() {
		this.over = true;
		this.prompt.interrupt();
		this.prompt.awaitIdle();
		this.prompt.close();
		this.typist.dispose();
	}

	private ExitCode read() throws InterruptedException {
		String begun = "";
		while (!this.over) {
			Typed typed = this.prompt.read(begun.isEmpty() ? "> " : "... ", () -> this.over);
			if (typed == null) {
				break;
			}
			String code = begun + String.join("\n", typed.pieces());
			begun = (code.isBlank() || evaluate(code)) ? "" : code + "\n";
		}
		this.program.loop().execute(this.program.loop()::end);
		return ExitCode.OK;
	}

	/** False when there has to be more. */
	private boolean evaluate(String code) throws InterruptedException {
		CompletableFuture<Boolean> done = new CompletableFuture<>();
		ProxyExecutable answer = (args) -> {
			String text = args[1].asString();
			if (!text.isEmpty()) {
				this.prompt.print(text);
			}
			done.complete(args[0].asBoolean());
			return null;
		};
		this.program.loop().execute(() -> this.program.lib().invokeMember("evaluate", code, answer));
		try {
			return done.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
