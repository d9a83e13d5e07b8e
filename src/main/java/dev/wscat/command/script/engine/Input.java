package dev.wscat.command.script.engine;

import dev.wscat.core.CliException;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.LineReader;
import dev.wscat.terminal.Relay;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A program that is read from stdin.
 */
final class Input implements LineReader.Listener {

	private static final int LONGEST_LINE = 1 << 24;

	private final StringBuilder code = new StringBuilder();

	private final Sinks.One<String> whole = Sinks.one();

	private Input() {
	}

	/**
	 * Read it.
	 * @param console owner of stdin
	 * @return cold; the whole program
	 */
	static Mono<String> read(Console console) {
		return Mono.defer(() -> {
			Input input = new Input();
			new Relay(console).reader(LONGEST_LINE, input).start();
			return input.whole.asMono();
		});
	}

	@Override
	public boolean onLine(String line) {
		this.code.append(line).append('\n');
		return true;
	}

	@Override
	public void onEnd(boolean empty) {
		this.whole.tryEmitValue(this.code.toString());
	}

	@Override
	public void onFault(CliException fault) {
		this.whole.tryEmitError(fault);
	}

}
