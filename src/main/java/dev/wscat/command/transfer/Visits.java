package dev.wscat.command.transfer;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;

import dev.wscat.cli.PeerUrl;
import dev.wscat.core.Backoff;
import dev.wscat.core.CliException;
import dev.wscat.core.Ending;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Dialer;
import dev.wscat.net.UpgradeRefused;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One session after the other with a server, until the work at the desk is done.
 */
final class Visits {

	private static final Duration FIRST_WAIT = Duration.ofMillis(500);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	private final URI server;

	private final Dialer dialer;

	private final Console console;

	private final Desk desk;

	/** Longest time without a session; negative for ever. */
	private final Duration patience;

	private final Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, new SplittableRandom());

	private volatile boolean connected;

	private volatile boolean over;

	private volatile long lostAt;

	private volatile boolean wasConnected;

	Visits(URI server, Dialer dialer, Console console, Desk desk, Duration patience) {
		this.server = server;
		this.dialer = dialer;
		this.console = console;
		this.desk = desk;
		this.patience = patience;
	}

	/**
	 * Do it.
	 * @param stop completes when the program is asked to end
	 * @return cold; the status to end with
	 */
	Mono<ExitCode> run(Mono<Void> stop) {
		Mono<ExitCode> worked = Mono.defer(() -> attempt(stop)).repeat().next();
		// before there is a session a stop has nothing to close
		Mono<ExitCode> stopped = stop.then(Mono.defer(() -> {
			this.over = true;
			return this.connected ? Mono.never() : Mono.just(ExitCode.OK);
		}));
		return Flux.merge(worked, stopped).next();
	}

	/** Empty when there is to be another attempt. */
	private Mono<ExitCode> attempt(Mono<Void> stop) {
		this.console.note("connecting to " + PeerUrl.shown(this.server));
		return this.dialer.dial(this.server, (session) -> {
			this.connected = true;
			this.wasConnected = true;
			this.console.note("connected");
			return this.desk.work(session, stop);
		})
			.<Object>cast(Object.class)
			.onErrorResume(CliException.class, Mono::just)
			.flatMap((end) -> (end instanceof CliException failure) ? failed(failure) : ended((Ending) end));
	}

	private Mono<ExitCode> ended(Ending ending) {
		this.connected = false;
		this.lostAt = System.nanoTime();
		this.console.note("websocket connection closed: " + ending.describe());
		Mono<ExitCode> next;
		if (this.over) {
			next = Mono.just(ExitCode.OK);
		}
		else if (ending.sent() == null && !this.patience.isZero()) {
			this.backoff.reset();
			next = pause();
		}
		else {
			ExitCode code = ending.exitCode();
			next = Mono.error(new CliException((code == ExitCode.OK) ? ExitCode.CONNECTION_LOST : code,
					"the connection ended before all was done: " + ending.describe()));
		}
		// the end of the work comes first, if it has come
		return Mono.firstWithSignal(this.desk.result(), next);
	}

	private Mono<ExitCode> failed(CliException failure) {
		if (this.connected) {
			return Mono.error(failure);
		}
		boolean passing = failure.exitCode() == ExitCode.NO_CONNECTION
				|| failure.getCause() instanceof UpgradeRefused refused && isPassing(refused.code());
		if (this.over || !this.wasConnected || !passing || isTooLate()) {
			return Mono.error(failure);
		}
		this.console.error(failure.line().lines().findFirst().orElse(""));
		return pause();
	}

	private boolean isTooLate() {
		return !this.patience.isNegative() && System.nanoTime() - this.lostAt > this.patience.toNanos();
	}

	private static boolean isPassing(int status) {
		return status >= 500 || status == 408 || status == 429;
	}

	private Mono<ExitCode> pause() {
		Duration wait = this.backoff.next(Duration.ZERO);
		this.console.note(String.format(Locale.ROOT, "connecting again in %.1f s", wait.toMillis() / 1e3));
		return Mono.delay(wait).then(Mono.empty());
	}

}
