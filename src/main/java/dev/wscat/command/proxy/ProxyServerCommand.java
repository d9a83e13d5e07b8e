package dev.wscat.command.proxy;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.cli.AtFile;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.PeerUrl;
import dev.wscat.cli.ServerCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.ForwardOptions;
import dev.wscat.net.Forwarder;
import dev.wscat.net.Session;
import dev.wscat.net.TlsFiles;
import dev.wscat.net.TlsOptions;
import dev.wscat.net.Upstreams;
import dev.wscat.net.WireOptions;
import dev.wscat.terminal.ClientLog;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.TapLog;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code wscat proxy-server}: passes clients on to other servers, by host and path, and
 * lets through what both sides say as it is.
 */
public final class ProxyServerCommand extends ServerCommand {

	private final Option remoteHost = Option.text("--remote_host --remote-host", "URL",
			"Pass all clients on to this server; their path comes behind that of the URL.");

	private final Option configPath = Option.text("--config_path --config-path", "FILE",
			"Which server is for which host: lines of host=ws://server, JSON or YAML. Read again when it changes.");

	private final Option connectTimeout = Option
		.finiteTime("--connect-timeout", "Longest wait for a server's TCP, and then for its answer")
		.initially("10s");

	private final Option insecure = Option.flag("-n --no-check --insecure", "Take any certificate of a server.");

	private final Option authorities = Option
		.text("--ca", "FILE", "Trust the certificates in this file for servers, and no others. Repeatable.")
		.repeatable();

	private final Option certificateTo = Option.text("--cert-to", "FILE",
			"Certificate that servers are shown: PEM, or PKCS#12 with its key.");

	private final Option keyTo = Option.text("--key-to", "FILE", "The key of that certificate, PEM.");

	private final Option passphraseTo = Option.text("--passphrase-to", "TEXT",
			"Opens that key; @FILE reads it from there.");

	private final Option plainHttp = Option.flag("--http", "Pass plain HTTP requests on too.");

	private final Option tapTo = Option.text("--log", "jsonl[:FILE]",
			"Write what passes as a JSON object a line to FILE, behind what is in it, or to stdout.");

	private final Option longestPayload = Option
		.size("--log-payload", "Longest part of a message that is written there")
		.initially("64KB");

	private final FaultsTyped faults = new FaultsTyped();

	private @Nullable TapLog tap;

	private @Nullable Upstreams upstreams;

	private @Nullable TlsOptions tls;

	/** Create the command. */
	public ProxyServerCommand() {
		super(8008);
	}

	@Override
	public void defineOwn(Options options) {
		options.add(this.remoteHost, this.configPath, this.connectTimeout, this.insecure, this.authorities,
				this.certificateTo, this.keyTo, this.passphraseTo, this.plainHttp, this.tapTo, this.longestPayload);
		// what is said is between the two sides
		options.leaveOut("--subprotocol", "--header", "--idle-timeout", "--ping-interval", "--ping-timeout",
				"--slow-timeout", "--rate");
		super.defineOwn(options);
		this.faults.define(options);
		options.leaveOut("--max-message");
	}

	@Override
	public void check() {
		super.check();
		this.faults.check();
		checkTap();
		if (this.remoteHost.isSet() == this.configPath.isSet()) {
			throw new CliException(ExitCode.USAGE, "say either --remote_host=URL or --config_path=FILE");
		}
		this.upstreams = this.remoteHost.isSet() ? Routes.to(remote())
				: WatchedRoutes.read(Path.of(this.configPath.text()));
		checkTls();
	}

	private URI remote() {
		URI url = PeerUrl.parse(this.remoteHost.text());
		if (url.getScheme().endsWith("+unix")) {
			throw new CliException(ExitCode.USAGE, "--remote_host is a ws:// or wss:// URL, not a unix socket");
		}
		return url;
	}

	private void checkTls() {
		if (this.keyTo.isSet() && !this.certificateTo.isSet()) {
			throw new CliException(ExitCode.USAGE, "--key-to needs --cert-to, the certificate of that key");
		}
		if (!this.insecure.isSet() && !this.authorities.isSet() && !this.certificateTo.isSet()) {
			return;
		}
		String given = this.passphraseTo.textOrNull();
		String secret = (given == null) ? null : AtFile.text(given);
		List<X509Certificate> trusted = new ArrayList<>();
		this.authorities.texts().forEach((file) -> trusted.addAll(TlsFiles.certificates(Path.of(file), secret)));
		TlsOptions.Identity identity = this.certificateTo.isSet()
				? TlsFiles.identity(Path.of(this.certificateTo.text()),
						this.keyTo.isSet() ? Path.of(this.keyTo.text()) : null, secret)
				: null;
		this.tls = new TlsOptions(trusted, this.insecure.isSet(), identity, null, false);
	}

	private void checkTap() {
		String form = this.tapTo.text();
		if (this.tapTo.isSet() && !form.equals("jsonl") && !(form.startsWith("jsonl:") && form.length() > 6)) {
			throw new CliException(ExitCode.USAGE, "invalid --log: '" + form + "' is neither jsonl nor jsonl:FILE");
		}
		if (this.longestPayload.isSet() && !this.tapTo.isSet()) {
			throw new CliException(ExitCode.USAGE, "--log-payload is for --log, which is missing");
		}
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		if (!this.tapTo.isSet()) {
			return super.run(console, stop);
		}
		String file = this.tapTo.text().substring("jsonl".length());
		return Mono.usingWhen(Mono.fromSupplier(() -> TapLog.open(file.isEmpty() ? null : Path.of(file.substring(1)),
				console, this.longestPayload.size())), (log) -> {
					this.tap = log;
					return super.run(console, Mono.firstWithSignal(stop, log.failure()));
				}, TapLog::finish);
	}

	@Override
	protected @Nullable Forwarder forwarder(Console console) {
		Upstreams routes = this.upstreams;
		if (routes instanceof WatchedRoutes watched) {
			watched.tell(console::note, console::error);
		}
		if (routes == null) {
			return null;
		}
		String hint = this.faults.hint();
		if (hint != null) {
			console.note(hint);
		}
		WireOptions wire = wire(false, console);
		return new Forwarder(routes,
				new ForwardOptions(this.connectTimeout.time(), wire.closeTimeout(), this.tls, wire.deflate(),
						this.plainHttp.isSet(), wire.trace(), this.tap, this.faults.faults(), console::note,
						console::error));
	}

	@Override
	protected Mono<Void> serve(Session session, ClientLog log) {
		throw new IllegalStateException("a proxy has no sessions of its own");
	}

}
