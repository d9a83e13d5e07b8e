package dev.wscat.net;

import java.util.function.Consumer;

import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/**
 * A subscriber that asks for nothing unless it is told to.
 *
 * @param <T> what it takes
 */
final class OneByOne<T> extends BaseSubscriber<T> {

	private final Consumer<T> taker;

	private final Runnable end;

	OneByOne(Consumer<T> taker, Runnable end) {
		this.taker = taker;
		this.end = end;
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		// no demand yet
	}

	@Override
	protected void hookOnNext(T value) {
		this.taker.accept(value);
	}

	@Override
	protected void hookOnComplete() {
		this.end.run();
	}

}
