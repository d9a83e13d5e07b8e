package dev.wscat.command.connect;

import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.net.Session;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The prompt, for one session after the other: what is typed belongs to the one that is
 * open.
 */
final class PromptedSessions implements Input {

	private final PromptTerminal terminal;

	private volatile @Nullable Input current;

	PromptedSessions(PromptTerminal terminal) {
		this.terminal = terminal;
	}

	@Override
	public Mono<Void> sendOn(Session session) {
		return Mono.defer(() -> {
			Input input = this.terminal.input(session);
			this.current = input;
			return input.sendOn(session);
		});
	}

	@Override
	public void waitForSession() {
		// nothing is read between two sessions
	}

	@Override
	public void start() {
		// begins with the first request
	}

	@Override
	public int stop() {
		Input input = this.current;
		return (input != null) ? input.stop() : 0;
	}

	@Override
	public Mono<Closing> closing() {
		return Mono.just(Closing.NORMAL);
	}

	@Override
	public @Nullable CliException fault() {
		return null;
	}

}
