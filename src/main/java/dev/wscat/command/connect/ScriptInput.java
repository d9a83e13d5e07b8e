package dev.wscat.command.connect;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.Message;
import dev.wscat.net.Ledger;
import dev.wscat.net.Session;
import dev.wscat.terminal.Relay;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * What is said without stdin, and then stdin if it is wanted. On each connection first
 * what stands before all else, then what the connection before has left, then the rest.
 */
final class ScriptInput implements Input {

	private final Supplier<Script> opening;

	private final Script script;

	private final @Nullable Ledger ledger;

	private final @Nullable Input rest;

	private final Relay relay;

	private final Duration wait;

	private final AtomicBoolean started = new AtomicBoolean();

	private final Sinks.Empty<Void> said = Sinks.empty();

	private volatile @Nullable CliException fault;

	/**
	 * Create an input.
	 * @param opening what each connection begins with, from its first message
	 * @param script what is said once
	 * @param ledger has what a lost connection did not send, or {@code null}
	 * @param rest what follows, or {@code null} for nothing
	 * @param relay knows how long the peer was quiet
	 * @param wait how long it has to be when nothing follows, negative for ever
	 */
	ScriptInput(Supplier<Script> opening, Script script, @Nullable Ledger ledger, @Nullable Input rest, Relay relay,
			Duration wait) {
		this.opening = opening;
		this.script = script;
		this.ledger = ledger;
		this.rest = rest;
		this.relay = relay;
		this.wait = wait;
	}

	@Override
	public Mono<Void> sendOn(Session session) {
		return Mono.defer(() -> session.sendMessages(messages(this.opening.get()))).then(Mono.defer(() -> {
			Ledger left = this.ledger;
			if (left == null) {
				return session.sendMessages(messages(this.script));
			}
			session.keepIn(left);
			return session.sendMessages(left(left).concatWith(messages(this.script)));
		})).then(Mono.defer(() -> follow(session)));
	}

	private Mono<Void> follow(Session session) {
		this.said.tryEmitEmpty();
		Input next = this.rest;
		if (next == null || this.fault != null) {
			return Mono.empty();
		}
		Mono<Void> begin = Mono.fromRunnable(() -> {
			if (this.started.compareAndSet(false, true)) {
				next.start();
			}
		});
		Mono<Void> sent = Mono.when(next.sendOn(session), begin);
		Ledger left = this.ledger;
		// a line that was taken in the moment in which a connection was lost
		return (left != null) ? sent.then(session.sendMessages(left(left))) : sent;
	}

	@Override
	public void start() {
		// what follows begins when it is its turn
	}

	@Override
	public int stop() {
		return (this.rest != null) ? this.rest.stop() : 0;
	}

	@Override
	public String unit() {
		return (this.rest != null) ? this.rest.unit() : "message";
	}

	@Override
	public Mono<Closing> closing() {
		return Mono.defer(() -> {
			if (this.fault != null) {
				return Mono.just(Closing.NORMAL);
			}
			if (this.rest != null) {
				return this.rest.closing();
			}
			return this.wait.isNegative() ? Mono.empty() : this.relay.quiet(this.wait).thenReturn(Closing.NORMAL);
		});
	}

	@Override
	public @Nullable CliException fault() {
		CliException own = this.fault;
		return (own != null || this.rest == null) ? own : this.rest.fault();
	}

	/** Completes empty once all has been said that comes before what follows. */
	Mono<Void> said() {
		return this.said.asMono();
	}

	private Flux<Message> messages(Script source) {
		Flux<Message> messages = Flux.generate((sink) -> {
			try {
				Message message = source.next();
				if (message != null) {
					sink.next(message);
				}
				else {
					sink.complete();
				}
			}
			catch (CliException ex) {
				this.fault = ex;
				sink.complete();
			}
		});
		return source.hasFiles() ? messages.subscribeOn(Schedulers.boundedElastic()) : messages;
	}

	private static Flux<Message> left(Ledger ledger) {
		return Flux.generate((sink) -> {
			Message message = ledger.poll();
			if (message != null) {
				sink.next(message);
			}
			else {
				sink.complete();
			}
		});
	}

}
