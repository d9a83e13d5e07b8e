package dev.wscat.command.connect;

import java.time.Duration;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;

/**
 * What only a client can set.
 */
public final class ConnectOptions {

	private final Option wait = Option
		.time("-w --wait",
				"After the end of input, how long the peer has to be quiet before we close;"
						+ " 0 closes at once, -1 waits for the peer to close")
		.initially("2s");

	/**
	 * Describe the options.
	 * @param options to be added to
	 */
	public void define(Options options) {
		options.add(this.wait);
	}

	Duration quietTime() {
		return this.wait.time();
	}

}
