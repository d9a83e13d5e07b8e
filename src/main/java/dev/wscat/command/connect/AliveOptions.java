package dev.wscat.command.connect;

import java.time.Duration;
import java.util.SplittableRandom;

import dev.wscat.cli.Durations;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.core.Backoff;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.core.RoundTrips;
import dev.wscat.net.PingOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is watched, and what follows when it is lost.
 */
final class AliveOptions {

	/** How often a client that would reconnect asks what has arrived. */
	private static final Duration FENCE = Duration.ofSeconds(1);

	private final Option pingInterval = Option.finiteTime("--ping-interval", "Send a Ping this often.");

	private final Option pingTimeout = Option
		.time("--ping-timeout", "A peer that does not answer a Ping for so long is gone; -1 never")
		.initially("10s");

	private final Option noPong = Option.flag("--no-pong", "Leave the peer's Pings unanswered.");

	private final Option reconnect = Option
		.number("--reconnect", "N",
				"Connect again when the connection is lost or refused for now, after at most N tries in a row."
						+ " Input waits meanwhile.")
		.valueOptional();

	private final Option backoff = Option
		.text("--backoff", "MIN..MAX",
				"Wait before a try: a random time up to MIN, then up to twice that for each further try, up to MAX")
		.initially("200ms..30s");

	void define(Options options) {
		options.add(this.pingInterval, this.pingTimeout, this.noPong, this.reconnect, this.backoff);
	}

	void check() {
		if (this.pingInterval.isSet() && this.pingInterval.time().isZero()) {
			throw new CliException(ExitCode.USAGE, "--ping-interval=0 is too often; write 1s or such");
		}
		if (this.pingTimeout.isSet() && this.pingTimeout.time().isZero()) {
			throw new CliException(ExitCode.USAGE, "--ping-timeout=0 leaves no time to answer; -1 waits for ever");
		}
		if (this.pingTimeout.isSet() && !this.pingInterval.isSet()) {
			throw new CliException(ExitCode.USAGE, "--ping-timeout needs --ping-interval");
		}
		if (this.backoff.isSet()) {
			backoff();
		}
	}

	boolean isSet() {
		return this.pingInterval.isSet() || this.noPong.isSet() || isReconnect();
	}

	boolean isNoPong() {
		return this.noPong.isSet();
	}

	boolean isReconnect() {
		return this.reconnect.isSet() && !this.reconnect.text().equals("0");
	}

	/** How many tries in a row; all there can be when no number is given. */
	int tries() {
		return this.reconnect.text().isEmpty() ? Integer.MAX_VALUE : this.reconnect.number();
	}

	@Nullable PingOptions pings(RoundTrips trips) {
		if (this.pingInterval.isSet()) {
			return new PingOptions(this.pingInterval.time(), this.pingTimeout.time(), true, trips);
		}
		return isReconnect() ? new PingOptions(FENCE, Durations.FOREVER, false, trips) : null;
	}

	Backoff backoff() {
		String text = this.backoff.text();
		int dots = text.indexOf("..");
		try {
			Duration first = Durations.parseFinite((dots < 0) ? text : text.substring(0, dots));
			Duration longest = (dots < 0) ? first : Durations.parseFinite(text.substring(dots + 2));
			if (longest.compareTo(first) < 0) {
				throw new IllegalArgumentException("the second time is shorter than the first");
			}
			return new Backoff(first, longest, new SplittableRandom());
		}
		catch (IllegalArgumentException ex) {
			throw new CliException(ExitCode.USAGE,
					"invalid --backoff: " + ex.getMessage() + "; write such as 200ms..30s", ex);
		}
	}

}
