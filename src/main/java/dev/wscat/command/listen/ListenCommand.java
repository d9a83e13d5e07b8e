package dev.wscat.command.listen;

import java.time.Duration;

import dev.wscat.cli.FormatOptions;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.OwnCertificate;
import dev.wscat.cli.ServerTls;
import dev.wscat.cli.SessionOptions;
import dev.wscat.cli.TalkOptions;
import dev.wscat.cli.SessionCommand;
import dev.wscat.core.Closing;
import dev.wscat.core.ExitCode;
import dev.wscat.core.ServerWatch;
import dev.wscat.net.Listener;
import dev.wscat.net.OneAtATime;
import dev.wscat.net.Place;
import dev.wscat.net.Session;
import dev.wscat.net.Site;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.Conversation;
import dev.wscat.terminal.Feed;
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

	private final FormatOptions format;

	private final OwnCertificate certificate;

	private final ServerTls tls;

	/** Create the command {@code wscat listen PORT}. */
	public ListenCommand() {
		this(Option.parameter("[HOST:]PORT",
				"Where to listen; on this machine only unless a HOST is given, port 0 takes a free one;"
						+ " or unix:PATH."),
				new FormatOptions(), new OwnCertificate(), new SessionOptions(), new TalkOptions());
	}

	/**
	 * Create the command.
	 * @param address where to listen
	 * @param format how messages are read and written
	 * @param certificate what is shown to clients
	 * @param sessionOptions what every session can set
	 * @param talk how much is said
	 */
	public ListenCommand(Option address, FormatOptions format, OwnCertificate certificate,
			SessionOptions sessionOptions, TalkOptions talk) {
		super(sessionOptions, talk);
		this.address = address;
		this.format = format;
		this.certificate = certificate;
		this.tls = new ServerTls(certificate);
	}

	@Override
	public void defineOwn(Options options) {
		if (this.address.names().isEmpty()) {
			options.add(this.address);
		}
		this.options.define(options);
		this.tls.define(options);
		if (this.address.names().isEmpty()) {
			this.certificate.define(options);
			options.heading("Messages:");
			this.format.define(options);
		}
	}

	@Override
	public void check() {
		BindAddress.parse(this.address.text());
		this.tls.check();
		this.format.check();
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		return Mono.using(() -> new Relay(console, this.format.output(console, maxMessage())),
				(relay) -> Mono.usingWhen(Mono.fromSupplier(() -> listener(console)),
						(listener) -> run(listener, relay, console, stop), Listener::dispose),
				Relay::dispose);
	}

	private Listener listener(Console console) {
		Place where = BindAddress.parse(this.address.text());
		return new Listener(new dev.wscat.net.ListenOptions(where, this.options.origins(), HANDSHAKE_TIMEOUT, 1,
				this.format.wire(wire(false, console)), Site.OPEN, ServerWatch.NONE, null,
				this.tls.settings(where.hosts(), console::note)), new OneAtATime(), console::error);
	}

	private Mono<ExitCode> run(Listener listener, Relay relay, Console console, Mono<Void> stop) {
		ServerInput input = new ServerInput(console);
		Feed feed = relay.feed(this.format.format(maxMessage()), input);
		Mono<Closing> away = Mono.firstWithSignal(stop, input.failed()).thenReturn(Closing.GOING_AWAY);
		return listener.listen((bound) -> {
			if (this.tls.isSet()) {
				console.note("listening at " + String.join(", ", bound.urls()));
			}
			console.note(bound.started());
			console.note("waiting for client connection...");
			feed.start();
		})
			.takeUntilOther(away)
			.concatMap((session) -> receive(session, relay, feed, console, away), 1)
			.takeUntil((outcome) -> !this.options.isKeep() || outcome.outputGone())
			.map((outcome) -> outcome.outputGone() ? ExitCode.OK : outcome.ending().exitCode())
			.last(ExitCode.OK)
			.map(input::result)
			.doFinally((signal) -> {
				feed.stop();
				console.note("server exiting");
			});
	}

	private Mono<Conversation.Outcome> receive(Session session, Relay relay, Feed feed, Console console,
			Mono<Closing> away) {
		Runnable ready = () -> console.note("client connected");
		return new Conversation(session, feed.sendOn(session), ready, Mono.empty(), away).run(relay)
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
