package dev.wscat.command.curl;

import java.time.Duration;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * How far a transfer is followed, how long it may take, and when it is tried again.
 */
final class FlowOptions {

	private final Option location = Option.flag("-L --location",
			"Go where the server sends us; credentials and cookies stay with the first server.");

	private final Option trusted = Option.flag("--location-trusted", "The same, and credentials go with us.");

	private final Option maxRedirects = Option
		.text("--max-redirects --max-redirs", "COUNT", "How many redirects are followed; -1 for any number")
		.initially("50");

	private final Option post301 = Option.flag("--post301", "POST stays POST after 301.");

	private final Option post302 = Option.flag("--post302", "POST stays POST after 302.");

	private final Option post303 = Option.flag("--post303", "POST stays POST after 303.");

	private final Option maxTime = Option.finiteTime("-m --transfer-timeout --max-time",
			"Longest time for all of a transfer.");

	private final Option retry = Option.number("--retry", "COUNT",
			"Try so often again after a timeout and after 408, 429, 500, 502, 503 and 504.");

	private final Option retryDelay = Option.finiteTime("--retry-delay",
			"Wait so long before; without it 1s, 2s, 4s and so on, or as long as the server says.");

	private final Option retryMaxTime = Option.finiteTime("--retry-max-time", "Do not begin again after this time.");

	private final Option retryRefused = Option.flag("--retry-connrefused", "Try again when nobody listens, too.");

	private final Option retryAll = Option.flag("--retry-all-errors", "Try again after any error.");

	private final Option failEarly = Option.flag("--fail-early", "With several URLs, end at the first that fails.");

	void define(Options options) {
		options.heading("Redirects and tries:");
		options.add(this.location, this.trusted, this.maxRedirects, this.post301, this.post302, this.post303,
				this.maxTime, this.retry, this.retryDelay, this.retryMaxTime, this.retryRefused, this.retryAll,
				this.failEarly);
	}

	void check() {
		if (!this.maxRedirects.text().matches("-1|\\d{1,9}")) {
			throw new CliException(ExitCode.USAGE,
					"invalid --max-redirects: '" + this.maxRedirects.text() + "' is no whole number");
		}
	}

	/** How many redirects are followed, 0 for none. */
	int redirects() {
		if (!this.location.isSet() && !this.trusted.isSet()) {
			return 0;
		}
		int most = Integer.parseInt(this.maxRedirects.text());
		return (most < 0) ? Integer.MAX_VALUE : most;
	}

	boolean isFollowing() {
		return this.location.isSet() || this.trusted.isSet();
	}

	boolean isTrusting() {
		return this.trusted.isSet();
	}

	/** Longest time of a transfer, or zero for any. */
	Duration maxTime() {
		return this.maxTime.isSet() ? this.maxTime.time() : Duration.ZERO;
	}

	int retries() {
		return this.retry.isSet() ? this.retry.number() : 0;
	}

	boolean isFailingEarly() {
		return this.failEarly.isSet();
	}

	/**
	 * Tell whether another try may end otherwise.
	 * @param code what a try ended with
	 * @return whether it is worth while
	 */
	boolean isPassing(CurlCode code) {
		return code == CurlCode.TIMEOUT || code == CurlCode.UNKNOWN_HOST && this.retryAll.isSet()
				|| code == CurlCode.NO_CONNECTION && this.retryRefused.isSet()
				|| code != CurlCode.OK && this.retryAll.isSet();
	}

	static boolean isPassing(int status) {
		return switch (status) {
			case 408, 429, 500, 502, 503, 504 -> true;
			default -> false;
		};
	}

	/**
	 * Return how long to wait before the next try.
	 * @param tries how many there were
	 * @param asked what the server asks for, or zero
	 * @return the time
	 */
	Duration pause(int tries, Duration asked) {
		if (this.retryDelay.isSet()) {
			return this.retryDelay.time();
		}
		return asked.isZero() ? Duration.ofSeconds(Math.min(600, 1L << Math.min(tries - 1, 10))) : asked;
	}

	/**
	 * Tell whether it is too late for another try.
	 * @param nanos since the first
	 * @param pause before the next
	 * @return whether it is
	 */
	boolean isTooLate(long nanos, Duration pause) {
		return this.retryMaxTime.isSet() && nanos + pause.toNanos() > this.retryMaxTime.time().toNanos();
	}

	/**
	 * Choose the method after a redirect, RFC 9110 section 15.4, as curl does it.
	 * @param status of the redirect
	 * @param method before it
	 * @return the method; GET stands for a request without the body
	 */
	String next(int status, String method) {
		boolean post = method.equals("POST");
		return switch (status) {
			case 301 -> (post && !this.post301.isSet()) ? "GET" : method;
			case 302 -> (post && !this.post302.isSet()) ? "GET" : method;
			case 303 -> (method.equals("HEAD") || post && this.post303.isSet()) ? method : "GET";
			default -> method;
		};
	}

}
