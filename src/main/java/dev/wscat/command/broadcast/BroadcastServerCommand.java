package dev.wscat.command.broadcast;

import java.util.Locale;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.ServerCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Broadcast;
import dev.wscat.net.BroadcastOptions;
import dev.wscat.net.Session;
import dev.wscat.terminal.ClientLog;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code wscat broadcast-server}: relays each message to all other clients.
 */
public final class BroadcastServerCommand extends ServerCommand {

	private final Option echo = Option.flag("--echo", "Send a message to its sender too.");

	private final Option slow = Option.text("--slow", "WHAT",
			"What is done about a client that is behind by more than --queue: close it with 1013, drop-oldest of the"
					+ " messages that wait for it, or block all senders until it has caught up")
		.oneOf("close", "drop-oldest", "block")
		.initially("close");

	private final Option queue = Option.size("--queue", "How far a client may be behind").initially("16MB");

	private @Nullable Broadcast broadcast;

	/** Create the command. */
	public BroadcastServerCommand() {
		super(8008);
	}

	@Override
	public void defineOwn(Options options) {
		options.add(this.echo, this.slow, this.queue);
		super.defineOwn(options);
	}

	@Override
	public void check() {
		super.check();
		if (this.queue.size() == 0) {
			throw new CliException(ExitCode.USAGE, "invalid --queue: 0 leaves no room for a message");
		}
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		String policy = this.slow.text().toUpperCase(Locale.ROOT).replace('-', '_');
		long memory = 2L * (this.queue.size() + maxMessage());
		this.broadcast = new Broadcast(new BroadcastOptions(this.echo.isSet(), BroadcastOptions.Slow.valueOf(policy),
				this.queue.size(), slowTimeout(), memory));
		return super.run(console, stop);
	}

	@Override
	protected Mono<Void> serve(Session session, ClientLog log) {
		Broadcast all = this.broadcast;
		if (all == null) {
			return Mono.error(new IllegalStateException("not running"));
		}
		Drops drops = new Drops(log);
		return all.join(session, drops).then(session.ended()).doFinally((signal) -> drops.end()).then();
	}

}
