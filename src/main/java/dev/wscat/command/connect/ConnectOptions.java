package dev.wscat.command.connect;

import java.time.Duration;

import dev.wscat.cli.Durations;
import dev.wscat.cli.Options;

/**
 * What only a client can set.
 */
public final class ConnectOptions {

	private Duration wait = Duration.ofSeconds(2);

	private Duration connectTimeout = Duration.ofSeconds(10);

	/**
	 * Describe the options.
	 * @param options to be added to
	 */
	public void define(Options options) {
		options
			.value("-w --wait", "TIME",
					"After the end of input, how long the peer has to be quiet before we close;"
							+ " 0 closes at once, -1 waits for the peer to close",
					() -> Durations.show(this.wait), (text) -> this.wait = Durations.parse(text))
			.value("--connect-timeout", "TIME",
					"Longest wait for the connection, and then for the answer to the upgrade",
					() -> Durations.show(this.connectTimeout),
					(text) -> this.connectTimeout = Durations.parseFinite(text));
	}

	Duration quietTime() {
		return this.wait;
	}

	Duration connectTimeout() {
		return this.connectTimeout;
	}

}
