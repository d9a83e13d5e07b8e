package dev.wscat.command.script.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import dev.wscat.core.Closing;
import dev.wscat.core.Message;
import dev.wscat.core.Opcode;
import dev.wscat.net.MessageBatch;
import dev.wscat.net.Session;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;

/**
 * A connection of a program, of one of its servers or to one. What is sent waits here,
 * within bounds, until the wire takes it; what is received waits in the socket while the
 * program is busy.
 */
final class Line {

	/** Promises of a handler that may wait for something at once, for one connection. */
	private static final int PENDING = 256;

	private static final Closing SLOW = new Closing(1013, "too slow");

	private final Program program;

	private final LineEvents events;

	private final long bound;

	private final Sinks.Many<Message> outgoing = Sinks.many().unicast().onBackpressureBuffer();

	private final Sinks.Empty<Void> abandoned = Sinks.empty();

	private final AtomicLong buffered = new AtomicLong();

	private final AtomicLong waiting = new AtomicLong();

	private volatile @Nullable Session session;

	private volatile boolean closing;

	private volatile boolean tellDrained;

	// everything below belongs to the loop's thread

	/** The connection as the program knows it, once there is one. */
	private @Nullable Value object;

	private boolean told;

	private int pending;

	private @Nullable MonoSink<Void> held;

	/**
	 * Create a connection.
	 * @param program whose it is
	 * @param events is told what happens
	 * @param bound most bytes that may wait to be sent
	 */
	Line(Program program, LineEvents events, long bound) {
		this.program = program;
		this.events = events;
		this.bound = bound;
	}

	/**
	 * Serve an open session to its end.
	 * @param opened the session
	 * @param first tells the program, on its thread, and gives what it knows the
	 * connection by
	 * @return cold; completes when the program has been told of the end
	 */
	Mono<Void> run(Session opened, Supplier<Value> first) {
		this.session = opened;
		ScriptLoop loop = this.program.loop();
		Mono<Void> begin = loop.call(() -> this.object = first.get());
		Mono<Void> incoming = opened.batches().concatMap(this::dispatch, 1).then();
		Mono<Void> outgoing = opened.sendMessages(this.outgoing.asFlux().doOnNext(this::taken));
		Mono<Void> noticed = opened.closing().doOnTerminate(() -> this.closing = true);
		return begin.then(Mono.when(incoming, outgoing, noticed)).then(opened.ended()).flatMap((ending) -> {
			lost(opened.unsent());
			Closing closing = ending.closing();
			boolean clean = ending.received() != null && !ending.fault();
			String fault = clean ? null : ending.describe();
			return loop.call(() -> closed(closing, clean, fault));
		});
	}

	private Mono<Void> dispatch(MessageBatch batch) {
		return Mono.create((sink) -> this.program.loop().execute(() -> {
			try {
				deliver(batch);
			}
			finally {
				batch.release();
			}
			if (this.pending < PENDING) {
				sink.success();
			}
			else {
				this.held = sink;
			}
		}));
	}

	private void deliver(MessageBatch batch) {
		Value known = object();
		for (int i = 0; i < batch.size() && !this.program.loop().isOver(); i++) {
			if (batch.opcode(i) == Opcode.TEXT) {
				this.events.text(known, batch.text(i));
			}
			else {
				this.events.binary(known, batch.bytes(i));
			}
		}
	}

	/** The connection has ended, or never began. */
	void closed(Closing closing, boolean clean, @Nullable String fault) {
		this.closing = true;
		this.told = true;
		if (this.object != null) {
			this.events.closed(this.object, closing, clean, fault);
		}
	}

	/** What the program knows the connection by, when that is known before it opens. */
	void object(Value known) {
		this.object = known;
	}

	Value object() {
		return Objects.requireNonNull(this.object);
	}

	/** Whether the program knows of the end. */
	boolean isTold() {
		return this.told;
	}

	private void lost(long unsent) {
		long count = unsent + this.waiting.get();
		this.program.budget().give(this.buffered.getAndSet(0));
		if (count > 0) {
			this.program.console()
				.note(count + ((count == 1) ? " message was" : " messages were")
						+ " not sent, since the connection closed");
		}
	}

	/**
	 * Send a message; on the loop's thread.
	 * @param message what to send
	 * @return whether more can be sent at once; {@code false} too when nothing can be
	 * sent any more
	 */
	boolean send(Message message) {
		if (this.closing) {
			return false;
		}
		int length = message.payload().length;
		long now = this.buffered.addAndGet(length);
		if (now > this.bound || !this.program.budget().take(length, now)) {
			this.buffered.addAndGet(-length);
			giveUp();
			return false;
		}
		this.waiting.incrementAndGet();
		this.outgoing.emitNext(message, Sinks.EmitFailureHandler.FAIL_FAST);
		return this.buffered.get() <= this.bound / 4;
	}

	/** It takes nothing while others wait for memory. */
	private void giveUp() {
		this.closing = true;
		this.program.console().error("a peer is too slow: " + this.buffered.get() + " bytes wait for it; it is closed");
		Session open = this.session;
		if (open != null) {
			this.program.work(open.close(SLOW).then());
		}
	}

	private void taken(Message message) {
		int length = message.payload().length;
		this.waiting.decrementAndGet();
		this.program.budget().give(length);
		if (this.buffered.addAndGet(-length) == 0 && this.tellDrained) {
			this.tellDrained = false;
			this.program.loop().execute(() -> this.events.drained(object()));
		}
	}

	/** Tell the program when all is on its way; on the loop's thread. */
	void tellDrained() {
		this.tellDrained = true;
		if (this.buffered.get() == 0) {
			this.tellDrained = false;
			this.program.loop().execute(() -> this.events.drained(object()));
		}
	}

	long buffered() {
		return this.buffered.get();
	}

	boolean isClosing() {
		return this.closing;
	}

	/**
	 * Close behind what was sent; on the loop's thread.
	 * @param saying the code and reason
	 */
	void close(Closing saying) {
		if (this.closing) {
			return;
		}
		this.closing = true;
		Session open = this.session;
		if (open == null) {
			this.abandoned.tryEmitEmpty();
			return;
		}
		this.outgoing.emitNext(Message.close(saying), Sinks.EmitFailureHandler.FAIL_FAST);
		// a peer that takes nothing is not waited for
		this.program.work(
				Mono.delay(this.program.job().patience()).then(open.close(saying)).then().takeUntilOther(open.ended()));
	}

	/**
	 * Close at once, when the program ends.
	 * @param saying the code and reason
	 * @param longest longest wait for the peer's Close
	 * @return cold; completes with the end of the connection
	 */
	Mono<Void> end(Closing saying, Duration longest) {
		return Mono.defer(() -> {
			Session open = this.session;
			if (open == null) {
				this.abandoned.tryEmitEmpty();
				return Mono.empty();
			}
			return open.close(saying).then().timeout(longest, Mono.empty());
		});
	}

	/** Completes when the program has given up what is not yet open. */
	Mono<Void> abandoned() {
		return this.abandoned.asMono();
	}

	/** A handler has returned a promise. */
	void begun() {
		this.pending++;
	}

	/** Such a promise is settled. */
	void done() {
		this.pending--;
		MonoSink<Void> next = this.held;
		if (next != null && this.pending < PENDING) {
			this.held = null;
			next.success();
		}
	}

	/** Headers of the client's request. */
	Iterable<Map.Entry<String, List<String>>> headers() {
		Session open = this.session;
		return (open != null) ? open.getHandshakeInfo().getHeaders().headerSet() : List.of();
	}

}
