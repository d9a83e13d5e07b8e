package dev.wscat.cli;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.wscat.core.Closing;
import dev.wscat.core.ExitCode;
import dev.wscat.core.ServerWatch;
import dev.wscat.net.Bound;
import dev.wscat.net.Doors;
import dev.wscat.net.Forwarder;
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

	private static final Duration ENDLESS = Duration.ofDays(36_500);

	private static final Duration MOMENT = Duration.ofMillis(200);

	private final ServerOptions serverOptions;

	private final MetricsOptions metricsOptions;

	private final OwnCertificate certificate = new OwnCertificate();

	private final ServerTls tls = new ServerTls(this.certificate);

	private final Set<Session> open = ConcurrentHashMap.newKeySet();

	/**
	 * Create a command.
	 * @param usualPort port without {@code --port}
	 */
	protected ServerCommand(int usualPort) {
		this(new ServerOptions(usualPort), new MetricsOptions());
	}

	/**
	 * Create a command.
	 * @param serverOptions what every server can set
	 * @param metricsOptions where its numbers are
	 */
	protected ServerCommand(ServerOptions serverOptions, MetricsOptions metricsOptions) {
		this(serverOptions, metricsOptions, "16MB");
	}

	/**
	 * Create a command.
	 * @param usualPort port without {@code --port}
	 * @param usualMaxMessage largest message without {@code --max-message}
	 */
	protected ServerCommand(int usualPort, String usualMaxMessage) {
		this(new ServerOptions(usualPort), new MetricsOptions(), usualMaxMessage);
	}

	private ServerCommand(ServerOptions serverOptions, MetricsOptions metricsOptions, String usualMaxMessage) {
		super(new SessionOptions(usualMaxMessage), new TalkOptions());
		this.serverOptions = serverOptions;
		this.metricsOptions = metricsOptions;
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
	 * Return who passes clients on, in the place of {@link #serve}.
	 * @param console where it is said
	 * @return {@code null} when they are served here
	 */
	protected @Nullable Forwarder forwarder(Console console) {
		return null;
	}

	/**
	 * Say that clients can connect.
	 * @param bound where
	 * @param console where it is said
	 */
	protected void started(Bound bound, Console console) {
		console.note("listening at " + String.join(", ", bound.urls()));
		console.note(bound.started());
	}

	/**
	 * Say that a client has come.
	 * @param console where it is said
	 * @param turn the client's number
	 * @param session the session
	 * @return takes what else is to be said about it
	 */
	protected ClientLog log(Console console, ClientLog.Turn turn, Session session) {
		return new ClientLog(console, turn, session);
	}

	/**
	 * Return how many clients there are.
	 * @return a number that may be old when it arrives
	 */
	protected final int connections() {
		return this.open.size();
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

	/**
	 * Return how long a client may take nothing of what waits for it.
	 * @return a time, as good as endless for one without end
	 */
	protected final Duration slowTimeout() {
		Duration time = this.serverOptions.slowTimeout();
		return time.isNegative() ? ENDLESS : time;
	}

	@Override
	public void defineOwn(Options options) {
		this.serverOptions.define(options);
		this.metricsOptions.define(options);
		options.heading("TLS:");
		this.certificate.define(options);
		this.tls.define(options);
	}

	@Override
	public void check() {
		this.serverOptions.check();
		this.tls.check();
		this.metricsOptions.check();
	}

	@Override
	public Duration longestStop() {
		return this.serverOptions.shutdownTimeout().plus(MOMENT);
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		Doors doors = this.serverOptions.doors();
		Mono<Void> stopped = stop.cache();
		Forwarder forwarder = forwarder(console);
		return this.metricsOptions.with(console,
				(metrics) -> Mono.usingWhen(
						Mono.fromSupplier(() -> listener(doors, metrics.watch(), console, forwarder)),
						(listener) -> beside(accept(listener, metrics, console, stopped), forwarder)
							.then(Mono.defer(() -> goodbye(metrics.watch(), console, forwarder)))
							.thenReturn(ExitCode.OK),
						Listener::dispose));
	}

	/** Servers behind a proxy are looked after meanwhile. */
	private static Mono<Void> beside(Mono<Void> accepting, @Nullable Forwarder forwarder) {
		return (forwarder != null) ? Mono.firstWithSignal(accepting, forwarder.probe()) : accepting;
	}

	private Listener listener(Doors doors, ServerWatch watch, Console console, @Nullable Forwarder forwarder) {
		TlsServerOptions secure = this.tls.settings(this.serverOptions.place(usualHost()).hosts(), console::note);
		WireOptions wire = packs() ? wire(false, console) : wire(false, console).withoutDeflate();
		Listener listener = new Listener(this.serverOptions.listen(wire, usualHost(), pages(), watch, secure), doors,
				console::error);
		return (forwarder != null) ? listener.forward(forwarder) : listener;
	}

	private Mono<Void> accept(Listener listener, MetricsEndpoint metrics, Console console, Mono<Void> stopped) {
		ClientLog.Numbers numbers = new ClientLog.Numbers();
		ServerWatch watch = metrics.watch();
		return listener.listen((bound) -> {
			started(bound, console);
			metrics.started(console);
		}).takeUntilOther(stopped).flatMap((session) -> {
			this.open.add(session);
			watch.opened();
			ClientLog log = log(console, numbers.next(), session);
			return serve(session, log).then(session.ended()).doOnNext((ending) -> {
				this.open.remove(session);
				watch.closed(ending);
				log.closed(ending);
			});
		}, Integer.MAX_VALUE).takeUntilOther(stopped).then();
	}

	/** Close 1001 to all, and give them time for their own. */
	private Mono<Void> goodbye(ServerWatch watch, Console console, @Nullable Forwarder forwarder) {
		int count = (forwarder != null) ? forwarder.count() : this.open.size();
		if (count > 0) {
			console.note("closing " + count + ((count == 1) ? " connection" : " connections"));
		}
		Mono<Void> closed = (forwarder != null)
				? forwarder.close(Closing.GOING_AWAY, this.serverOptions.shutdownTimeout())
				: Flux.fromIterable(this.open)
					.flatMap((session) -> session.close(Closing.GOING_AWAY), Integer.MAX_VALUE)
					.doOnNext(watch::closed)
					.then()
					.timeout(this.serverOptions.shutdownTimeout(), Mono.empty());
		return closed.doFinally((signal) -> {
			String faults = (forwarder != null) ? forwarder.faults() : null;
			if (faults != null) {
				console.note(faults);
			}
			console.note("server exiting");
		});
	}

}
