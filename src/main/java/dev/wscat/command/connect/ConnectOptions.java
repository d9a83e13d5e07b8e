package dev.wscat.command.connect;

import java.time.Duration;

import picocli.CommandLine.Option;

/**
 * What only a client can set.
 */
public final class ConnectOptions {

	@Option(names = { "-w", "--wait" }, order = 10, paramLabel = "TIME", defaultValue = "2s",
			description = "After the end of input, how long the peer has to be quiet before we close; 0 closes at once,"
					+ " -1 waits for the peer to close (${DEFAULT-VALUE}).")
	Duration wait = Duration.ZERO;

	@Option(names = "--connect-timeout", order = 11, paramLabel = "TIME", defaultValue = "10s",
			description = "Longest wait for the connection, and then for the answer to the upgrade (${DEFAULT-VALUE}).")
	Duration connectTimeout = Duration.ZERO;

}
