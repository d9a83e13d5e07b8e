package dev.wscat.net;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A few things that are costly to make, for whoever needs one next. Safe for all threads.
 *
 * @param <T> what is lent
 */
final class Spares<T> {

	private static final int MOST = 8;

	private final Consumer<T> end;

	/** Guarded by this. */
	private final Deque<T> spares = new ArrayDeque<>(MOST);

	/**
	 * Create an empty store.
	 * @param end ends what is too many
	 */
	Spares(Consumer<T> end) {
		this.end = end;
	}

	/** Take one; {@code null} when there is none. */
	synchronized @Nullable T take() {
		return this.spares.poll();
	}

	/** Give one that is as good as new. */
	void give(T spare) {
		synchronized (this) {
			if (this.spares.size() < MOST) {
				this.spares.push(spare);
				return;
			}
		}
		this.end.accept(spare);
	}

}
