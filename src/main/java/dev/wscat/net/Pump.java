package dev.wscat.net;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.MonoSink;

/**
 * Takes one message after the other from a source into the outbox, and asks for the next
 * only while there is room.
 *
 * @param <T> what the source gives
 */
final class Pump<T> implements CoreSubscriber<T> {

	/** Turns an element into a message. */
	interface Form<T> {

		int opcode(T element);

		byte[] payload(T element);

	}

	private final Wire wire;

	private final Form<T> form;

	private final MonoSink<Void> sink;

	private final Runnable more = this::more;

	private @Nullable Disposable closing;

	private volatile @Nullable Subscription source;

	Pump(Wire wire, Form<T> form, MonoSink<Void> sink) {
		this.wire = wire;
		this.form = form;
		this.sink = sink;
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.source = subscription;
		this.sink.onDispose(this::stop);
		this.closing = this.wire.closing().doOnTerminate(this.sink::success).subscribe();
		subscription.request(1);
	}

	@Override
	public void onNext(T element) {
		if (this.wire.outbox().message(this.form.opcode(element), this.form.payload(element), this.more)) {
			more();
		}
	}

	@Override
	public void onError(Throwable error) {
		this.sink.error(error);
	}

	@Override
	public void onComplete() {
		this.source = null;
		this.wire.outbox().whenDrained(this.sink::success);
	}

	private void more() {
		Subscription current = this.source;
		if (current != null) {
			current.request(1);
		}
	}

	private void stop() {
		Subscription current = this.source;
		this.source = null;
		if (current != null) {
			current.cancel();
		}
		if (this.closing != null) {
			this.closing.dispose();
		}
	}

}
