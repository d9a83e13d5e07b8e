package dev.wscat.command.proxy;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

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
import dev.wscat.terminal.ClientLog;
import dev.wscat.terminal.Console;
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

	private @Nullable Upstreams upstreams;

	private @Nullable TlsOptions tls;

	/** Create the command. */
	public ProxyServerCommand() {
		super(8008);
	}

	@Override
	public void defineOwn(Options options) {
		options.add(this.remoteHost, this.configPath, this.connectTimeout, this.insecure, this.authorities);
		super.defineOwn(options);
	}

	@Override
	public void check() {
		super.check();
		if (this.remoteHost.isSet() == this.configPath.isSet()) {
			throw new CliException(ExitCode.USAGE, "say either --remote_host=URL or --config_path=FILE");
		}
		this.upstreams = this.remoteHost.isSet() ? Routes.to(PeerUrl.parse(this.remoteHost.text()))
				: WatchedRoutes.read(Path.of(this.configPath.text()));
		if (this.insecure.isSet() || this.authorities.isSet()) {
			List<X509Certificate> trusted = new ArrayList<>();
			this.authorities.texts().forEach((file) -> trusted.addAll(TlsFiles.certificates(Path.of(file), "")));
			this.tls = new TlsOptions(trusted, this.insecure.isSet(), null, null, false);
		}
	}

	@Override
	protected @Nullable Forwarder forwarder(Console console) {
		Upstreams routes = this.upstreams;
		if (routes instanceof WatchedRoutes watched) {
			watched.tell(console::note, console::error);
		}
		return (routes == null) ? null : new Forwarder(routes, new ForwardOptions(this.connectTimeout.time(), this.tls,
				wire(false, console).trace(), console::note, console::error));
	}

	@Override
	protected Mono<Void> serve(Session session, ClientLog log) {
		throw new IllegalStateException("a proxy has no sessions of its own");
	}

}
