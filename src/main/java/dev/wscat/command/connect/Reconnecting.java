package dev.wscat.command.connect;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import dev.wscat.core.Backoff;
import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Ledger;
import dev.wscat.net.TlsFault;
import dev.wscat.net.UpgradeRefused;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Whether and when to connect again.
 */
final class Reconnecting {

	/** A connection that held so long, or brought a message, ends a row of failures. */
	private static final long HELD_NANOS = 5_000_000_000L;

	private static final Duration LONGEST_WISH = Duration.ofDays(1);

	private final Backoff backoff;

	private final int tries;

	private final Ledger ledger;

	private final Console console;

	private boolean lost;

	private long since;

	private long openedAt;

	private long messagesBefore;

	Reconnecting(Backoff backoff, int tries, Ledger ledger, Console console) {
		this.backoff = backoff;
		this.tries = tries;
		this.ledger = ledger;
		this.console = console;
	}

	/** There is a session. */
	void opened(long messages) {
		this.openedAt = System.nanoTime();
		this.messagesBefore = messages;
		this.console.note(this.lost ? "reconnected after " + shown(this.openedAt - this.since) : "connected");
		this.lost = false;
	}

	/**
	 * A session has ended.
	 * @param ending how
	 * @param messages how many were received up to now
	 * @return whether another can take its place
	 */
	boolean isToFollow(Ending ending, long messages) {
		if (messages > this.messagesBefore || System.nanoTime() - this.openedAt > HELD_NANOS) {
			this.backoff.reset();
		}
		Closing received = ending.received();
		// what we have closed ourselves is done, or the peer's fault, and would be again
		boolean done = ending.sent() != null
				|| received != null && (received.code() == 1000 || received.code() == Closing.NO_CODE.code());
		this.lost = true;
		this.since = System.nanoTime();
		return !done && hasTry();
	}

	/**
	 * There is no session.
	 * @param failure why
	 * @return whether that may change
	 */
	boolean isToFollow(CliException failure) {
		boolean lasting = failure.getCause() instanceof TlsFault fault && fault.isLasting();
		boolean passing = failure.exitCode() == ExitCode.NO_CONNECTION && !lasting
				|| failure.getCause() instanceof UpgradeRefused refused && isPassing(refused.code());
		return passing && hasTry();
	}

	/** Say what may not have arrived over a connection that was lost. */
	void tellDoubts() {
		long doubtful = this.ledger.doubtful();
		if (doubtful > 0) {
			this.console.error(doubtful + ((doubtful == 1) ? " message was" : " messages were")
					+ " handed to the connection and may not have arrived");
		}
	}

	/**
	 * Wait for the time of the next try, and say how long.
	 * @param failure what has the server's wish, or {@code null}
	 * @return completes empty when it is time
	 */
	Mono<Void> pause(@Nullable CliException failure) {
		String asked = (failure != null && failure.getCause() instanceof UpgradeRefused refused) ? refused.retryAfter()
				: null;
		Duration wish = wish(asked);
		Duration wait = this.backoff.next(wish);
		String limit = (this.tries == Integer.MAX_VALUE) ? "" : " of " + this.tries;
		this.console.note("reconnecting in " + shown(wait.toNanos()) + " (try " + this.backoff.tries() + limit
				+ (wish.isZero() ? ")" : "; the server asked for " + wish.toSeconds() + " s)"));
		return Mono.delay(wait).then();
	}

	private boolean hasTry() {
		return this.backoff.tries() < this.tries;
	}

	private static boolean isPassing(int status) {
		return status >= 500 || status == 408 || status == 429;
	}

	/** Retry-After: seconds or a date, RFC 9110 section 10.2.3. */
	static Duration wish(@Nullable String retryAfter) {
		if (retryAfter == null) {
			return Duration.ZERO;
		}
		Duration wish;
		try {
			wish = retryAfter.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(retryAfter)) : Duration
				.between(Instant.now(), ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME));
		}
		catch (DateTimeException ex) {
			return Duration.ZERO;
		}
		wish = wish.isNegative() ? Duration.ZERO : wish;
		return (wish.compareTo(LONGEST_WISH) > 0) ? LONGEST_WISH : wish;
	}

	private static String shown(long nanos) {
		return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
	}

}
