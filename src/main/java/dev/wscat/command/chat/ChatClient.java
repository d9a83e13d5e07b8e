package dev.wscat.command.chat;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.wscat.cli.PeerUrl;
import dev.wscat.core.Backoff;
import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.core.ExitCode;
import dev.wscat.core.Message;
import dev.wscat.net.Dialer;
import dev.wscat.net.Ledger;
import dev.wscat.net.Session;
import dev.wscat.net.UpgradeRefused;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.Conversation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One run of the client: one connection after the other, until the user or the server has
 * done.
 */
final class ChatClient {

	/** Of the server: the name is not to be had. */
	private static final int NO_NAME = 4002;

	private static final int POLICY = 1008;

	private final URI server;

	private final Dialer dialer;

	private final Console console;

	private final Roster roster;

	private final Talk talk;

	private final @Nullable Backoff backoff;

	private final Ledger ledger = new Ledger();

	private final AtomicBoolean started = new AtomicBoolean();

	private volatile boolean connected;

	private volatile boolean over;

	private volatile boolean welcomed;

	ChatClient(URI server, Dialer dialer, Console console, Roster roster, Talk talk, @Nullable Backoff backoff) {
		this.server = server;
		this.dialer = dialer;
		this.console = console;
		this.roster = roster;
		this.talk = talk;
		this.backoff = backoff;
	}

	/** Do it; emits the status to end with. */
	Mono<ExitCode> run(Mono<Void> stop) {
		Mono<ExitCode> talked = Mono.defer(() -> attempt(stop)).repeat().next();
		// before there is a session a stop has nothing to close
		Mono<ExitCode> stopped = stop.then(Mono.defer(() -> {
			this.over = true;
			return this.connected ? Mono.never() : Mono.just(ExitCode.OK);
		}));
		return Flux.merge(talked, stopped)
			.next()
			.doOnTerminate(() -> this.console.note("client exiting"))
			.doFinally((signal) -> this.talk.input().stop());
	}

	/** Empty when there is to be another attempt. */
	private Mono<ExitCode> attempt(Mono<Void> stop) {
		this.console.note("connecting to " + PeerUrl.shown(this.server));
		return this.dialer.dial(this.roster.target(this.server), (session) -> converse(session, stop))
			.<Object>cast(Object.class)
			.onErrorResume(CliException.class, Mono::just)
			.flatMap((end) -> (end instanceof CliException failure) ? failed(failure) : Mono.just((ExitCode) end));
	}

	private Mono<ExitCode> converse(Session session, Mono<Void> stop) {
		this.connected = true;
		this.console.note("connected");
		session.keepIn(this.ledger);
		Flux<Message> kept = Flux.generate((sink) -> {
			Message message = this.ledger.poll();
			if (message == null) {
				sink.complete();
			}
			else {
				sink.next(message);
			}
		});
		Mono<Void> letIn = this.roster.welcomed().takeUntilOther(session.closing());
		Mono<Void> sent = letIn
			.then(Mono.defer(() -> session.sendMessages(kept.concatWith(this.talk.input().said(session)))));
		return new Conversation(session, sent, this::start, this.talk.input().closing(),
				stop.thenReturn(Closing.NORMAL))
			.run(this.talk.relay())
			.flatMap(this::ended);
	}

	private void start() {
		if (this.started.compareAndSet(false, true)) {
			this.talk.input().start();
		}
	}

	private Mono<ExitCode> ended(Conversation.Outcome outcome) {
		this.connected = false;
		if (outcome.outputGone()) {
			return Mono.just(ExitCode.OK);
		}
		Ending ending = outcome.ending();
		this.console.note("websocket connection closed: " + ending.describe());
		if (this.roster.isWelcome()) {
			this.welcomed = true;
			if (this.backoff != null) {
				this.backoff.reset();
			}
		}
		CliException fault = this.talk.input().fault();
		if (fault != null) {
			return Mono.error(fault);
		}
		return isToFollow(ending) ? pause() : Mono.fromSupplier(() -> {
			this.console.lost(this.talk.input().stop() + (long) this.ledger.size());
			return ending.exitCode();
		});
	}

	private boolean isToFollow(Ending ending) {
		Closing received = ending.received();
		if (this.backoff == null || this.over || ending.sent() != null || !this.welcomed) {
			return false;
		}
		if (received != null && received.code() == NO_NAME) {
			// the server has not noticed yet that the last connection is gone
			return this.roster.tryAnotherName();
		}
		return received == null || received.code() != Closing.NORMAL.code() && received.code() != Closing.NO_CODE.code()
				&& received.code() != POLICY;
	}

	private Mono<ExitCode> failed(CliException failure) {
		boolean passing = failure.exitCode() == ExitCode.NO_CONNECTION
				|| failure.getCause() instanceof UpgradeRefused refused && isPassing(refused.code());
		if (this.backoff == null || this.over || !this.welcomed || !passing) {
			this.console.lost(this.talk.input().stop() + (long) this.ledger.size());
			return Mono.error(failure);
		}
		this.console.error(failure.line().lines().findFirst().orElse(""));
		return pause();
	}

	private static boolean isPassing(int status) {
		return status >= 500 || status == 408 || status == 429;
	}

	private Mono<ExitCode> pause() {
		Backoff present = this.backoff;
		Duration wait = (present != null) ? present.next(Duration.ZERO) : Duration.ZERO;
		this.console.note(String.format(Locale.ROOT, "reconnecting in %.1f s", wait.toMillis() / 1e3));
		return Mono.delay(wait).then(Mono.empty());
	}

}
