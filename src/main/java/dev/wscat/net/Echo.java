package dev.wscat.net;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.MonoSink;

/**
 * Sends each message back. Asks for the next read only when there is room for its
 * messages on the wire.
 */
final class Echo implements CoreSubscriber<MessageBatch> {

	private final Outbox outbox;

	private final Consumer<MessageBatch> seen;

	private final MonoSink<Void> done;

	private final Runnable more = this::more;

	private @Nullable Subscription source;

	Echo(Outbox outbox, Consumer<MessageBatch> seen, MonoSink<Void> done) {
		this.outbox = outbox;
		this.seen = seen;
		this.done = done;
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.source = subscription;
		more();
	}

	@Override
	public void onNext(MessageBatch batch) {
		this.seen.accept(batch);
		boolean room;
		try {
			room = this.outbox.messages(batch, this.more);
		}
		finally {
			batch.release();
		}
		if (room) {
			more();
		}
	}

	@Override
	public void onError(Throwable error) {
		this.done.error(error);
	}

	@Override
	public void onComplete() {
		this.done.success();
	}

	private void more() {
		Subscription current = this.source;
		if (current != null) {
			current.request(1);
		}
	}

}
