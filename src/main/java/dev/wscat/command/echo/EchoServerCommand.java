package dev.wscat.command.echo;

import java.time.Duration;
import java.util.List;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.SessionCommand;
import dev.wscat.core.Closing;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Gate;
import dev.wscat.net.ListenOptions;
import dev.wscat.net.Listener;
import dev.wscat.net.Session;
import dev.wscat.terminal.Console;
import reactor.core.publisher.Mono;

/**
 * {@code wscat echo-server}: sends each message back as it came.
 */
public final class EchoServerCommand extends SessionCommand {

	private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

	private final Option port = Option.number("--port", "PORT", "Port on this machine").initially("8008");

	@Override
	public void defineOwn(Options options) {
		options.add(this.port);
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		return Mono.usingWhen(Mono.fromSupplier(() -> listener(console)),
				(listener) -> listener.listen((bound) -> console.note("starting websocket server at port=" + bound))
					.takeUntilOther(stop)
					.flatMap((session) -> echo(session, stop), Integer.MAX_VALUE)
					.then(Mono.just(ExitCode.OK)),
				Listener::dispose);
	}

	private Listener listener(Console console) {
		int threads = Runtime.getRuntime().availableProcessors();
		return new Listener(new ListenOptions(null, this.port.number(), List.of("*"), HANDSHAKE_TIMEOUT, threads,
				wire(false, console)), Gate.OPEN, console::error);
	}

	private static Mono<Void> echo(Session session, Mono<Void> stop) {
		Mono<Void> stopped = stop.then(session.close(Closing.GOING_AWAY)).then();
		return Mono.when(session.send(session.receive()), stopped.takeUntilOther(session.ended()));
	}

}
