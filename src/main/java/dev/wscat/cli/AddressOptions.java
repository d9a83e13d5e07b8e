package dev.wscat.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.RouteOptions;
import org.jspecify.annotations.Nullable;

/**
 * Where a client finds the server of its URL.
 */
final class AddressOptions {

	private final Option four = Option.flag("-4 --ipv4", "Use IPv4 only.");

	private final Option six = Option.flag("-6 --ipv6", "Use IPv6 only.");

	private final Option resolve = Option
		.text("--resolve", "HOST:PORT:ADDRESS",
				"Take this address for that host and port; commas separate several. Repeatable.")
		.repeatable();

	private final Option unix = Option.text("--unix", "PATH", "Connect to this unix socket, and not by TCP.");

	void define(Options options) {
		options.add(this.four, this.six, this.resolve, this.unix);
	}

	boolean isPlain() {
		return !(this.four.isSet() || this.six.isSet() || this.resolve.isSet() || this.unix.isSet());
	}

	/**
	 * Return where servers are found.
	 * @return the settings
	 * @throws CliException when they are wrong
	 */
	RouteOptions read() {
		if (this.four.isSet() && this.six.isSet()) {
			throw bad("use -4 or -6, not both");
		}
		boolean addresses = this.four.isSet() || this.six.isSet() || this.resolve.isSet();
		if (this.unix.isSet() && addresses) {
			throw bad("a unix socket has no address: leave -4, -6 and --resolve out, or --unix");
		}
		RouteOptions.Family family = this.four.isSet() ? RouteOptions.Family.IPV4
				: this.six.isSet() ? RouteOptions.Family.IPV6 : RouteOptions.Family.ANY;
		Map<String, List<InetAddress>> resolved = new LinkedHashMap<>();
		for (String text : this.resolve.texts()) {
			resolve(text, resolved);
		}
		@Nullable Path socket = this.unix.isSet() ? Path.of(this.unix.text()) : null;
		return new RouteOptions(family, resolved, socket);
	}

	/**
	 * Read addresses for a host and a port.
	 * @param text such as {@code host:80:127.0.0.1,[::1]}
	 * @param resolved to be added to, as in {@link RouteOptions}
	 * @throws CliException when it is not of that form
	 */
	static void resolve(String text, Map<String, List<InetAddress>> resolved) {
		int host = text.indexOf(':', text.startsWith("[") ? text.indexOf(']') + 1 : 0);
		int port = text.indexOf(':', host + 1);
		if (host <= 0 || port < 0 || !text.substring(host + 1, port).matches("\\d{1,5}")) {
			throw bad("'" + text + "' is not HOST:PORT:ADDRESS");
		}
		List<InetAddress> addresses = new ArrayList<>();
		for (String address : text.substring(port + 1).split(",", -1)) {
			addresses.add(address(address.strip()));
		}
		int number = Integer.parseInt(text.substring(host + 1, port));
		String name = text.substring(0, host).replace("[", "").replace("]", "").toLowerCase(Locale.ROOT);
		resolved.put(name + ':' + number, addresses);
	}

	/** Numbers only: a name would be looked up. */
	private static InetAddress address(String text) {
		String bare = (text.startsWith("[") && text.endsWith("]")) ? text.substring(1, text.length() - 1) : text;
		try {
			if (bare.matches("\\d+\\.\\d+\\.\\d+\\.\\d+") || bare.contains(":")) {
				return InetAddress.getByName(bare);
			}
		}
		catch (UnknownHostException ex) {
			// said below
		}
		throw bad("'" + text + "' is no IP address");
	}

	private static CliException bad(String line) {
		return new CliException(ExitCode.USAGE, line);
	}

}
