package dev.wscat.command.connect;

import java.time.Duration;

import dev.wscat.cli.Durations;
import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.core.ExitCode;
import dev.wscat.core.LineHub;
import dev.wscat.net.Session;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.LineReader;
import dev.wscat.terminal.Relay;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One session of the client, from the open connection to its exit code.
 */
final class Conversation implements LineReader.Listener {

	private final LineHub hub = new LineHub();

	private final Sinks.One<Boolean> inputEmpty = Sinks.one();

	private final Session session;

	private final Relay relay;

	private final Console console;

	private final Duration wait;

	private final Mono<Void> stop;

	private final LineReader reader;

	private volatile @Nullable CliException fault;

	private volatile boolean outputGone;

	Conversation(Session session, Relay relay, Console console, Duration wait, int longestLine, Mono<Void> stop) {
		this.session = session;
		this.relay = relay;
		this.console = console;
		this.wait = wait;
		this.stop = stop;
		this.reader = relay.reader(longestLine, this);
	}

	/**
	 * Pipe both ways until the session has ended and all that was received is written.
	 * @return the exit code
	 */
	Mono<ExitCode> run() {
		Mono<Void> outgoing = this.session.sendLines(this.hub.lines())
			.then(this.inputEmpty.asMono().flatMap(this::close));
		Mono<Void> incoming = this.relay.print(this.session.batches()).onErrorResume(this::outputFailed);
		Mono<Void> stopped = this.stop.then(closeWith(Closing.NORMAL));
		Mono<Void> read = Mono.fromRunnable(this.reader::start);
		Mono<Ending> ended = this.session.ended();
		return Mono.when(incoming, outgoing.takeUntilOther(ended), stopped.takeUntilOther(ended), read)
			.then(ended)
			.map(this::result);
	}

	@Override
	public boolean onLine(String line) {
		return this.hub.offer(line);
	}

	@Override
	public void onEnd(boolean empty) {
		this.hub.end();
		this.inputEmpty.tryEmitValue(empty);
	}

	@Override
	public void onFault(CliException fault) {
		this.fault = fault;
		this.hub.end();
		this.inputEmpty.tryEmitValue(false);
	}

	/** The input has ended: close when the peer has nothing more to say. */
	private Mono<Void> close(boolean empty) {
		if (this.fault != null || this.console.isInputTerminal()) {
			return closeWith(Closing.NORMAL);
		}
		// nothing asked, nothing to wait for: such as </dev/null, which means to listen
		if (empty || this.wait.equals(Durations.FOREVER)) {
			return Mono.empty();
		}
		return quiet().then(closeWith(Closing.NORMAL));
	}

	private Mono<Void> quiet() {
		Duration left = this.wait.minusNanos(this.relay.quietNanos());
		return (left.isNegative() || left.isZero()) ? Mono.empty() : Mono.delay(left).then(Mono.defer(this::quiet));
	}

	private Mono<Void> closeWith(Closing closing) {
		return this.session.close(closing).then();
	}

	private Mono<Void> outputFailed(Throwable error) {
		if (error instanceof Relay.OutputGone) {
			this.outputGone = true;
			return closeWith(Closing.NORMAL);
		}
		if (error instanceof CliException failure) {
			this.fault = failure;
			return closeWith(Closing.NORMAL);
		}
		return this.session.close(new Closing(1011, "")).then(Mono.error(error));
	}

	private ExitCode result(Ending ending) {
		this.reader.stop();
		if (!this.outputGone) {
			this.console.note("websocket connection closed: " + ending.closing());
			reportUnsent();
		}
		CliException failure = this.fault;
		if (failure != null) {
			throw failure;
		}
		return this.outputGone ? ExitCode.OK : ending.exitCode();
	}

	private void reportUnsent() {
		try {
			long unsent = this.reader.awaitEnd() + this.session.unsent();
			if (unsent > 0) {
				this.console.error(unsent + ((unsent == 1) ? " line was" : " lines were") + " read but not sent");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
