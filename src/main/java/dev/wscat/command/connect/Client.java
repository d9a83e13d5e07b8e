package dev.wscat.command.connect;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import dev.wscat.cli.PeerUrl;
import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Dialer;
import dev.wscat.net.Session;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.Conversation;
import dev.wscat.terminal.Relay;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One run of the client: from the first dialing to the end of the last session.
 */
final class Client {

	private record Ended(Conversation.Outcome outcome, Session session) {
	}

	private final URI target;

	private final Dialer dialer;

	private final Relay relay;

	private final Console console;

	private final Input input;

	private final @Nullable Extras extras;

	private BooleanSupplier again = () -> false;

	private final AtomicBoolean started = new AtomicBoolean();

	private final Sinks.Empty<Void> late = Sinks.empty();

	private volatile boolean connected;

	/** No further connection is to be made. */
	private volatile boolean over;

	private volatile boolean timedOut;

	/**
	 * Create a run.
	 * @param target what to connect to
	 * @param dialer connects
	 * @param relay to the standard streams
	 * @param console takes the talk
	 * @param input what is said
	 * @param extras what few runs have, or {@code null}
	 */
	Client(URI target, Dialer dialer, Relay relay, Console console, Input input, @Nullable Extras extras) {
		this.target = target;
		this.dialer = dialer;
		this.relay = relay;
		this.console = console;
		this.input = input;
		this.extras = extras;
	}

	/**
	 * Set what tells whether a session ended in order to begin anew.
	 * @param wish asked once for each session
	 * @return this
	 */
	Client again(BooleanSupplier wish) {
		this.again = wish;
		return this;
	}

	/**
	 * Do it.
	 * @param stop completes when the program is asked to end
	 * @return cold; the status to end with
	 */
	Mono<ExitCode> run(Mono<Void> stop) {
		Reconnecting reconnecting = (this.extras != null) ? this.extras.reconnecting() : null;
		Mono<ExitCode> talked = (reconnecting != null) ? Mono.defer(() -> attempt(reconnecting, stop)).repeat().next()
				: Mono.defer(() -> dial(stop)).repeat(this.again).last().map(this::result);
		// before there is a session a stop has nothing to close
		Mono<ExitCode> stopped = stop.then(Mono.defer(() -> {
			this.over = true;
			return this.connected ? Mono.never() : Mono.just(ExitCode.OK);
		}));
		Mono<ExitCode> whole = Flux.merge(talked, stopped, timeout()).next();
		return whole.doOnTerminate(() -> this.console.note("client exiting")).doFinally((signal) -> this.input.stop());
	}

	private Mono<Ended> dial(Mono<Void> stop) {
		this.console.note("connecting to " + PeerUrl.shown(this.target));
		return this.dialer.dial(this.target, (session) -> {
			this.connected = true;
			if (this.extras != null) {
				this.extras.opened(session);
			}
			else {
				this.console.note("connected");
			}
			return talk(session, stop);
		})
			.onErrorResume(CliException.class,
					(failure) -> this.connected ? Mono.error(failure) : this.relay.failed(failure));
	}

	private Mono<Ended> talk(Session session, Mono<Void> stop) {
		Mono<Void> early = (this.extras == null) ? stop
				: Mono.firstWithSignal(stop, this.late.asMono(), this.extras.met());
		return new Conversation(session, this.input.sendOn(session), this::start, this.input.closing(),
				early.thenReturn(Closing.NORMAL))
			.run(this.relay)
			.map((outcome) -> new Ended(outcome, session))
			.doOnNext(this::ended);
	}

	private void start() {
		if (this.started.compareAndSet(false, true)) {
			this.input.start();
		}
	}

	private void ended(Ended how) {
		this.connected = false;
		if (!how.outcome().outputGone()) {
			this.console.note("websocket connection closed: " + how.outcome().ending().describe());
		}
		if (this.extras != null) {
			this.extras.ended(how.session(), how.outcome().ending());
		}
	}

	/** Empty when there is to be another attempt. */
	private Mono<ExitCode> attempt(Reconnecting reconnecting, Mono<Void> stop) {
		return dial(stop).<Object>cast(Object.class).onErrorResume(CliException.class, Mono::just).flatMap((how) -> {
			if (how instanceof CliException failure) {
				if (this.over || !reconnecting.isToFollow(failure)) {
					lost(null);
					return Mono.error(failure);
				}
				this.console.error(failure.line().lines().findFirst().orElse(""));
				return reconnecting.pause(failure).then(Mono.empty());
			}
			Ended ended = (Ended) how;
			return isToFollow(reconnecting, ended) ? reconnecting.pause(null).then(Mono.empty())
					: Mono.fromSupplier(() -> result(ended));
		});
	}

	private boolean isToFollow(Reconnecting reconnecting, Ended ended) {
		Conversation.Outcome outcome = ended.outcome();
		Extras present = Objects.requireNonNull(this.extras);
		boolean follows = reconnecting.isToFollow(outcome.ending(), present.reception().messages());
		if (outcome.ending().received() == null) {
			reconnecting.tellDoubts();
		}
		return (follows || this.again.getAsBoolean()) && !outcome.outputGone() && !this.over && !this.timedOut
				&& this.input.fault() == null && !present.reception().isMet();
	}

	private ExitCode result(Ended how) {
		if (how.outcome().outputGone()) {
			return ExitCode.OK;
		}
		lost(how.session());
		CliException fault = this.input.fault();
		if (fault != null) {
			throw fault;
		}
		Ending ending = how.outcome().ending();
		if (this.extras == null) {
			return ending.exitCode();
		}
		if (this.timedOut && !this.extras.reception().isMet()) {
			throw tooLate();
		}
		return this.extras.verdict(ending, this.over);
	}

	private void lost(@Nullable Session session) {
		long unsent = (this.extras != null && this.extras.ledger() != null) ? this.extras.ledger().size()
				: (session != null) ? session.unsent() : 0;
		this.console.lost(this.input.stop() + unsent, this.input.unit());
	}

	/** Closes the session when the time is over, or ends the run when there is none. */
	private Mono<ExitCode> timeout() {
		Duration longest = (this.extras != null) ? this.extras.timeout() : Duration.ofSeconds(-1);
		if (longest.isNegative()) {
			return Mono.empty();
		}
		return Mono.delay(longest).then(Mono.defer(() -> {
			this.timedOut = true;
			this.late.tryEmitEmpty();
			if (this.connected) {
				return Mono.never();
			}
			lost(null);
			return this.relay.failed(tooLate());
		}));
	}

	private CliException tooLate() {
		Extras present = Objects.requireNonNull(this.extras);
		return new CliException(ExitCode.TIMEOUT,
				"waited in vain for " + present.timeout().toMillis() + " ms: " + present.reception().describe());
	}

}
