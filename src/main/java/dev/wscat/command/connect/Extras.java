package dev.wscat.command.connect;

import java.time.Duration;

import dev.wscat.core.CliException;
import dev.wscat.core.Ending;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Ledger;
import dev.wscat.net.PingOptions;
import dev.wscat.net.Session;
import dev.wscat.net.UpgradeRefused;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a run has besides a session and its pipes, when options ask for it.
 *
 * @param console takes the talk
 * @param reception sees what comes
 * @param said completes empty once all is said that is to be said before the end
 * @param timeout longest time for all, negative for ever
 * @param pings how the peer is watched, or {@code null}
 * @param noPong whether its Pings stay unanswered
 * @param reconnecting what follows a lost connection, or {@code null} for the end
 * @param ledger what waits for a connection, or {@code null}
 * @param report gathers what is told at the end
 */
record Extras(Console console, Reception reception, Mono<Void> said, Duration timeout, @Nullable PingOptions pings,
		boolean noPong, @Nullable Reconnecting reconnecting, @Nullable Ledger ledger, Report report) {

	/** A session is open. */
	void opened(Session session) {
		this.report.opened();
		if (this.noPong) {
			session.withholdPongs();
		}
		if (this.pings != null) {
			session.ping(this.pings, this.ledger);
		}
		if (this.reconnecting != null) {
			this.reconnecting.opened(this.reception.messages());
		}
		else {
			this.console.note("connected");
		}
	}

	/** A session has ended. */
	void ended(Session session, Ending ending) {
		this.report.ended(session, ending);
	}

	/** The run has failed. */
	void failed(Throwable failure) {
		if (failure instanceof CliException && failure.getCause() instanceof UpgradeRefused refused) {
			this.report.refused(refused.code());
		}
	}

	/** Completes when what was waited for has come, and all is said; never without. */
	Mono<Void> met() {
		return this.reception.isExpecting() ? Mono.when(this.said, this.reception.met()) : Mono.never();
	}

	/**
	 * Return the status to end with.
	 * @param ending how the last session ended
	 * @param stopped whether the program was asked to end
	 */
	ExitCode verdict(Ending ending, boolean stopped) {
		if (this.reception.isMet()) {
			if (this.reception.surplus() > 0) {
				this.console.note(this.reception.surplus() + " more messages came and were not printed");
			}
			return ExitCode.OK;
		}
		ExitCode code = ending.exitCode();
		if (!this.reception.isExpecting() || stopped) {
			return code;
		}
		this.console.error("expectation not met: " + this.reception.describe());
		return (code == ExitCode.OK && this.reception.isUnmet()) ? ExitCode.TIMEOUT : code;
	}

}
