package dev.wscat.command.shell;

import java.time.Duration;

import dev.wscat.cli.ColorOptions;
import dev.wscat.cli.Options;
import dev.wscat.cli.SessionOptions;
import dev.wscat.cli.TalkOptions;
import dev.wscat.cli.WscatCommand;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Dialer;
import dev.wscat.terminal.Console;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code wscat shell}: several named connections, by commands that are typed or read.
 */
public final class ShellCommand implements WscatCommand {

	private final ColorOptions colors = new ColorOptions();

	private final TalkOptions talk = new TalkOptions();

	@Override
	public void define(Options options) {
		this.colors.define(options);
		this.talk.define(options);
	}

	@Override
	public void check() {
		this.colors.check();
	}

	@Override
	public TalkOptions talk() {
		return this.talk;
	}

	@Override
	public Duration longestStop() {
		return new SessionOptions().longestStop();
	}

	@Override
	public void prepare() {
		Dialer.prepare();
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		return Mono.using(() -> new Workbench(console, this.talk), (bench) -> run(bench, console, stop),
				Workbench::dispose);
	}

	private Mono<ExitCode> run(Workbench bench, Console console, Mono<Void> stop) {
		ShellLines lines = console.isInteractive() ? new PromptedLines(console, bench, this.colors.isColored())
				: new ScriptLines(console, bench);
		Mono<ExitCode> stopped = stop.thenReturn(ExitCode.OK);
		Mono<ExitCode> ended = Flux.merge(lines.run(), stopped).next();
		return bench.serve(ended).doFinally((signal) -> lines.close());
	}

}
