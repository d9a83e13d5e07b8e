package dev.wscat.net;

import java.util.ArrayList;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * The redirects followed so far.
 */
final class RedirectTrail {

	private final Target first;

	private final DialOptions options;

	private final List<String> visited = new ArrayList<>();

	/**
	 * Begin a trail.
	 * @param first what the user named
	 * @param options how to connect
	 */
	RedirectTrail(Target first, DialOptions options) {
		this.first = first;
		this.options = options;
	}

	/**
	 * Take a step.
	 * @param from who sends us
	 * @param refused its answer, which has a location
	 * @return where to go
	 * @throws CliException when it leads nowhere
	 */
	Target follow(Target from, UpgradeRefused refused) {
		String location = String.valueOf(refused.location());
		this.visited.add(from.toString());
		int most = this.options.upgrade().redirects();
		if (this.visited.size() > most) {
			throw failed(
					"gave up after " + most + " redirects, the next to " + location + "; --max-redirects allows more");
		}
		try {
			Target next = from.redirect(location);
			// with cookies a second visit can be another one
			if (this.options.upgrade().cookies() == null && this.visited.contains(next.toString())) {
				throw failed("the redirects go round: " + next + " for the second time");
			}
			boolean dropped = isTrusted(from) && !isTrusted(next);
			String without = hasIdentity() ? "credentials, --cert and --sni" : "credentials";
			this.options.note("redirected to " + next + " (" + refused.getMessage() + ")"
					+ (dropped ? ", without " + without + ", since it is another server" : ""));
			return next;
		}
		catch (IllegalArgumentException ex) {
			throw failed("cannot follow the redirect to " + location + ": " + ex.getMessage());
		}
	}

	/**
	 * Tell whether secrets may be sent.
	 * @param target where
	 * @return whether it is the server that the user named
	 */
	boolean isTrusted(Target target) {
		return target.origin().equals(this.first.origin());
	}

	private boolean hasIdentity() {
		TlsOptions tls = this.options.tls();
		return tls != null && (tls.identity() != null || tls.sni() != null);
	}

	/**
	 * Return what the user named.
	 * @return where the trail begins
	 */
	Target first() {
		return this.first;
	}

	private static CliException failed(String line) {
		return new CliException(ExitCode.UPGRADE_REFUSED, line);
	}

}
