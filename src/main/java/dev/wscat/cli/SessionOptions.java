package dev.wscat.cli;

import java.time.Duration;

import dev.wscat.net.WireOptions;
import dev.wscat.terminal.Console;

/**
 * What every command with sessions can set.
 */
public final class SessionOptions {

	private static final Duration MOMENT = Duration.ofMillis(200);

	private int maxMessage = 64 << 20;

	private Duration closeTimeout = Duration.ofSeconds(5);

	private boolean deflate = true;

	/**
	 * Describe the options.
	 * @param options to be added to
	 */
	public void define(Options options) {
		options
			.value("--max-message", "SIZE", "Largest message to accept, and longest line to send",
					() -> ByteSize.show(this.maxMessage), (text) -> this.maxMessage = ByteSize.parse(text))
			.value("--close-timeout", "TIME", "Longest wait for the peer's Close after ours",
					() -> Durations.show(this.closeTimeout), (text) -> this.closeTimeout = Durations.parseFinite(text))
			.flag("--no-deflate", "Do not offer or accept compression.", () -> this.deflate = false);
	}

	/**
	 * Return the largest message.
	 * @return bytes
	 */
	public int maxMessage() {
		return this.maxMessage;
	}

	/**
	 * Return how long a session may take to end.
	 * @return the close timeout, and a moment to write what was received
	 */
	public Duration longestStop() {
		return this.closeTimeout.plus(MOMENT);
	}

	/**
	 * Return the settings of a connection.
	 * @param client whether we are the client
	 * @param talk whether details are shown
	 * @param console where
	 * @return the settings
	 */
	public WireOptions wire(boolean client, TalkOptions talk, Console console) {
		return new WireOptions(client, this.maxMessage, this.closeTimeout, this.deflate,
				talk.isVerbose() ? console::detail : null);
	}

}
