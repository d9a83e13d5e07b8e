package dev.wscat.command.transfer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.ServerCommand;
import dev.wscat.core.Closing;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Broadcast;
import dev.wscat.net.BroadcastOptions;
import dev.wscat.net.Post;
import dev.wscat.net.Session;
import dev.wscat.terminal.ClientLog;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * {@code wscat transfer}: brings those who send files and those who receive them
 * together.
 */
public final class TransferCommand extends ServerCommand {

	private static final Closing BUG = new Closing(1011, "");

	private static final Duration TURN = Duration.ofSeconds(1);

	/** How far an IX receiver may be behind before senders have to wait. */
	private static final int QUEUE = 1 << 24;

	private final Option format = Option
		.text("--format", "FORMAT",
				"What is spoken: our own protocol, or that of IXWebSocket, whose messages go to all others as they are")
		.oneOf("wscat", "ix")
		.initially("wscat");

	private @Nullable Broadcast broadcast;

	private final Depot depot = new Depot();

	/** Create the command. */
	public TransferCommand() {
		super(8080, "64MB");
	}

	@Override
	public void defineOwn(Options options) {
		options.add(this.format);
		super.defineOwn(options);
	}

	@Override
	public void check() {
		super.check();
		if (!this.format.text().equals("ix")) {
			ReceiveCommand.checkMaxMessage(maxMessage());
		}
	}

	@Override
	protected boolean packs() {
		// the bytes of most files are packed already, and go through here as they are
		return false;
	}

	@Override
	public Mono<ExitCode> run(Console console, Mono<Void> stop) {
		if (this.format.text().equals("ix")) {
			this.broadcast = new Broadcast(new BroadcastOptions(false, BroadcastOptions.Slow.BLOCK, QUEUE,
					slowTimeout(), 2L * (QUEUE + maxMessage())));
			return super.run(console, stop);
		}
		long patience = slowTimeout().toNanos();
		Mono<ExitCode> watched = Flux.interval(TURN)
			.onBackpressureDrop()
			.doOnNext((tick) -> this.depot.dismissSlow(patience))
			.then(Mono.empty());
		return Flux.merge(super.run(console, stop), watched).next();
	}

	@Override
	protected Mono<Void> serve(Session session, ClientLog log) {
		if (this.broadcast != null) {
			return this.broadcast.join(session, new IxWatch(log)).then(session.ended()).then();
		}
		Sinks.One<Closing> dismissal = Sinks.one();
		Visitor visitor = new Visitor(new Post(session), log, dismissal);
		AtomicReference<@Nullable Party> party = new AtomicReference<>();
		Mono<Void> incoming = session.batches().doOnNext((batch) -> {
			try {
				party.set(this.depot.receive(party.get(), batch, visitor));
			}
			finally {
				batch.release();
			}
		}).then();
		Mono<Void> dismissed = dismissal.asMono()
			.takeUntilOther(session.closing())
			.flatMap((closing) -> session.close(closing).then());
		return Mono.when(incoming, dismissed).onErrorResume((error) -> {
			log.error("fails: " + error);
			return session.close(BUG).then();
		}).doFinally((signal) -> {
			Party who = party.get();
			if (who != null) {
				this.depot.leave(who);
			}
		});
	}

}
