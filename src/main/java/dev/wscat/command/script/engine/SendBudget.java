package dev.wscat.command.script.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What all connections of a program may have waiting to be sent, together: a quarter of
 * the memory. When that is used up, those that have much waiting get nothing more.
 */
final class SendBudget {

	/** Each may have so much, whatever the others have. */
	private static final long SMALL = 1 << 16;

	private final long most = Runtime.getRuntime().maxMemory() / 4;

	private final AtomicLong taken = new AtomicLong();

	/**
	 * Ask for room.
	 * @param length how many bytes
	 * @param own how many the connection has waiting then
	 * @return whether there is room
	 */
	boolean take(int length, long own) {
		if (this.taken.addAndGet(length) > this.most && own > SMALL) {
			this.taken.addAndGet(-length);
			return false;
		}
		return true;
	}

	/** Give room back. */
	void give(long length) {
		this.taken.addAndGet(-length);
	}

}
