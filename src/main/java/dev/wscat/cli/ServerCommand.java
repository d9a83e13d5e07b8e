package dev.wscat.cli;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.wscat.core.Closing;
import dev.wscat.core.ExitCode;
import dev.wscat.core.ServerWatch;
import dev.wscat.net.Doors;
import dev.wscat.net.Listener;
import dev.wscat.net.Session;
import dev.wscat.net.Site;
import dev.wscat.net.TlsServerOptions;
import dev.wscat.net.WireOptions;
import dev.wscat.terminal.ClientLog;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A server for many clients: listens, logs who comes and goes, and says goodbye to all
 * when it ends. What is done with a session is the command's.
 */
public abstract class ServerCommand extends SessionCommand {

	private static final Duration MOMENT = Duration.ofMillis(200);

	private final ServerOptions serverOptions;

	private final OwnCertificate certificate = new OwnCertificate();

	private final ServerTls tls = new ServerTls(this.certificate);

	private final Set<Session> open = ConcurrentHashMap.newKeySet();

	/**
	 * Create a command.
	 * @param usualPort port without {@code --port}
	 */
	protected ServerCommand(int usualPort) {
		super(new SessionOptions("16MB"), new TalkOptions());
		this.serverOptions = new ServerOptions(usualPort);
	}

	/**
	 * Talk to a client.
	 * @param session the open session
	 * @param log takes what is to be said about it
	 * @return cold; completes when nothing is left to do with the session
	 */
	protected abstract Mono<Void> serve(Session session, ClientLog log);

	/**
	 * Return what plain HTTP requests get.
	 * @return the pages
	 */
	protected Site.Pages pages() {
		return Site.Pages.NONE;
	}

	/**
	 * Return who is told what happens.
	 * @return a watch, asked for once
	 */
	protected ServerWatch watch() {
		return ServerWatch.NONE;
	}

	/**
	 * Return whether compression may be accepted.
	 * @return whether; {@code --no-deflate} forbids it all the same
	 */
	protected boolean packs() {
		return true;
	}

	/**
	 * Return where to listen without {@code --host}.
	 * @return a host, or {@code null} for this machine only
	 */
	protected @Nullable String usualHost() {
		return null;
	}

	@Override
	public void defineOwn(Options options) {
		this.serverOptions.define(options);
		options.heading("TLS:");
		this.certificate.define(options);
		this.tls.define(options);
	}

	@Override
	public void check() {
		this.serverOptions.check();
		this.tls.check();
	}

	@Override
	public Duration longestStop() {
		return this.serverOptions.shutdownTimeout().plus(MOMENT);
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		Doors doors = this.serverOptions.doors();
		ServerWatch watch = watch();
		Mono<Void> stopped = stop.cache();
		return Mono.usingWhen(Mono.fromSupplier(() -> listener(doors, watch, console)),
				(listener) -> accept(listener, watch, console, stopped).then(Mono.defer(() -> goodbye(console)))
					.thenReturn(ExitCode.OK),
				Listener::dispose);
	}

	private Listener listener(Doors doors, ServerWatch watch, Console console) {
		TlsServerOptions secure = this.tls.settings(this.serverOptions.place(usualHost()).hosts(), console::note);
		WireOptions wire = packs() ? wire(false, console) : wire(false, console).withoutDeflate();
		return new Listener(this.serverOptions.listen(wire, usualHost(), pages(), watch, secure), doors,
				console::error);
	}

	private Mono<Void> accept(Listener listener, ServerWatch watch, Console console, Mono<Void> stopped) {
		ClientLog.Numbers numbers = new ClientLog.Numbers();
		return listener.listen((bound) -> {
			console.note("listening at " + String.join(", ", bound.urls()));
			console.note(bound.started());
		}).takeUntilOther(stopped).flatMap((session) -> {
			this.open.add(session);
			watch.opened();
			ClientLog log = new ClientLog(console, numbers.next(), session);
			return serve(session, log).then(session.ended()).doOnNext((ending) -> {
				this.open.remove(session);
				watch.closed(ending);
				log.closed(ending);
			});
		}, Integer.MAX_VALUE).takeUntilOther(stopped).then();
	}

	/** Close 1001 to all, and give them time for their own. */
	private Mono<Void> goodbye(Console console) {
		if (!this.open.isEmpty()) {
			console.note("closing " + this.open.size() + ((this.open.size() == 1) ? " connection" : " connections"));
		}
		return Flux.fromIterable(this.open)
			.flatMap((session) -> session.close(Closing.GOING_AWAY), Integer.MAX_VALUE)
			.then()
			.timeout(this.serverOptions.shutdownTimeout(), Mono.empty())
			.doFinally((signal) -> console.note("server exiting"));
	}

}
