package dev.wscat.command.script.engine;

import java.util.Map;
import java.util.HashMap;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The one thread of a program, which does one thing after the other: what sockets, files
 * and timers have for it. It ends when nothing is left that could have something.
 */
final class ScriptLoop implements Executor {

	private static final class Timer implements Comparable<Timer> {

		private final int id;

		private final Value callback;

		private final long interval;

		private long at;

		private boolean holds = true;

		private boolean cleared;

		Timer(int id, Value callback, long at, long interval) {
			this.id = id;
			this.callback = callback;
			this.at = at;
			this.interval = interval;
		}

		@Override
		public int compareTo(Timer other) {
			int order = Long.compare(this.at - other.at, 0);
			return (order != 0) ? order : Integer.compare(this.id, other.id);
		}

	}

	private static final Runnable WAKE = () -> {
	};

	private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

	/** What may have something for the program later. */
	private final AtomicInteger holds = new AtomicInteger();

	private volatile boolean over;

	// everything below belongs to the loop's thread

	private final PriorityQueue<Timer> timers = new PriorityQueue<>();

	private final Map<Integer, Timer> timersById = new HashMap<>();

	private int lastTimer;

	private int holdingTimers;

	/**
	 * Have something done by the loop; from any thread.
	 * @param task what to do
	 */
	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
	}

	/**
	 * Have something done by the loop.
	 * @param task what to do
	 * @return cold; completes when it is done, and never when the loop ends before
	 */
	Mono<Void> call(Runnable task) {
		return Mono.create((sink) -> execute(() -> {
			task.run();
			sink.success();
		}));
	}

	/** Do not end before {@link #release()}; from any thread. */
	void hold() {
		this.holds.incrementAndGet();
	}

	/** The opposite of {@link #hold()}; from any thread. */
	void release() {
		if (this.holds.decrementAndGet() == 0) {
			this.tasks.add(WAKE);
		}
	}

	/** End after what is being done now; from any thread. */
	void end() {
		this.over = true;
		this.tasks.add(WAKE);
	}

	boolean isOver() {
		return this.over;
	}

	/**
	 * Work until nothing is left to wait for, or it is told to end.
	 */
	void run() {
		while (!this.over) {
			runDue();
			Runnable task = this.tasks.poll();
			if (task == null) {
				if (this.over || this.holds.get() == 0 && this.holdingTimers == 0 && this.tasks.isEmpty()) {
					return;
				}
				task = await();
			}
			if (task != null && !this.over) {
				task.run();
			}
		}
	}

	private @Nullable Runnable await() {
		try {
			Timer next = this.timers.peek();
			return (next != null) ? this.tasks.poll(Math.max(next.at - System.nanoTime(), 0), TimeUnit.NANOSECONDS)
					: this.tasks.take();
		}
		catch (InterruptedException ex) {
			this.over = true;
			return null;
		}
	}

	/** Those that are due by now; what they add is for later. */
	private void runDue() {
		if (this.timers.isEmpty()) {
			return;
		}
		long now = System.nanoTime();
		Timer timer = this.timers.peek();
		while (timer != null && timer.at - now <= 0 && !this.over) {
			this.timers.remove();
			if (!timer.cleared) {
				if (timer.interval > 0) {
					timer.at = Math.max(timer.at + timer.interval, System.nanoTime() + 1);
					this.timers.add(timer);
				}
				else {
					forget(timer);
				}
				timer.callback.executeVoid();
			}
			timer = this.timers.peek();
		}
	}

	int setTimer(Value callback, double millis, boolean repeat) {
		long nanos = (long) (millis * 1_000_000);
		Timer timer = new Timer(++this.lastTimer, callback, System.nanoTime() + nanos, repeat ? nanos : 0);
		this.timers.add(timer);
		this.timersById.put(timer.id, timer);
		this.holdingTimers++;
		return timer.id;
	}

	void clearTimer(int id) {
		Timer timer = this.timersById.get(id);
		if (timer != null) {
			timer.cleared = true;
			this.timers.remove(timer);
			forget(timer);
		}
	}

	/** Whether a timer keeps the program from ending. */
	void holdTimer(int id, boolean holds) {
		Timer timer = this.timersById.get(id);
		if (timer != null && timer.holds != holds) {
			timer.holds = holds;
			this.holdingTimers += holds ? 1 : -1;
		}
	}

	private void forget(Timer timer) {
		this.timersById.remove(timer.id);
		if (timer.holds) {
			this.holdingTimers--;
		}
	}

}
