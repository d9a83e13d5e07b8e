package dev.wscat.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Place;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens.
 */
final class ServerPlace {

	private static final int HIGHEST_PORT = 65_535;

	private static final String HOST = "Name or address to listen at, * for all of this machine";

	private final @Nullable String usualHost;

	private final Option host;

	private final Option port = Option.number("--port", "PORT", "Port to listen at; 0 takes a free one");

	private final Option ipv6 = Option.flag("-6 --ipv6", "Listen at addresses of IPv6 only.");

	private final Option unix = Option.text("--unix", "PATH",
			"Listen at this unix socket; at a port too only when there is a --host or --port.");

	private final Option mode = Option.text("--unix-mode", "MODE", "Who may connect to the unix socket, in octal")
		.initially("600");

	ServerPlace(int usualPort, @Nullable String usualHost) {
		this.usualHost = usualHost;
		this.host = Option
			.text("--host", "HOST",
					(usualHost != null) ? HOST + "; without it " + usualHost + ". Repeatable."
							: HOST + "; without it only this machine can connect. Repeatable.")
			.repeatable();
		this.port.initially(Integer.toString(usualPort));
	}

	void define(Options options) {
		options.add(this.host, this.port, this.ipv6, this.unix, this.mode);
	}

	/**
	 * Look at the values together.
	 * @throws CliException when they are wrong
	 */
	void check() {
		if (this.port.number() > HIGHEST_PORT) {
			throw new CliException(ExitCode.USAGE, "invalid --port: " + this.port.text() + " is over 65535");
		}
		if (!this.mode.text().matches("0?[0-7]{3}")) {
			throw new CliException(ExitCode.USAGE,
					"invalid --unix-mode: '" + this.mode.text() + "' is not like 600 or 660");
		}
		if (this.mode.isSet() && !this.unix.isSet()) {
			throw new CliException(ExitCode.USAGE, "--unix-mode needs --unix, the socket of that mode");
		}
		for (String text : this.host.texts()) {
			if (text.isBlank()) {
				throw new CliException(ExitCode.USAGE, "invalid --host: it is empty");
			}
		}
	}

	/**
	 * Return where to listen.
	 * @param usual host without {@code --host}, or {@code null} for this machine only
	 * @return the place
	 */
	Place read(@Nullable String usual) {
		Place.UnixPlace socket = this.unix.isSet()
				? new Place.UnixPlace(Path.of(this.unix.text()), letters(this.mode.text())) : null;
		boolean alone = socket != null && !this.host.isSet() && !this.port.isSet() && !this.ipv6.isSet();
		return new Place(alone ? List.of() : hosts((this.usualHost != null) ? this.usualHost : usual),
				this.port.number(), this.ipv6.isSet(), socket);
	}

	/** Tell where without the port, as typed. */
	String shown() {
		return this.host.isSet() ? String.join(", ", this.host.texts())
				: (this.usualHost != null) ? this.usualHost : "localhost";
	}

	private List<String> hosts(@Nullable String usual) {
		if (!this.host.isSet()) {
			return List.of((usual == null) ? "localhost" : usual.equals("0.0.0.0") ? "*" : usual);
		}
		List<String> hosts = new ArrayList<>();
		for (String text : this.host.texts()) {
			hosts.add((text.startsWith("[") && text.endsWith("]")) ? text.substring(1, text.length() - 1) : text);
		}
		return hosts;
	}

	/** As Java wants it: {@code 640} is {@code rw-r-----}. */
	private static String letters(String octal) {
		StringBuilder letters = new StringBuilder();
		for (char digit : octal.substring(octal.length() - 3).toCharArray()) {
			int bits = digit - '0';
			letters.append(((bits & 4) != 0) ? 'r' : '-')
				.append(((bits & 2) != 0) ? 'w' : '-')
				.append(((bits & 1) != 0) ? 'x' : '-');
		}
		return letters.toString();
	}

}
