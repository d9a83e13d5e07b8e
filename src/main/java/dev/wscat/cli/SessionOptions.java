package dev.wscat.cli;

import java.time.Duration;

import dev.wscat.net.WireOptions;
import dev.wscat.terminal.Console;
import picocli.CommandLine.Option;

/**
 * What every command with sessions can set.
 */
public final class SessionOptions {

	@Option(names = "--max-message", order = 40, paramLabel = "SIZE", defaultValue = "64MB",
			description = "Largest message to accept, and longest line to send (${DEFAULT-VALUE}).")
	ByteSize maxMessage = new ByteSize(0);

	@Option(names = "--close-timeout", order = 41, paramLabel = "TIME", defaultValue = "5s",
			description = "Longest wait for the peer's Close after ours (${DEFAULT-VALUE}).")
	Duration closeTimeout = Duration.ZERO;

	@Option(names = "--no-deflate", order = 42, description = "Do not offer or accept compression.")
	boolean noDeflate;

	/**
	 * Return the largest message.
	 * @return bytes
	 */
	public int maxMessage() {
		return (int) this.maxMessage.bytes();
	}

	/**
	 * Return the settings of a connection.
	 * @param client whether we are the client
	 * @param talk whether details are shown
	 * @param console where
	 * @return the settings
	 */
	public WireOptions wire(boolean client, TalkOptions talk, Console console) {
		return new WireOptions(client, maxMessage(), this.closeTimeout, !this.noDeflate,
				talk.isVerbose() ? console::detail : null);
	}

}
