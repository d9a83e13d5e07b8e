package dev.wscat.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all clients of one event loop now and then: one timer for all of them instead
 * of some for each. All state belongs to the event loop.
 */
final class Rounds {

	static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

	static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private final EventLoop loop;

	private final long nanos;

	private final List<Guard> guards = new ArrayList<>();

	private @Nullable ScheduledFuture<?> timer;

	/**
	 * Create rounds.
	 * @param loop whose clients are looked at
	 * @param nanos time between two looks
	 */
	Rounds(EventLoop loop, long nanos) {
		this.loop = loop;
		this.nanos = nanos;
	}

	void add(Guard guard) {
		guard.place = this.guards.size();
		this.guards.add(guard);
		if (this.timer == null) {
			this.timer = this.loop.scheduleWithFixedDelay(this::look, this.nanos, this.nanos, TimeUnit.NANOSECONDS);
		}
	}

	/** The last one takes the place. */
	void remove(Guard guard) {
		Guard last = this.guards.remove(this.guards.size() - 1);
		if (last != guard) {
			this.guards.set(guard.place, last);
			last.place = guard.place;
		}
		if (this.guards.isEmpty() && this.timer != null) {
			this.timer.cancel(false);
			this.timer = null;
		}
	}

	/**
	 * From the last to the first, so that one that goes meanwhile moves nobody unseen.
	 */
	private void look() {
		long now = System.nanoTime();
		for (int i = this.guards.size() - 1; i >= 0; i--) {
			if (i < this.guards.size()) {
				this.guards.get(i).look(now);
			}
		}
	}

}
