package dev.wscat.command.listen;

import java.time.Duration;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.SessionOptions;
import dev.wscat.cli.TalkOptions;
import dev.wscat.cli.SessionCommand;
import dev.wscat.core.Closing;
import dev.wscat.core.ExitCode;
import dev.wscat.core.LineHub;
import dev.wscat.net.Listener;
import dev.wscat.net.OneAtATime;
import dev.wscat.net.Session;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.Conversation;
import dev.wscat.terminal.LineReader;
import dev.wscat.terminal.Relay;
import reactor.core.publisher.Mono;

/**
 * {@code wscat --listen=PORT}: a server for exactly one client, between it and the
 * standard streams.
 */
public final class ListenCommand extends SessionCommand {

	private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

	private final Option address;

	private final ListenOptions options = new ListenOptions();

	/** Create the command {@code wscat listen PORT}. */
	public ListenCommand() {
		this(Option.parameter("[HOST:]PORT",
				"Where to listen; on this machine only unless a HOST is given, port 0 takes a free one."),
				new SessionOptions(), new TalkOptions());
	}

	/**
	 * Create the command.
	 * @param address where to listen
	 * @param sessionOptions what every session can set
	 * @param talk how much is said
	 */
	public ListenCommand(Option address, SessionOptions sessionOptions, TalkOptions talk) {
		super(sessionOptions, talk);
		this.address = address;
	}

	@Override
	public void defineOwn(Options options) {
		if (this.address.names().isEmpty()) {
			options.add(this.address);
		}
		this.options.define(options);
	}

	@Override
	public void check() {
		BindAddress.parse(this.address.text());
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		return Mono.using(() -> new Relay(console),
				(relay) -> Mono.usingWhen(Mono.fromSupplier(() -> listener(console)),
						(listener) -> run(listener, relay, console, stop), Listener::dispose),
				Relay::dispose);
	}

	private Listener listener(Console console) {
		BindAddress place = BindAddress.parse(this.address.text());
		return new Listener(new dev.wscat.net.ListenOptions(place.host(), place.port(), this.options.origins(),
				HANDSHAKE_TIMEOUT, 1, wire(false, console)), new OneAtATime(), console::error);
	}

	private Mono<ExitCode> run(Listener listener, Relay relay, Console console, Mono<Void> stop) {
		LineHub hub = new LineHub();
		ServerInput input = new ServerInput(hub, console);
		LineReader reader = relay.reader(maxMessage(), input);
		Mono<Closing> away = Mono.firstWithSignal(stop, input.failed()).thenReturn(Closing.GOING_AWAY);
		return listener.listen((port) -> {
			console.note("starting websocket server at port=" + port);
			console.note("waiting for client connection...");
			reader.start();
		})
			.takeUntilOther(away)
			.concatMap((session) -> receive(session, relay, hub, console, away), 1)
			.takeUntil((outcome) -> !this.options.isKeep() || outcome.outputGone())
			.map((outcome) -> outcome.outputGone() ? ExitCode.OK : outcome.ending().exitCode())
			.last(ExitCode.OK)
			.map(input::result)
			.doFinally((signal) -> {
				reader.stop();
				console.note("server exiting");
			});
	}

	private Mono<Conversation.Outcome> receive(Session session, Relay relay, LineHub hub, Console console,
			Mono<Closing> away) {
		Runnable ready = () -> console.note("client connected");
		return new Conversation(session, session.sendLines(hub.lines()), ready, Mono.empty(), away).run(relay)
			.doOnNext((outcome) -> {
				if (!outcome.outputGone()) {
					console.note("client disconnected: " + outcome.ending().describe());
					console.lost(session.unsent());
					if (this.options.isKeep()) {
						console.note("waiting for client connection...");
					}
				}
			});
	}

}
