package dev.wscat.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.CookieJar;
import dev.wscat.net.Credentials;
import dev.wscat.net.UpgradeOptions;
import org.jspecify.annotations.Nullable;

/**
 * What the request of a client asks for.
 */
final class RequestOptions {

	private final Option header = Option
		.text("-H --header", "'NAME: VALUE'",
				"Send this header, in the place of ours of that name; @FILE sends the lines of a file. Repeatable.")
		.repeatable();

	private final Option auth = Option.text("--auth", "USER:PASSWORD",
			"Log in with basic authentication; @FILE reads it from a file.");

	private final Option bearer = Option.text("--bearer", "TOKEN", "Log in with a token; @FILE reads it from a file.");

	private final Option origin = Option.text("-o --origin", "ORIGIN", "Say that a web page of this origin connects.");

	private final Option host = Option.text("--host", "HOST", "Ask for this host, whatever the URL says.");

	private final Option userAgent = Option.text("--user-agent", "TEXT", "Say that this program connects")
		.initially("wscat");

	private final Option cookie = Option
		.text("--cookie", "'A=B; C=D'", "Send these cookies; @FILE reads them from a file. Repeatable.")
		.repeatable();

	private final Option cookieJar = Option.text("--cookie-jar", "FILE",
			"Send the cookies of this file, and keep those the server sets there; the file is that of curl.");

	private final Option subprotocol = Option
		.text("-s --subprotocol", "NAME",
				"Offer this subprotocol, of which the server has to choose one; commas separate several. Repeatable.")
		.repeatable();

	private final Option subprotocolOptional = Option.flag("--subprotocol-optional",
			"Go on when the server chooses no subprotocol.");

	private final Option protocol = Option.number("-p --protocol", "VERSION", "Ask for this version of WebSocket")
		.initially("13");

	private final Option followRedirects = Option.flag("-L --location --follow-redirects",
			"Go where the server sends us; credentials and cookies stay with the first server.");

	private final Option maxRedirects = Option.number("--max-redirects", "COUNT", "How many redirects are followed")
		.initially("10");

	private @Nullable UpgradeOptions read;

	void define(Options options) {
		options.add(this.header, this.auth, this.bearer, this.origin, this.host, this.userAgent, this.cookie,
				this.cookieJar, this.subprotocol, this.subprotocolOptional, this.protocol, this.followRedirects,
				this.maxRedirects);
	}

	/**
	 * Return what to ask for. Files are read once, since one may be a pipe.
	 * @return the settings
	 * @throws CliException when they are wrong
	 */
	UpgradeOptions read() {
		if (this.read == null) {
			this.read = new UpgradeOptions(headers(), credentials(), subprotocols(), this.subprotocolOptional.isSet(),
					this.protocol.number(), this.followRedirects.isSet() ? this.maxRedirects.number() : 0, jar());
		}
		return this.read;
	}

	/**
	 * Tell whether nothing was asked for, so that nothing need be loaded.
	 * @return whether no option is set
	 */
	boolean isPlain() {
		return !(this.header.isSet() || this.auth.isSet() || this.bearer.isSet() || this.origin.isSet()
				|| this.host.isSet() || this.userAgent.isSet() || this.cookie.isSet() || this.cookieJar.isSet()
				|| this.subprotocol.isSet() || this.subprotocolOptional.isSet() || this.protocol.isSet()
				|| this.followRedirects.isSet() || this.maxRedirects.isSet());
	}

	/** The user's own lines come last, and so count most. */
	private List<Map.Entry<String, String>> headers() {
		List<Map.Entry<String, String>> own = new ArrayList<>();
		for (String text : this.header.texts()) {
			for (String line : AtFile.lines(text)) {
				own.add(Headers.parse(line));
			}
		}
		List<Map.Entry<String, String>> all = new ArrayList<>();
		add(all, own, "Host", this.host.isSet() ? this.host.text() : null);
		add(all, own, "Origin", this.origin.isSet() ? this.origin.text() : null);
		add(all, own, "User-Agent", this.userAgent.isSet() ? this.userAgent.text() : null);
		add(all, own, "Cookie", cookies());
		all.addAll(own);
		return all;
	}

	private static void add(List<Map.Entry<String, String>> all, List<Map.Entry<String, String>> own, String name,
			@Nullable String value) {
		if (value != null && own.stream().noneMatch((header) -> header.getKey().equalsIgnoreCase(name))) {
			all.add(Headers.of(name, value));
		}
	}

	private @Nullable String cookies() {
		List<String> pairs = new ArrayList<>();
		for (String typed : this.cookie.texts()) {
			String text = AtFile.text(typed);
			if (text.indexOf('=') <= 0) {
				throw bad("--cookie takes NAME=VALUE; a file of cookies is read by --cookie-jar");
			}
			pairs.add(text);
		}
		return pairs.isEmpty() ? null : String.join("; ", pairs);
	}

	private @Nullable String credentials() {
		if (this.auth.isSet() && this.bearer.isSet()) {
			throw bad("use --auth or --bearer, not both");
		}
		if (this.auth.isSet()) {
			String user = AtFile.text(this.auth.text());
			if (user.indexOf(':') < 0) {
				throw bad("--auth takes USER:PASSWORD; USER: has an empty password");
			}
			return Credentials.basic(user);
		}
		// checked as any value of a header
		return this.bearer.isSet() ? Headers.of("Authorization", "Bearer " + token()).getValue() : null;
	}

	private String token() {
		String token = AtFile.text(this.bearer.text());
		if (token.isEmpty()) {
			throw bad("--bearer takes a token, and this one is empty");
		}
		return token;
	}

	private List<String> subprotocols() {
		List<String> names = new ArrayList<>();
		for (String text : this.subprotocol.texts()) {
			for (String name : text.split(",", -1)) {
				if (!Headers.isToken(name.strip())) {
					throw bad("'" + name.strip() + "' is no name of a subprotocol");
				}
				if (names.contains(name.strip())) {
					throw bad("the subprotocol " + name.strip() + " is offered twice");
				}
				names.add(name.strip());
			}
		}
		return names;
	}

	private @Nullable CookieJar jar() {
		return this.cookieJar.isSet() ? CookieJar.open(Path.of(this.cookieJar.text())) : null;
	}

	private static CliException bad(String line) {
		return new CliException(ExitCode.USAGE, line);
	}

}
