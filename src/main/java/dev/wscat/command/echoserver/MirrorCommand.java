package dev.wscat.command.echoserver;

import java.time.Duration;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.PeerUrl;
import dev.wscat.cli.SessionCommand;
import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.core.ExitCode;
import dev.wscat.net.DialOptions;
import dev.wscat.net.Dialer;
import dev.wscat.net.Session;
import dev.wscat.terminal.Console;
import reactor.core.publisher.Mono;

/**
 * {@code wscat mirror URL}: a client that sends each message back to the server.
 */
public final class MirrorCommand extends SessionCommand {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

	private final Option url = Option.parameter("URL", "The server.");

	@Override
	public void defineOwn(Options options) {
		options.add(this.url);
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		return Mono.usingWhen(
				Mono.fromSupplier(() -> new Dialer(new DialOptions(CONNECT_TIMEOUT, wire(true, console)))),
				(dialer) -> dialer.dial(PeerUrl.parse(this.url.text()), (session) -> mirror(session, stop)),
				Dialer::dispose);
	}

	private static Mono<ExitCode> mirror(Session session, Mono<Void> stop) {
		Mono<Void> stopped = stop.then(session.close(Closing.NORMAL)).then();
		return Mono.when(session.send(session.receive()), stopped.takeUntilOther(session.ended()))
			.then(session.ended())
			.map(Ending::exitCode);
	}

}
