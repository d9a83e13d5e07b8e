package dev.wscat.command.listen;

import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.core.ExitCode;
import dev.wscat.core.LineHub;
import dev.wscat.net.Session;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.Relay;
import reactor.core.publisher.Mono;

/**
 * One client's stay at the server, from its upgrade to an exit code.
 */
final class Reception {

	private final Session session;

	private final Relay relay;

	private final LineHub hub;

	private final Console console;

	private final Mono<Void> stop;

	private final Mono<Void> inputFailed;

	private volatile boolean outputGone;

	Reception(Session session, Relay relay, LineHub hub, Console console, Mono<Void> stop, Mono<Void> inputFailed) {
		this.session = session;
		this.relay = relay;
		this.hub = hub;
		this.console = console;
		this.stop = stop;
		this.inputFailed = inputFailed;
	}

	Mono<ExitCode> run() {
		this.console.note("client connected");
		Mono<Ending> ended = this.session.ended();
		Mono<Void> outgoing = this.session.sendLines(this.hub.lines());
		Mono<Void> incoming = this.relay.print(this.session.batches()).onErrorResume(this::outputFailed);
		Mono<Void> stopped = Mono.firstWithSignal(this.stop, this.inputFailed).then(closeWith(Closing.GOING_AWAY));
		return Mono.when(incoming, outgoing.takeUntilOther(ended), stopped.takeUntilOther(ended))
			.then(ended)
			.map(this::result);
	}

	private Mono<Void> closeWith(Closing closing) {
		return this.session.close(closing).then();
	}

	private Mono<Void> outputFailed(Throwable error) {
		if (error instanceof Relay.OutputGone) {
			this.outputGone = true;
			return closeWith(Closing.NORMAL);
		}
		return this.session.close(new Closing(1011, "")).then(Mono.error(error));
	}

	private ExitCode result(Ending ending) {
		if (this.outputGone) {
			return ExitCode.OK;
		}
		this.console.note("client disconnected: " + ending.closing());
		long unsent = this.session.unsent();
		if (unsent > 0) {
			this.console.error(unsent + ((unsent == 1) ? " line was" : " lines were") + " read but not sent");
		}
		return ending.exitCode();
	}

}
