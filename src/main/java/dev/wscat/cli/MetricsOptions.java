package dev.wscat.cli;

import java.time.Duration;
import java.util.function.Function;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Place;
import dev.wscat.net.WebOptions;
import dev.wscat.terminal.Console;
import reactor.core.publisher.Mono;

/**
 * Where a server's numbers can be read, if anywhere.
 */
public final class MetricsOptions {

	/** Monitors are few, and one that asks each second keeps its connection. */
	private static final int MOST_CONNECTIONS = 100;

	private static final int LONGEST_HEADER = 16 * 1024;

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(90);

	private final Option port = Option.number("--metrics-port", "PORT",
			"Port for numbers that Prometheus can read at /metrics; 0 takes a free one");

	private final Option host;

	/** Create the options of a server without numbers unless they are asked for. */
	public MetricsOptions() {
		this.host = Option.text("--metrics-host", "HOST", "Name or address for them").initially("localhost");
	}

	/**
	 * Create the options of a server that always has numbers.
	 * @param usualPort port without {@code --metrics-port}
	 * @param usualHost name or address without {@code --metrics-host}
	 */
	public MetricsOptions(int usualPort, String usualHost) {
		this.port.initially(Integer.toString(usualPort));
		this.host = Option.text("--metrics-host", "HOST", "Name or address for them").initially(usualHost);
	}

	/**
	 * Describe the options.
	 * @param options to be added to
	 */
	void define(Options options) {
		options.add(this.port, this.host);
	}

	/**
	 * Look at the values.
	 * @throws CliException when they are wrong
	 */
	void check() {
		if (this.port.textOrNull() != null && this.port.number() > 65_535) {
			throw new CliException(ExitCode.USAGE, "invalid --metrics-port: " + this.port.text() + " is over 65535");
		}
		if (this.port.textOrNull() == null && this.host.isSet()) {
			throw new CliException(ExitCode.USAGE, "--metrics-host is for --metrics-port, which is missing");
		}
	}

	/**
	 * Have numbers while something runs, from before its start until after its end.
	 * @param <T> what it gives
	 * @param console where errors are told
	 * @param action what is to be run; is given the numbers
	 * @return cold; fails when the port cannot be bound
	 */
	<T> Mono<T> with(Console console, Function<MetricsEndpoint, Mono<T>> action) {
		if (this.port.textOrNull() == null) {
			return action.apply(MetricsEndpoint.NONE);
		}
		return PrometheusEndpoint.with(new WebOptions(Place.of(this.host.text(), this.port.number()), 1,
				MOST_CONNECTIONS, LONGEST_HEADER, REQUEST_TIMEOUT, IDLE_TIMEOUT), console, action);
	}

}
