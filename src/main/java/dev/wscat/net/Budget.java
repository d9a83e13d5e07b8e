package dev.wscat.net;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes of messages under way that all clients of a server may hold together. Nobody is
 * refused any: while it is tight each takes as little as will do, and is read no further
 * before what waits for it has gone. Safe for all threads.
 */
final class Budget {

	/** Netty's own bound is the whole. */
	private static final int SHARE_OF_MEMORY = 3;

	private final long most;

	private final AtomicLong used = new AtomicLong();

	/**
	 * Create a budget.
	 * @param most bytes that are enough
	 */
	Budget(long most) {
		this.most = most;
	}

	/** As much as this JVM can spare. */
	static Budget ofMemory() {
		return new Budget(Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY);
	}

	/**
	 * Take or give back.
	 * @param bytes negative to give back
	 */
	void take(long bytes) {
		if (bytes != 0) {
			this.used.addAndGet(bytes);
		}
	}

	boolean isTight() {
		return this.used.get() > this.most;
	}

	long used() {
		return this.used.get();
	}

}
