package dev.wscat.cli;

import java.time.Duration;

import dev.wscat.net.WireOptions;
import dev.wscat.terminal.Console;

/**
 * What every command with sessions can set.
 */
public final class SessionOptions {

	private static final Duration MOMENT = Duration.ofMillis(200);

	private final Option maxMessage = Option
		.size("--max-message", "Largest message to accept, and longest line to send")
		.initially("64MB");

	private final Option closeTimeout = Option
		.finiteTime("--close-timeout", "Longest wait for the peer's Close after ours")
		.initially("5s");

	private final Option noDeflate = Option.flag("--no-deflate", "Do not offer or accept compression.");

	/**
	 * Create the options of a session that is the only one.
	 */
	public SessionOptions() {
	}

	/**
	 * Create the options of a session that is one of many.
	 * @param usualMaxMessage largest message without {@code --max-message}
	 */
	SessionOptions(String usualMaxMessage) {
		this.maxMessage.initially(usualMaxMessage);
	}

	/**
	 * Describe the options.
	 * @param options to be added to
	 */
	public void define(Options options) {
		options.add(this.maxMessage, this.closeTimeout, this.noDeflate);
	}

	/**
	 * Return the largest message.
	 * @return bytes
	 */
	public int maxMessage() {
		return this.maxMessage.size();
	}

	/**
	 * Return how long a session may take to end.
	 * @return the close timeout, and a moment to write what was received
	 */
	public Duration longestStop() {
		return this.closeTimeout.time().plus(MOMENT);
	}

	/**
	 * Return the settings of a connection.
	 * @param client whether we are the client
	 * @param talk whether details are shown
	 * @param console where
	 * @return the settings
	 */
	public WireOptions wire(boolean client, TalkOptions talk, Console console) {
		return new WireOptions(client, maxMessage(), this.closeTimeout.time(), !this.noDeflate.isSet(),
				talk.isVerbose() ? console::detail : null);
	}

}
