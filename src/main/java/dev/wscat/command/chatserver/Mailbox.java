package dev.wscat.command.chatserver;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.wscat.core.Closing;
import dev.wscat.core.Message;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/**
 * What waits to be sent to a user: so much and no more. Who takes too little has to go,
 * since to wait for one would be to hold up all.
 */
final class Mailbox {

	/** Messages that wait. */
	static final int MOST = 1024;

	/** Bytes that wait; most of them wait for many users, and are held once. */
	static final int MOST_BYTES = 1 << 22;

	static final Closing SLOW = new Closing(1013, "too slow");

	private final Sinks.Many<Message> sink = Sinks.many()
		.unicast()
		.onBackpressureBuffer(Queues.<Message>get(MOST).get());

	private final Sinks.One<Closing> dismissal = Sinks.one();

	private final AtomicInteger messages = new AtomicInteger();

	private final AtomicLong bytes = new AtomicLong();

	private boolean dismissed;

	private long lost;

	/** What is to be sent, for one session. */
	Flux<Message> contents() {
		return this.sink.asFlux().doOnNext((message) -> {
			this.messages.decrementAndGet();
			this.bytes.addAndGet(-message.payload().length);
		});
	}

	/** Emits how to close the session, when it has to be. */
	Mono<Closing> dismissal() {
		return this.dismissal.asMono();
	}

	/**
	 * Put a message in, or dismiss a user who takes nothing; called under the lock of the
	 * chat.
	 */
	void put(Message message) {
		if (this.dismissed) {
			this.lost++;
			return;
		}
		int waiting = this.messages.incrementAndGet();
		long weight = this.bytes.addAndGet(message.payload().length);
		if (waiting > MOST || weight > MOST_BYTES && waiting > 1 || this.sink.tryEmitNext(message).isFailure()) {
			this.lost += waiting;
			dismiss(SLOW);
		}
	}

	/** Close the session: nothing more is put in. */
	void dismiss(Closing closing) {
		this.dismissed = true;
		this.dismissal.tryEmitValue(closing);
	}

	boolean isDismissed() {
		return this.dismissed;
	}

	/** How many messages were not handed to the session. */
	long lost() {
		return this.lost;
	}

}
