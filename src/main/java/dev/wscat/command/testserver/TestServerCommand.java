package dev.wscat.command.testserver;

import java.time.Duration;

import dev.wscat.cli.MetricsOptions;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.ServerCommand;
import dev.wscat.cli.ServerOptions;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Bound;
import dev.wscat.net.Session;
import dev.wscat.terminal.ClientLog;
import dev.wscat.terminal.Console;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code wscat test-server}: a server for clients to be tried on, from anywhere. Sends
 * each message back, says now and then how many clients there are, and has numbers for
 * Prometheus.
 */
public final class TestServerCommand extends ServerCommand {

	private static final String ANY = "0.0.0.0";

	private final ServerOptions serverOptions;

	private final Option interval = Option
		.time("--report-interval", "Time between two lines that say how many clients there are; -1 for none")
		.initially("30s");

	/** Create the command. */
	public TestServerCommand() {
		this(new ServerOptions(3003, ANY, "/ws"));
	}

	private TestServerCommand(ServerOptions serverOptions) {
		super(serverOptions, new MetricsOptions(9100, ANY));
		this.serverOptions = serverOptions;
	}

	@Override
	public void defineOwn(Options options) {
		options.add(this.interval);
		super.defineOwn(options);
	}

	@Override
	public void check() {
		super.check();
		if (this.interval.time().isZero()) {
			throw new CliException(ExitCode.USAGE, "invalid --report-interval: 0 would report without end");
		}
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		Mono<ExitCode> server = super.run(console, stop);
		Duration pause = this.interval.time();
		if (pause.isNegative()) {
			return server;
		}
		Flux<ExitCode> reports = Flux.interval(pause)
			.onBackpressureDrop()
			.doOnNext((tick) -> console.note("Active connections: " + connections()))
			.thenMany(Flux.empty());
		return Flux.merge(server, reports).next();
	}

	@Override
	protected Mono<Void> serve(Session session, ClientLog log) {
		return session.echo(log::received);
	}

	@Override
	protected void started(Bound bound, Console console) {
		console.note("Starting WebSocket server on " + this.serverOptions.host() + ":" + bound.port());
	}

	@Override
	protected ClientLog log(Console console, ClientLog.Turn turn, Session session) {
		return new ConnectionLog(console, turn, session);
	}

}
