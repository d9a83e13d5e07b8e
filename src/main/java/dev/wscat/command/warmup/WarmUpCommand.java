package dev.wscat.command.warmup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import dev.wscat.cli.Options;
import dev.wscat.cli.SessionOptions;
import dev.wscat.cli.TalkOptions;
import dev.wscat.cli.WscatCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.ExitCode;
import dev.wscat.core.ExitStatus;
import dev.wscat.net.DialOptions;
import dev.wscat.net.Dialer;
import dev.wscat.net.Gate;
import dev.wscat.net.ListenOptions;
import dev.wscat.net.Listener;
import dev.wscat.net.Refusal;
import dev.wscat.net.Session;
import dev.wscat.net.WireOptions;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * {@code wscat --warm-up}: does in one process, against itself, what people do with
 * wscat, so that the JVM can store the classes and profiles of it in a start-up cache.
 * The launcher feeds it lines on stdin and throws its stdout away.
 */
public final class WarmUpCommand implements WscatCommand {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final Duration MOMENT = Duration.ofMillis(200);

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final Gate CLOSED = (remote) -> new Refusal(503, "closed");

	/** Runs that end by themselves. The first takes all of stdin. */
	private static final List<String> RUNS = List.of("--connect=ws://127.0.0.1:{echo}/ --wait=50ms",
			"--connect=ws://127.0.0.1:{nobody}/", "--connect=ws://127.0.0.1:{closed}/?q -q",
			"--connect=wss://localhost:{echo}/", "--connect=ftp://127.0.0.1/", "--conect=ws://127.0.0.1/", "--version",
			"--help", "");

	private final BiFunction<String[], Console, @Nullable WscatCommand> parser;

	private final TalkOptions talk = new TalkOptions();

	private final SessionOptions sessionOptions = new SessionOptions();

	/**
	 * Create the command.
	 * @param parser reads a command line; gives {@code null} if that answered it
	 */
	public WarmUpCommand(BiFunction<String[], Console, @Nullable WscatCommand> parser) {
		this.parser = parser;
	}

	@Override
	public void define(Options options) {
		// there is nothing to choose
	}

	@Override
	public Duration longestStop() {
		return this.sessionOptions.longestStop();
	}

	@Override
	public TalkOptions talk() {
		return this.talk;
	}

	@Override
	public void prepare() {
		Dialer.prepare();
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		if (!Boolean.getBoolean("wscat.warm-up")) {
			return Mono.error(new CliException(ExitCode.USAGE, "--warm-up is a matter of the launcher, bin/wscat"));
		}
		return server(Gate.OPEN, console, (echo) -> server(CLOSED, console, (closed) -> runs(echo, closed, console)))
			.then(listen(console))
			.thenReturn(ExitCode.OK)
			.timeout(LIMIT)
			.takeUntilOther(stop);
	}

	private Mono<Void> runs(int echo, int closed, Console console) {
		int nobody = freePort();
		return Flux.fromIterable(RUNS)
			.map((line) -> line.replace("{echo}", Integer.toString(echo))
				.replace("{closed}", Integer.toString(closed))
				.replace("{nobody}", Integer.toString(nobody)))
			.concatMap((line) -> run(line, console, Mono.never()))
			.then(run("-c 127.0.0.1:" + echo, console, Mono.delay(MOMENT).then()))
			.then();
	}

	/** As the program does it, but for the exit. */
	private Mono<ExitStatus> run(String line, Console console, Mono<Void> stop) {
		return Mono.defer(() -> {
			String[] args = line.isEmpty() ? new String[0] : line.split(" ");
			WscatCommand command = this.parser.apply(args, console);
			return (command != null) ? command.run(console, stop).cast(ExitStatus.class)
					: Mono.<ExitStatus>just(ExitCode.OK);
		}).onErrorResume(CliException.class, (failure) -> {
			console.fatal(failure.line(), failure.getCause(), false);
			return Mono.just(failure.exitCode());
		});
	}

	/** Our own server for one client, and a client that talks to it until it answers. */
	private Mono<Void> listen(Console console) {
		int port = freePort();
		URI url = URI.create("ws://127.0.0.1:" + port + "/");
		Mono<Void> server = run("--listen=" + port, console, Mono.never()).then();
		Mono<Void> client = Mono
			.usingWhen(Mono.fromSupplier(() -> new Dialer(new DialOptions(PATIENCE, wire(true, console)))),
					(dialer) -> dialer.dial(url,
							(session) -> session.sendLines(Flux.just("one", "zw\u00f6lf"))
								.then(session.close(Closing.NORMAL)))
						.retry(100),
					Dialer::dispose)
			.then();
		return Mono.when(server, client);
	}

	private <T> Mono<T> server(Gate gate, Console console, IntFunction<Mono<T>> use) {
		Sinks.One<Integer> port = Sinks.one();
		Consumer<String> nowhere = (line) -> {
		};
		ListenOptions options = new ListenOptions("127.0.0.1", 0, List.of(), PATIENCE, 1, wire(false, console));
		return Mono.usingWhen(Mono.fromSupplier(() -> new Listener(options, gate, nowhere)), (listener) -> {
			Mono<Void> serve = listener.listen((bound) -> port.tryEmitValue(bound.port()))
				.flatMap(WarmUpCommand::echo)
				.then();
			return port.asMono().flatMap(use::apply).takeUntilOther(serve);
		}, Listener::dispose);
	}

	private static Mono<Void> echo(Session session) {
		return session.send(session.receive()).then(session.ended()).then();
	}

	private WireOptions wire(boolean client, Console console) {
		return this.sessionOptions.wire(client, this.talk, console);
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
