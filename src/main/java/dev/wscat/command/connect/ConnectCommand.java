package dev.wscat.command.connect;

import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.wscat.cli.Options;
import dev.wscat.cli.PeerUrl;
import dev.wscat.cli.SessionOptions;
import dev.wscat.cli.TalkOptions;
import dev.wscat.cli.SessionCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.ExitCode;
import dev.wscat.net.DialOptions;
import dev.wscat.net.Dialer;
import dev.wscat.net.Session;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.Conversation;
import dev.wscat.terminal.LineReader;
import dev.wscat.terminal.Relay;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code wscat --connect=URL}: lines of stdin to a server, its messages to stdout.
 */
public final class ConnectCommand extends SessionCommand {

	private final URI url;

	private final ConnectOptions options;

	/**
	 * Create the command.
	 * @param url what to connect to, as typed
	 * @param options what only a client can set
	 * @param sessionOptions what every session can set
	 * @param talk how much is said
	 */
	public ConnectCommand(String url, ConnectOptions options, SessionOptions sessionOptions, TalkOptions talk) {
		super(sessionOptions, talk);
		this.url = PeerUrl.parse(url);
		this.options = options;
	}

	@Override
	protected void defineOwn(Options options) {
		this.options.define(options);
	}

	@Override
	public void prepare() {
		Dialer.prepare();
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		// first of all, so that Netty sets itself up while the other thread opens the
		// jar, which Reactor waits for
		Dialer made = dialer(console);
		return Mono.using(() -> new Relay(console), (relay) -> Mono.usingWhen(Mono.just(made),
				(dialer) -> run(dialer, relay, console, stop), Dialer::dispose), Relay::dispose);
	}

	private Dialer dialer(Console console) {
		return new Dialer(new DialOptions(this.options.connectTimeout(), wire(true, console)));
	}

	private Mono<ExitCode> run(Dialer dialer, Relay relay, Console console, Mono<Void> stop) {
		console.note("connecting to " + PeerUrl.shown(this.url));
		AtomicBoolean connected = new AtomicBoolean();
		Mono<ExitCode> talked = dialer.dial(this.url, (session) -> {
			connected.set(true);
			console.note("connected");
			return talk(session, relay, console, stop);
		});
		// before there is a session a stop has nothing to close
		Mono<ExitCode> stopped = stop.then(Mono.defer(() -> connected.get() ? Mono.never() : Mono.just(ExitCode.OK)));
		return Flux.merge(talked, stopped).next().doOnTerminate(() -> console.note("client exiting"));
	}

	private Mono<ExitCode> talk(Session session, Relay relay, Console console, Mono<Void> stop) {
		ClientInput input = new ClientInput();
		LineReader reader = relay.reader(maxMessage(), input);
		Mono<Closing> afterLines = input.closing(this.options.quietTime(), console.isInputTerminal(), relay);
		return new Conversation(session, input.lines(), reader::start, afterLines, stop.thenReturn(Closing.NORMAL))
			.run(relay)
			.map((outcome) -> result(outcome, session, reader, input, console))
			.doFinally((signal) -> reader.stop());
	}

	private static ExitCode result(Conversation.Outcome outcome, Session session, LineReader reader, ClientInput input,
			Console console) {
		if (outcome.outputGone()) {
			return ExitCode.OK;
		}
		console.note("websocket connection closed: " + outcome.ending().describe());
		console.lost(reader.stop() + session.unsent());
		CliException fault = input.fault();
		if (fault != null) {
			throw fault;
		}
		return outcome.ending().exitCode();
	}

}
