package dev.wscat.cli;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.core.ExitStatus;
import dev.wscat.net.DialOptions;
import dev.wscat.net.ProxyOptions;
import dev.wscat.net.ProxyServer;
import dev.wscat.net.RouteOptions;
import dev.wscat.net.TlsFiles;
import dev.wscat.net.TlsOptions;
import dev.wscat.net.Trace;
import dev.wscat.net.WebClient;
import dev.wscat.net.WireOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a command that fetches reaches its server, in curl's words. The same is done with
 * it as with the words of {@link ClientOptions}.
 */
public final class FetchOptions {

	private static final String[] VARIABLES = { "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" };

	private final Option connectTimeout = Option
		.finiteTime("--connect-timeout", "Longest wait for the name, for TCP, for TLS and for a proxy, each")
		.initially("60s");

	private final Option four = Option.flag("-4 --ipv4", "Use IPv4 only.");

	private final Option six = Option.flag("-6 --ipv6", "Use IPv6 only.");

	private final Option resolve = Option
		.text("--resolve", "HOST:PORT:ADDRESS",
				"Take this address for that host and port; commas separate several. Repeatable.")
		.repeatable();

	private final Option unix = Option.text("--unix-socket", "PATH", "Connect to this unix socket, and not by TCP.");

	private final Option http1 = Option.flag("--http1.1", "Speak HTTP/1.1.");

	private final Option http2 = Option.flag("--http2",
			"Speak HTTP/2 where TLS agrees on it, which is done anyway; HTTP/1.1 without TLS.");

	private final Option prior = Option.flag("--http2-prior-knowledge", "Speak HTTP/2 without asking.");

	private final Option insecure = Option.flag("-k --insecure", "Take any certificate of the server.");

	private final Option authorities = Option.text("--cacert", "FILE",
			"Trust the certificates in this file, and no others.");

	private final Option certificate = Option.text("-E --cert", "FILE[:PASSPHRASE]",
			"Our certificate: PEM, or PKCS#12 with its key.");

	private final Option key = Option.text("--key", "FILE", "The key of our certificate, PEM.");

	private final Option passphrase = Option.text("--pass", "TEXT", "Opens the key; @FILE reads it from there.");

	private final Option tls12 = Option.flag("--tlsv1.2", "Speak TLS 1.2 or later, which is done anyway.");

	private final Option tls13 = Option.flag("--tlsv1.3", "Speak TLS 1.3.");

	private final Option proxy = Option.text("-x --proxy", "URL",
			"Connect through this proxy: [SCHEME://][USER:PASSWORD@]HOST[:PORT] with http, https, socks4, socks4a,"
					+ " socks5 or socks5h; empty for none.");

	private final Option proxyUser = Option.text("-U --proxy-user", "USER:PASSWORD",
			"Log in at the proxy; @FILE reads it from a file.");

	private final Option noproxy = Option.text("--noproxy", "HOSTS",
			"Reach these hosts without a proxy: names, domains, networks, between commas; * for all.");

	private @Nullable TlsOptions tls;

	/**
	 * Describe the options.
	 * @param options to be added to
	 */
	public void define(Options options) {
		options.heading("Connection:");
		options.add(this.connectTimeout, this.four, this.six, this.resolve, this.unix, this.http1, this.http2,
				this.prior);
		options.heading("TLS:");
		options.add(this.insecure, this.authorities, this.certificate, this.key, this.passphrase, this.tls12,
				this.tls13);
		options.heading("Proxies:");
		options.add(this.proxy, this.proxyUser, this.noproxy);
	}

	/**
	 * Look at the values together, and read what files they name.
	 * @param badAuthorities the status when authorities cannot be read
	 * @param badCertificate the status when our certificate cannot be read
	 * @throws CliException when they are wrong
	 */
	public void check(ExitStatus badAuthorities, ExitStatus badCertificate) {
		route();
		proxy();
		if (!(this.insecure.isSet() || this.authorities.isSet() || this.certificate.isSet() || this.key.isSet()
				|| this.tls13.isSet())) {
			return;
		}
		if (this.key.isSet() && !this.certificate.isSet()) {
			throw bad("--key needs --cert, the certificate of that key");
		}
		List<X509Certificate> trusted = new ArrayList<>();
		try {
			if (this.authorities.isSet()) {
				trusted.addAll(TlsFiles.certificates(Path.of(this.authorities.text()), null));
			}
		}
		catch (CliException ex) {
			throw new CliException(badAuthorities, ex.line(), ex);
		}
		try {
			this.tls = new TlsOptions(trusted, this.insecure.isSet(), identity(), null, this.tls13.isSet());
		}
		catch (CliException ex) {
			throw new CliException(badCertificate, ex.line(), ex);
		}
	}

	/** As in curl, what stands behind the last colon opens the key. */
	private TlsOptions.@Nullable Identity identity() {
		if (!this.certificate.isSet()) {
			return null;
		}
		String text = this.certificate.text();
		int colon = Path.of(text).toFile().exists() ? -1 : text.lastIndexOf(':');
		String typed = this.passphrase.isSet() ? AtFile.text(this.passphrase.text())
				: (colon > 0) ? text.substring(colon + 1) : null;
		Path file = Path.of((colon > 0) ? text.substring(0, colon) : text);
		return TlsFiles.identity(file, this.key.isSet() ? Path.of(this.key.text()) : null, typed);
	}

	/**
	 * Return how to connect.
	 * @param trace is told what happens on the way, or {@code null}
	 * @return the settings
	 */
	public DialOptions dial(@Nullable Trace trace) {
		WireOptions wire = new WireOptions(true, 0, Duration.ZERO, false, trace);
		return new DialOptions(this.connectTimeout.time(), wire).route(route()).tls(this.tls).proxy(proxy());
	}

	/**
	 * Return what is spoken.
	 * @return HTTP/1.1 or HTTP/2
	 */
	public WebClient.Speech speech() {
		if (this.prior.isSet()) {
			return WebClient.Speech.HTTP_2;
		}
		return this.http1.isSet() ? WebClient.Speech.HTTP_1 : WebClient.Speech.EITHER;
	}

	private RouteOptions route() {
		if (this.four.isSet() && this.six.isSet()) {
			throw bad("use -4 or -6, not both");
		}
		if (this.unix.isSet()) {
			return new RouteOptions(RouteOptions.Family.ANY, Map.of(), Path.of(this.unix.text()));
		}
		RouteOptions.Family family = this.four.isSet() ? RouteOptions.Family.IPV4
				: this.six.isSet() ? RouteOptions.Family.IPV6 : RouteOptions.Family.ANY;
		Map<String, List<InetAddress>> resolved = new LinkedHashMap<>();
		for (String text : this.resolve.texts()) {
			AddressOptions.resolve(text.startsWith("+") ? text.substring(1) : text, resolved);
		}
		return new RouteOptions(family, resolved, null);
	}

	private @Nullable ProxyOptions proxy() {
		if (this.proxy.isSet()) {
			return this.proxy.text().isEmpty() ? null : new Named(server(), exceptions());
		}
		Map<String, String> environment = new LinkedHashMap<>(System.getenv());
		if (this.noproxy.isSet()) {
			environment.put("no_proxy", this.noproxy.text());
		}
		for (String name : VARIABLES) {
			if (!environment.getOrDefault(name, "").isEmpty()) {
				return new ProxyVariables(environment);
			}
		}
		return null;
	}

	private String exceptions() {
		Map<String, String> environment = System.getenv();
		return this.noproxy.isSet() ? this.noproxy.text()
				: environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", ""));
	}

	private ProxyServer server() {
		ProxyServer server = ClientProxy.parse("--proxy", this.proxy.text());
		if (!this.proxyUser.isSet()) {
			return server;
		}
		String[] login = AtFile.text(this.proxyUser.text()).split(":", 2);
		return server.as(login[0], (login.length > 1) ? login[1] : "");
	}

	private static CliException bad(String line) {
		return new CliException(ExitCode.USAGE, line);
	}

	/** For every server but those that are listed, this machine only if it is. */
	private record Named(ProxyServer server, String exceptions) implements ProxyOptions {

		@Override
		public @Nullable ProxyServer choose(URI url) {
			return (!this.exceptions.isEmpty() && new NoProxy(this.exceptions).isListed(url)) ? null : this.server;
		}

	}

}
