package dev.wscat.net;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps small what a lost connection leaves in doubt: a sender waits while more is under
 * way than this, until the answer to a Ping behind it comes. A peer that is slow to
 * answer, or never does, is not waited for longer than {@link #lift} allows. Callable
 * from any thread.
 */
final class Window {

	/** Bytes without an answer after which a sender has to wait. */
	static final int SIZE = 1 << 17;

	/** Bytes between two Pings. */
	private static final int STEP = 1 << 15;

	private final Runnable fence;

	private List<Runnable> waiting = new ArrayList<>();

	private long fenced;

	private long confirmed;

	private boolean lifted;

	/**
	 * Create a window.
	 * @param fence sends a Ping, later and on the event loop
	 */
	Window(Runnable fence) {
		this.fence = fence;
	}

	/**
	 * Something was appended.
	 * @param offset end of all that was appended
	 * @param whenOpen run later, when this gives no room now
	 * @return whether there is room for more
	 */
	synchronized boolean admits(long offset, Runnable whenOpen) {
		if (offset - this.fenced >= STEP) {
			this.fenced = offset;
			this.fence.run();
		}
		if (this.lifted || offset - this.confirmed <= SIZE) {
			return true;
		}
		this.waiting.add(whenOpen);
		return false;
	}

	/**
	 * A Ping was answered.
	 * @param offset end of all that was appended before it
	 */
	void confirm(long offset) {
		synchronized (this) {
			this.confirmed = Math.max(this.confirmed, offset);
			this.lifted = false;
		}
		open();
	}

	/** Do not wait any more, until a Ping is answered again. */
	void lift() {
		synchronized (this) {
			this.lifted = true;
		}
		open();
	}

	private void open() {
		List<Runnable> present;
		synchronized (this) {
			present = this.waiting;
			this.waiting = new ArrayList<>();
		}
		present.forEach(Runnable::run);
	}

}
