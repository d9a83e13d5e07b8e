package dev.wscat.command.transfer;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import dev.wscat.core.Message;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * What a {@link Desk} sends in one session, made as the wire has room for it. For one
 * subscriber.
 */
final class Outflow implements Publisher<Message>, Subscription {

	private final Supplier<@Nullable Message> source;

	private final Runnable wake;

	private final AtomicLong demand = new AtomicLong();

	private volatile boolean over;

	private boolean draining;

	private @Nullable Subscriber<? super Message> subscriber;

	/**
	 * Create a flow.
	 * @param source gives what is to be sent next, or {@code null} for nothing now; asked
	 * on the thread of the desk
	 * @param wake has {@link #drain} called on that thread
	 */
	Outflow(Supplier<@Nullable Message> source, Runnable wake) {
		this.source = source;
		this.wake = wake;
	}

	@Override
	public void subscribe(Subscriber<? super Message> actual) {
		this.subscriber = actual;
		actual.onSubscribe(this);
	}

	@Override
	public void request(long count) {
		this.demand.addAndGet(count);
		this.wake.run();
	}

	@Override
	public void cancel() {
		this.over = true;
	}

	/** Send what there is room for; on the thread of the desk. */
	void drain() {
		Subscriber<? super Message> actual = this.subscriber;
		if (this.draining || actual == null) {
			return;
		}
		this.draining = true;
		while (!this.over && this.demand.get() > 0) {
			Message next = this.source.get();
			if (next == null) {
				break;
			}
			this.demand.decrementAndGet();
			actual.onNext(next);
		}
		this.draining = false;
	}

}
