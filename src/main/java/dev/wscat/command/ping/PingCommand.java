package dev.wscat.command.ping;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.wscat.cli.ClientOptions;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.PeerUrl;
import dev.wscat.cli.SessionCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Dialer;
import dev.wscat.net.Timings;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.LineReader;
import dev.wscat.terminal.Relay;
import reactor.core.publisher.Mono;

/**
 * {@code wscat ping URL}: round trips of Pings, as ping(8) tells them, and where the time
 * of a connection goes.
 */
public final class PingCommand extends SessionCommand {

	/** Longest payload of a control frame in bytes, RFC 6455 section 5.5. */
	static final int LONGEST = 125;

	private final Option url = Option.parameter("URL", "The server; without a scheme ws:// is meant.");

	private final Option count = Option.number("-c --count", "N",
			"How many pings to send; without it there is no end.");

	private final Option interval = Option.finiteTime("-i --interval", "Time from one ping to the next")
		.initially("1s");

	private final Option timeout = Option.finiteTime("-W --timeout", "Longest wait for an answer").initially("5s");

	private final Option payload = Option.text("--payload", "TEXT",
			"What each ping carries, 125 bytes at most; without it a number.");

	private final Option tcp = Option.flag("--tcp", "Show how long the name, TCP and TLS took.");

	private final Option upgrade = Option.flag("--upgrade",
			"Show how long each step took, from the name to the first pong.");

	private final ClientOptions clientOptions = new ClientOptions();

	@Override
	public void defineOwn(Options options) {
		options.add(this.url, this.count, this.interval, this.timeout, this.payload, this.tcp, this.upgrade);
		this.clientOptions.define(options);
	}

	@Override
	public void check() {
		PeerUrl.parse(this.url.text());
		this.clientOptions.check();
		if (this.count.isSet() && this.count.number() == 0) {
			throw new CliException(ExitCode.USAGE, "invalid --count: 0 pings tell nothing");
		}
		if (this.interval.time().isZero()) {
			throw new CliException(ExitCode.USAGE, "invalid --interval: take 1ms or more");
		}
		int bytes = this.payload.text().getBytes(StandardCharsets.UTF_8).length;
		if (bytes > LONGEST) {
			throw new CliException(ExitCode.USAGE,
					"invalid --payload: it has " + bytes + " bytes; a ping carries " + LONGEST + " at most");
		}
	}

	@Override
	public void prepare() {
		Dialer.prepare();
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		Timings timings = new Timings();
		return Mono.using(() -> new Relay(console),
				(relay) -> Mono.usingWhen(Mono.fromSupplier(
						() -> new Dialer(this.clientOptions.dial(wire(true, console), console).timings(timings))),
						(dialer) -> ping(dialer, timings, relay, console, stop), Dialer::dispose),
				Relay::dispose);
	}

	private Mono<ExitCode> ping(Dialer dialer, Timings timings, Relay relay, Console console, Mono<Void> stop) {
		URI peer = PeerUrl.parse(this.url.text());
		PingInput input = isFromInput(console) ? new PingInput() : null;
		LineReader reader = (input != null) ? relay.reader(maxMessage(), input) : null;
		AtomicBoolean opened = new AtomicBoolean();
		Mono<Void> stoppedBefore = stop.then(Mono.defer(() -> opened.get() ? Mono.never() : Mono.empty()));
		return dialer.dial(peer, (session) -> {
			opened.set(true);
			if (reader != null) {
				reader.start();
			}
			return new Pinging(session, plan(), timings, console, PeerUrl.shown(peer), input).run(stop);
		}).takeUntilOther(stoppedBefore).defaultIfEmpty(ExitCode.OK).doFinally((signal) -> {
			if (reader != null && opened.get()) {
				reader.stop();
			}
		});
	}

	private Pinging.Plan plan() {
		byte[] fixed = this.payload.isSet() ? this.payload.text().getBytes(StandardCharsets.UTF_8) : null;
		return new Pinging.Plan(this.count.isSet() ? this.count.number() : Integer.MAX_VALUE, this.interval.time(),
				this.timeout.time(), fixed, this.tcp.isSet(), this.upgrade.isSet());
	}

	/** A script that says how to ping does not mean its own stdin. */
	private boolean isFromInput(Console console) {
		return !this.count.isSet() && !this.interval.isSet() && !this.payload.isSet() && console.isInputPiped();
	}

}
