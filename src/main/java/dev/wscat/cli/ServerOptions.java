package dev.wscat.cli;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.core.ServerWatch;
import dev.wscat.net.Doors;
import dev.wscat.net.ListenOptions;
import dev.wscat.net.Place;
import dev.wscat.net.Site;
import dev.wscat.net.TlsServerOptions;
import dev.wscat.net.WireOptions;
import org.jspecify.annotations.Nullable;

/**
 * What every server for many clients can set.
 */
public final class ServerOptions {

	private final ServerPlace place;

	private final Option path = Option.text("--path", "PATH", "Only path of the WebSocket; without it any will do.");

	private final Option subprotocol = Option
		.text("--subprotocol", "NAME", "Subprotocol that is spoken, the best first. Repeatable.")
		.repeatable();

	private final Option header = Option
		.text("--header", "'NAME: VALUE'", "Header of the answer to an upgrade. Repeatable.")
		.repeatable();

	private final Option auth = Option
		.text("--auth", "USER:PASSWORD", "Let in only who has these credentials. Repeatable.")
		.repeatable();

	private final Option bearer = Option.text("--bearer", "TOKEN", "Let in only who has this token. Repeatable.")
		.repeatable();

	private final Option origins = Option
		.text("--allow-origin", "ORIGIN",
				"Let in web pages of this origin besides those of this machine; * lets in all. Repeatable.")
		.repeatable();

	private final LimitOptions limits = new LimitOptions();

	private final Option shutdownTimeout = Option
		.finiteTime("--shutdown-timeout", "Longest wait for the clients' Close when the server ends")
		.initially("5s");

	/**
	 * Create the options.
	 * @param usualPort port without {@code --port}
	 */
	public ServerOptions(int usualPort) {
		this.place = new ServerPlace(usualPort, null);
	}

	/**
	 * Create the options of a server that others can connect to.
	 * @param usualPort port without {@code --port}
	 * @param usualHost name or address without {@code --host}
	 * @param usualPath path of the WebSocket without {@code --path}
	 */
	public ServerOptions(int usualPort, String usualHost, String usualPath) {
		this.place = new ServerPlace(usualPort, usualHost);
		this.path.initially(usualPath);
	}

	/**
	 * Describe the options.
	 * @param options to be added to
	 */
	public void define(Options options) {
		this.place.define(options);
		options.add(this.path, this.subprotocol, this.header, this.auth, this.bearer, this.origins);
		this.limits.define(options);
		options.add(this.shutdownTimeout);
	}

	/**
	 * Look at the values together.
	 * @throws CliException when they are wrong
	 */
	public void check() {
		headers();
		authorization();
		this.place.check();
		if (this.path.isSet() && !this.path.text().startsWith("/")) {
			throw new CliException(ExitCode.USAGE, "invalid --path: '" + this.path.text() + "' does not begin with /");
		}
		this.limits.check();
	}

	/**
	 * Return the gate that counts the clients.
	 * @return a new gate
	 */
	public Doors doors() {
		return this.limits.doors();
	}

	/**
	 * Return where and how to listen.
	 * @param wire what both sides of a connection can set
	 * @param usualHost host without {@code --host}, or {@code null} for this machine only
	 * @param pages what plain HTTP requests get
	 * @param watch is told what happens
	 * @param tls how TLS is done, or {@code null} for none
	 * @return the settings
	 */
	public ListenOptions listen(WireOptions wire, @Nullable String usualHost, Site.Pages pages, ServerWatch watch,
			@Nullable TlsServerOptions tls) {
		return new ListenOptions(place(usualHost), this.origins.texts(), this.limits.handshakeTimeout(),
				Runtime.getRuntime().availableProcessors(), wire.watchedBy(watch),
				new Site(this.path.textOrNull(), this.subprotocol.texts(), headers(), authorization(), pages), watch,
				this.limits.limits(), tls);
	}

	/**
	 * Return where to listen.
	 * @param usualHost host without {@code --host}, or {@code null} for this machine only
	 * @return the place
	 */
	public Place place(@Nullable String usualHost) {
		return this.place.read(usualHost);
	}

	/**
	 * Return how long a client may take nothing of what waits for it.
	 * @return negative for any time
	 */
	Duration slowTimeout() {
		return this.limits.slowTimeout();
	}

	/**
	 * Return where clients connect.
	 * @return as typed
	 */
	public String host() {
		return this.place.shown();
	}

	/**
	 * Return how long clients have to say goodbye when the server ends.
	 * @return the longest wait
	 */
	public Duration shutdownTimeout() {
		return this.shutdownTimeout.time();
	}

	private List<Map.Entry<String, String>> headers() {
		List<Map.Entry<String, String>> headers = new ArrayList<>();
		for (String text : this.header.texts()) {
			int colon = text.indexOf(':');
			String name = text.substring(0, Math.max(colon, 0)).trim();
			String value = text.substring(colon + 1).trim();
			if (!Headers.isToken(name) || !Headers.isPlainValue(value)) {
				throw new CliException(ExitCode.USAGE, "invalid --header: '" + text + "' is not like 'Name: value'");
			}
			headers.add(Map.entry(name, value));
		}
		return headers;
	}

	private List<String> authorization() {
		List<String> values = new ArrayList<>();
		for (String credentials : this.auth.texts()) {
			if (credentials.indexOf(':') < 0) {
				throw new CliException(ExitCode.USAGE, "invalid --auth: it is not like USER:PASSWORD");
			}
			values.add("Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
		}
		for (String token : this.bearer.texts()) {
			values.add("Bearer " + token);
		}
		return values;
	}

}
