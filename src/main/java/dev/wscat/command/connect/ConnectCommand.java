package dev.wscat.command.connect;

import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;

import dev.wscat.cli.SessionOptions;
import dev.wscat.cli.TalkOptions;
import dev.wscat.cli.WscatCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.ExitCode;
import dev.wscat.net.DialOptions;
import dev.wscat.net.Dialer;
import dev.wscat.net.Session;
import dev.wscat.net.UpgradeRefused;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.Escapes;
import dev.wscat.terminal.Relay;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code wscat --connect=URL}: lines of stdin to a server, its messages to stdout.
 */
public final class ConnectCommand implements WscatCommand {

	private final URI url;

	private final ConnectOptions options;

	private final SessionOptions sessionOptions;

	private final TalkOptions talk;

	/**
	 * Create the command.
	 * @param url what to connect to, as typed
	 * @param options what only a client can set
	 * @param sessionOptions what every session can set
	 * @param talk how much is said
	 */
	public ConnectCommand(String url, ConnectOptions options, SessionOptions sessionOptions, TalkOptions talk) {
		this.url = PeerUrl.parse(url);
		this.options = options;
		this.sessionOptions = sessionOptions;
		this.talk = talk;
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		return Mono.using(() -> new Relay(console), (relay) -> Mono.usingWhen(Mono.fromSupplier(() -> dialer(console)),
				(dialer) -> run(dialer, relay, console, stop), Dialer::dispose), Relay::dispose);
	}

	private Dialer dialer(Console console) {
		return new Dialer(
				new DialOptions(this.options.connectTimeout, this.sessionOptions.wire(true, this.talk, console)));
	}

	private Mono<ExitCode> run(Dialer dialer, Relay relay, Console console, Mono<Void> stop) {
		console.note("connecting to " + shown());
		AtomicReference<Session> open = new AtomicReference<>();
		Mono<ExitCode> talked = dialer.dial(this.url, (session) -> {
			open.set(session);
			console.note("connected");
			return new Conversation(session, relay, console, this.options.wait, this.sessionOptions.maxMessage(), stop)
				.run();
		}).onErrorMap(UpgradeRefused.class, (refused) -> explain(refused, console));
		// before there is a session a stop has nothing to close
		Mono<ExitCode> stopped = stop
			.then(Mono.defer(() -> (open.get() == null) ? Mono.just(ExitCode.OK) : Mono.never()));
		return Flux.merge(talked, stopped).next().doOnTerminate(() -> console.note("client exiting"));
	}

	private CliException explain(UpgradeRefused refused, Console console) {
		StringBuilder shown = new StringBuilder("the server refused the upgrade: ").append(refused.status());
		for (String header : refused.headers()) {
			shown.append("\n  ").append(header);
		}
		if (!refused.body().isEmpty()) {
			shown.append("\n\n").append(refused.body().stripTrailing());
		}
		return new CliException(ExitCode.UPGRADE_REFUSED, shown.toString(), refused);
	}

	/** Without the password, if there is one. */
	private String shown() {
		return this.url.toString().replaceFirst("//[^/@]*@", "//");
	}

}
