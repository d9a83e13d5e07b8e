package dev.wscat.cli;

import java.time.Duration;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Doors;
import dev.wscat.net.ServerLimits;

/**
 * What a server with many clients lets each of them have.
 */
final class LimitOptions {

	private final Option maxConnections = Option.number("--max-connections", "N", "Clients at once").initially("10000");

	private final Option maxPerAddress = Option
		.number("--max-connections-per-ip", "N", "Clients at once from one address; 0 is any number")
		.initially("0");

	private final Option maxHandshakes = Option
		.number("--max-handshakes", "N", "Connections at once without a handshake; one more sends the oldest away")
		.initially("1000");

	private final Option handshakeTimeout = Option
		.finiteTime("--handshake-timeout", "Longest time from the connection to the whole request")
		.initially("10s");

	private final Option idleTimeout = Option
		.time("--idle-timeout", "Longest time without a message in either direction; -1 is for ever")
		.initially("-1");

	private final Option pingInterval = Option
		.time("--ping-interval", "Silence after which a client is sent a Ping; -1 is never")
		.initially("30s");

	private final Option pingTimeout = Option.time("--ping-timeout", "Longest wait for an answer to it; -1 is for ever")
		.initially("20s");

	private final Option slowTimeout = Option
		.time("--slow-timeout", "Longest time in which a client takes nothing of what waits for it; -1 is for ever")
		.initially("30s");

	private final Option rate = Option
		.number("--rate", "N", "Messages a second from one client, which is read more slowly then; 0 is any number")
		.initially("0");

	void define(Options options) {
		options.add(this.maxConnections, this.maxPerAddress, this.maxHandshakes, this.handshakeTimeout,
				this.idleTimeout, this.pingInterval, this.pingTimeout, this.slowTimeout, this.rate);
	}

	/**
	 * Look at the values.
	 * @throws CliException when they are wrong
	 */
	void check() {
		notZero(this.maxConnections, this.maxConnections.number() == 0, "lets nobody in");
		notZero(this.maxHandshakes, this.maxHandshakes.number() == 0, "lets nobody in");
		notZero(this.idleTimeout, this.idleTimeout.time().isZero(), "closes all clients at once; -1 closes none");
		notZero(this.pingInterval, this.pingInterval.time().isZero(), "sends nothing but Pings; -1 sends none");
		notZero(this.pingTimeout, this.pingTimeout.time().isZero(), "closes all clients at once; -1 closes none");
		notZero(this.slowTimeout, this.slowTimeout.time().isZero(), "closes all clients at once; -1 closes none");
	}

	private static void notZero(Option option, boolean zero, String effect) {
		if (zero) {
			throw new CliException(ExitCode.USAGE, "invalid --" + option.longName() + ": 0 " + effect);
		}
	}

	Doors doors() {
		return new Doors(this.maxConnections.number(), this.maxPerAddress.number());
	}

	Duration handshakeTimeout() {
		return this.handshakeTimeout.time();
	}

	ServerLimits limits() {
		return new ServerLimits(this.idleTimeout.time(), this.pingInterval.time(), this.pingTimeout.time(),
				this.slowTimeout.time(), this.rate.number(), this.maxHandshakes.number());
	}

	Duration slowTimeout() {
		return this.slowTimeout.time();
	}

}
