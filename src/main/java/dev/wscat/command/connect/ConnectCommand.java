package dev.wscat.command.connect;

import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.wscat.cli.ClientOptions;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.PeerUrl;
import dev.wscat.cli.SessionOptions;
import dev.wscat.cli.TalkOptions;
import dev.wscat.cli.SessionCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Dialer;
import dev.wscat.net.Session;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.Conversation;
import dev.wscat.terminal.Relay;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code wscat --connect=URL}: lines of stdin to a server, its messages to stdout.
 */
public final class ConnectCommand extends SessionCommand {

	private final Option url;

	private final ConnectOptions options = new ConnectOptions();

	private final ClientOptions clientOptions = new ClientOptions();

	private final PromptOptions promptOptions = new PromptOptions();

	private @Nullable PromptTerminal terminal;

	/** Create the command {@code wscat connect URL}. */
	public ConnectCommand() {
		this(Option.parameter("URL", "The server; without a scheme ws:// is meant."), new SessionOptions(),
				new TalkOptions());
	}

	/**
	 * Create the command.
	 * @param url what to connect to
	 * @param sessionOptions what every session can set
	 * @param talk how much is said
	 */
	public ConnectCommand(Option url, SessionOptions sessionOptions, TalkOptions talk) {
		super(sessionOptions, talk);
		this.url = url;
	}

	@Override
	public void defineOwn(Options options) {
		if (this.url.names().isEmpty()) {
			options.add(this.url);
		}
		this.options.define(options);
		this.clientOptions.define(options);
		this.promptOptions.define(options);
	}

	@Override
	public void check() {
		PeerUrl.parse(this.url.text());
		this.promptOptions.check();
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
		return Mono.using(() -> relay(console), (relay) -> Mono.usingWhen(Mono.just(made),
				(dialer) -> run(dialer, relay, console, stop), Dialer::dispose), this::dispose);
	}

	/** On a terminal what is received is printed above the line being typed. */
	private Relay relay(Console console) {
		if (!console.isInteractive()) {
			return new Relay(console);
		}
		this.terminal = new PromptTerminal(console, this.promptOptions);
		return new Relay(console, this.terminal.output());
	}

	private Input input(Relay relay, Session session, Console console) {
		return (this.terminal != null) ? this.terminal.input(session)
				: new LineInput(relay, maxMessage(), console.isInputTerminal(), this.options.quietTime());
	}

	private boolean isAgain() {
		return this.terminal != null && this.terminal.isAgain();
	}

	private void dispose(Relay relay) {
		relay.dispose();
		if (this.terminal != null) {
			this.terminal.close();
		}
	}

	private Dialer dialer(Console console) {
		return new Dialer(this.clientOptions.dial(wire(true, console)));
	}

	private Mono<ExitCode> run(Dialer dialer, Relay relay, Console console, Mono<Void> stop) {
		URI target = PeerUrl.parse(this.url.text());
		console.note("connecting to " + PeerUrl.shown(target));
		AtomicBoolean connected = new AtomicBoolean();
		Mono<ExitCode> talked = dialer.dial(target, (session) -> {
			connected.set(true);
			console.note("connected");
			return talk(session, relay, console, stop);
		}).repeat(this::isAgain).last();
		// before there is a session a stop has nothing to close
		Mono<ExitCode> stopped = stop.then(Mono.defer(() -> connected.get() ? Mono.never() : Mono.just(ExitCode.OK)));
		return Flux.merge(talked, stopped).next().doOnTerminate(() -> console.note("client exiting"));
	}

	private Mono<ExitCode> talk(Session session, Relay relay, Console console, Mono<Void> stop) {
		Input input = input(relay, session, console);
		return new Conversation(session, input.sendOn(session), input::start, input.closing(),
				stop.thenReturn(Closing.NORMAL))
			.run(relay)
			.map((outcome) -> result(outcome, session, input, console))
			.doFinally((signal) -> input.stop());
	}

	private static ExitCode result(Conversation.Outcome outcome, Session session, Input input, Console console) {
		if (outcome.outputGone()) {
			return ExitCode.OK;
		}
		console.note("websocket connection closed: " + outcome.ending().describe());
		console.lost(input.stop() + session.unsent());
		CliException fault = input.fault();
		if (fault != null) {
			throw fault;
		}
		return outcome.ending().exitCode();
	}

}
