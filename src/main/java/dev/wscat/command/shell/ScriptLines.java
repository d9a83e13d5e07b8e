package dev.wscat.command.shell;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.LineReader;
import dev.wscat.terminal.Relay;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Commands that are read from stdin. The first that fails ends the script.
 */
final class ScriptLines implements ShellLines, LineReader.Listener {

	private static final int LONGEST_LINE = 1 << 26;

	private final Sinks.One<ExitCode> end = Sinks.one();

	private final Relay relay;

	private final Workbench bench;

	private final LineReader reader;

	private int line;

	ScriptLines(Console console, Workbench bench) {
		this.relay = new Relay(console);
		this.bench = bench;
		this.reader = this.relay.reader(LONGEST_LINE, this);
		bench.printTo(console::print, false);
	}

	@Override
	public Mono<ExitCode> run() {
		return this.end.asMono().doOnSubscribe((subscription) -> this.reader.start());
	}

	@Override
	public void close() {
		this.reader.stop();
		this.relay.dispose();
	}

	@Override
	public boolean onLine(String text) {
		this.line++;
		try {
			if (!Workbench.isBlank(text)) {
				this.bench.commands().execute(text);
			}
		}
		catch (CliException ex) {
			this.end.tryEmitError(new CliException(ex.exitCode(), "line " + this.line + ": " + ex.line(), ex));
			return false;
		}
		catch (RuntimeException ex) {
			this.end.tryEmitError(ex);
			return false;
		}
		if (this.bench.isOver()) {
			this.end.tryEmitValue(ExitCode.OK);
			return false;
		}
		return true;
	}

	@Override
	public void onEnd(boolean empty) {
		this.end.tryEmitValue(ExitCode.OK);
	}

	@Override
	public void onFault(CliException fault) {
		this.end.tryEmitError(fault);
	}

}
