package dev.wscat.command.connect;

import java.time.Duration;

import dev.wscat.cli.ClientOptions;
import dev.wscat.cli.Durations;
import dev.wscat.cli.FormatOptions;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.OwnCertificate;
import dev.wscat.cli.PeerUrl;
import dev.wscat.cli.SessionOptions;
import dev.wscat.cli.TalkOptions;
import dev.wscat.cli.SessionCommand;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Dialer;
import dev.wscat.net.Timings;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.Relay;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code wscat --connect=URL}: lines of stdin to a server, its messages to stdout.
 */
public final class ConnectCommand extends SessionCommand {

	private final Option url;

	private final ConnectOptions options = new ConnectOptions();

	private final ClientOptions clientOptions;

	private final FormatOptions format;

	private final PromptOptions promptOptions = new PromptOptions();

	private @Nullable PromptTerminal terminal;

	/** Create the command {@code wscat connect URL}. */
	public ConnectCommand() {
		this(Option.parameter("URL", "The server; without a scheme ws:// is meant."), new FormatOptions(),
				new OwnCertificate(), new SessionOptions(), new TalkOptions());
	}

	/**
	 * Create the command.
	 * @param url what to connect to
	 * @param format how messages are read and written
	 * @param certificate what is shown to servers that ask for it
	 * @param sessionOptions what every session can set
	 * @param talk how much is said
	 */
	public ConnectCommand(Option url, FormatOptions format, OwnCertificate certificate, SessionOptions sessionOptions,
			TalkOptions talk) {
		super(sessionOptions, talk);
		this.url = url;
		this.format = format;
		this.clientOptions = new ClientOptions(certificate);
	}

	@Override
	public void defineOwn(Options options) {
		if (this.url.names().isEmpty()) {
			options.add(this.url);
		}
		this.options.define(options);
		this.clientOptions.define(options);
		options.heading("Prompt:");
		this.promptOptions.define(options);
		if (this.url.names().isEmpty()) {
			options.heading("Messages:");
			this.format.define(options);
		}
	}

	@Override
	public void check() {
		PeerUrl.parse(this.url.text());
		this.format.check();
		this.clientOptions.check();
		this.options.check();
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
		Timings timings = this.options.report().isSet() ? new Timings() : null;
		Dialer made = new Dialer(
				this.clientOptions.dial(this.format.wire(wire(true, console)), console).timings(timings));
		return Mono.using(() -> relay(console), (relay) -> Mono
			.usingWhen(Mono.just(made), (dialer) -> (timings != null || this.options.isMoreThanAPipe())
					? runWithExtras(dialer, relay, console, stop, (timings != null) ? timings : new Timings())
					: new Client(PeerUrl.parse(this.url.text()), dialer, relay, console, input(relay, console), null)
						.again(this::isAgain)
						.run(stop),
					Dialer::dispose),
				this::dispose);
	}

	/** On a terminal what is received is printed above the line being typed. */
	private Relay relay(Console console) {
		if (!isPrompted(console)) {
			return new Relay(console, this.format.output(console, maxMessage(), this.promptOptions.isColored()));
		}
		this.terminal = new PromptTerminal(console, this.promptOptions, this.format.format(maxMessage()));
		return new Relay(console, this.terminal.output());
	}

	private boolean isPrompted(Console console) {
		return console.isInteractive() && !this.options.script().isWithoutInput();
	}

	private void dispose(Relay relay) {
		relay.dispose();
		if (this.terminal != null) {
			this.terminal.close();
		}
	}

	private Input input(Relay relay, Console console) {
		if (this.terminal != null) {
			return new PromptedSessions(this.terminal);
		}
		// what is waited for ends the session, not the end of input
		Duration wait = this.options.script().isExpecting() ? Durations.FOREVER : this.options.quietTime();
		return new LineInput(relay, this.format.format(maxMessage()), console.isInputTerminal(), wait);
	}

	private boolean isAgain() {
		return this.terminal != null && this.terminal.isAgain();
	}

	private Mono<ExitCode> runWithExtras(Dialer dialer, Relay relay, Console console, Mono<Void> stop,
			Timings timings) {
		return new Assembly(this.options, PeerUrl.parse(this.url.text()), maxMessage(), timings).run(dialer, relay,
				console, () -> input(relay, console), this::isAgain, stop);
	}

}
