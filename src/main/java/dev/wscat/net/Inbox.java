package dev.wscat.net;

import java.util.ArrayDeque;
import java.util.Queue;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * The messages received, as a flux for one subscriber. The socket is read only while the
 * subscriber asks for more, so that a slow reader slows the peer; what was read is
 * delivered even after the connection is gone. All state belongs to the event loop.
 */
final class Inbox extends Flux<MessageBatch> implements Subscription {

	/** Batches of what was sent that may wait before senders have to. */
	private static final int AHEAD = 4;

	private final Channel channel;

	private final Queue<MessageBatch> queue = new ArrayDeque<>();

	private final Share share;

	private long queued;

	private @Nullable CoreSubscriber<? super MessageBatch> subscriber;

	private long demand;

	private boolean draining;

	private boolean done;

	private boolean discarding;

	/** Whether the peer has sent too much for the moment. */
	private boolean held;

	/** Run when all is taken. */
	private @Nullable Runnable caughtUp;

	Inbox(Channel channel, @Nullable Budget budget) {
		this.channel = channel;
		this.share = new Share(budget);
	}

	@Override
	public void subscribe(CoreSubscriber<? super MessageBatch> actual) {
		onLoop(() -> {
			if (this.subscriber != null) {
				Operators.error(actual, new IllegalStateException("messages have one subscriber only"));
				return;
			}
			this.subscriber = actual;
			actual.onSubscribe(this);
			drain();
		});
	}

	@Override
	public void request(long count) {
		if (Operators.validate(count)) {
			onLoop(() -> {
				this.demand = Operators.addCap(this.demand, count);
				drain();
			});
		}
	}

	@Override
	public void cancel() {
		onLoop(this::discard);
	}

	/**
	 * Deliver messages; on the event loop.
	 * @param messages taken over
	 */
	void next(MessageBatch messages) {
		if (this.discarding || this.done) {
			messages.release();
			return;
		}
		this.queue.add(messages);
		this.queued += messages.data().capacity();
		drain();
	}

	/**
	 * Deliver what was sent; on the event loop.
	 * @param sent taken over
	 * @param whenTaken run later if too much waits to be taken, once it is
	 * @return whether too much waits
	 */
	boolean isBehindWith(MessageBatch sent, Runnable whenTaken) {
		next(sent);
		if (this.queue.size() < AHEAD) {
			return this.caughtUp != null;
		}
		this.caughtUp = whenTaken;
		return true;
	}

	/** No message will follow; on the event loop. */
	void complete() {
		if (!this.done) {
			this.done = true;
			drain();
		}
	}

	/** Read on, but throw away what is nobody's; on the event loop. */
	void discard() {
		this.discarding = true;
		MessageBatch messages = this.queue.poll();
		while (messages != null) {
			messages.release();
			messages = this.queue.poll();
		}
		this.queued = 0;
		this.share.hold(0);
		tellCaughtUp();
		this.channel.read();
	}

	/** Say that messages nobody asked for are to be thrown away; on the event loop. */
	void discardUnlessSubscribed() {
		if (this.subscriber == null) {
			discard();
		}
	}

	/** Tell whether the socket is read; on the event loop. */
	boolean isReading() {
		return this.discarding || !this.held && (this.done || this.demand > 0 && this.queue.isEmpty());
	}

	/** Do not read on; on the event loop. */
	void hold() {
		this.held = true;
	}

	/** Read on if it is wanted; on the event loop. */
	void goOn() {
		this.held = false;
		readComplete();
	}

	/** A read has ended: ask for the next one if it is wanted; on the event loop. */
	void readComplete() {
		if (isReading()) {
			this.channel.read();
		}
	}

	private void drain() {
		CoreSubscriber<? super MessageBatch> actual = this.subscriber;
		if (actual == null || this.draining) {
			return;
		}
		this.draining = true;
		while (this.demand > 0 && !this.queue.isEmpty()) {
			this.demand--;
			MessageBatch next = this.queue.remove();
			this.queued -= next.data().capacity();
			actual.onNext(next);
		}
		this.draining = false;
		this.share.hold(this.queued);
		if (this.queue.isEmpty()) {
			tellCaughtUp();
			if (this.done && !this.discarding) {
				this.discarding = true;
				actual.onComplete();
			}
			else if (this.demand > 0 && !this.held) {
				this.channel.read();
			}
		}
	}

	private void tellCaughtUp() {
		Runnable callback = this.caughtUp;
		this.caughtUp = null;
		if (callback != null) {
			callback.run();
		}
	}

	private void onLoop(Runnable task) {
		if (this.channel.eventLoop().inEventLoop()) {
			task.run();
		}
		else {
			this.channel.eventLoop().execute(task);
		}
	}

}
