package dev.wscat.command.echo;

import java.time.Duration;
import java.util.List;

import dev.wscat.cli.SessionOptions;
import dev.wscat.cli.TalkOptions;
import dev.wscat.cli.WscatCommand;
import dev.wscat.core.Closing;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Gate;
import dev.wscat.net.ListenOptions;
import dev.wscat.net.Listener;
import dev.wscat.net.Session;
import dev.wscat.terminal.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;

/**
 * {@code wscat echo-server}: sends each message back as it came.
 */
@Command(name = "echo-server", hidden = true, separator = "=", header = "Send every message back.%n")
public final class EchoServerCommand implements WscatCommand {

	private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

	@Option(names = "--port", defaultValue = "8008", description = "Port on this machine (${DEFAULT-VALUE}).")
	int port;

	@Mixin
	SessionOptions sessionOptions = new SessionOptions();

	@Mixin
	TalkOptions talk = new TalkOptions();

	@Override
	public TalkOptions talk() {
		return this.talk;
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
		return new Listener(new ListenOptions(null, this.port, List.of("*"), HANDSHAKE_TIMEOUT, threads,
				this.sessionOptions.wire(false, this.talk, console)), Gate.OPEN, console::error);
	}

	private static Mono<Void> echo(Session session, Mono<Void> stop) {
		Mono<Void> stopped = stop.then(session.close(Closing.GOING_AWAY)).then();
		return Mono.when(session.send(session.receive()), stopped.takeUntilOther(session.ended()));
	}

}
