package dev.wscat.net.transfer;

import java.util.HashMap;
import java.util.Map;

/**
 * How much of a file may be sent: so many bytes more than the slowest receiver has
 * written. Who looks after it takes care of the threads.
 */
public final class Credit {

	/** Bytes under way of one sender, at most. */
	public static final int LARGEST_WINDOW = 1 << 22;

	/** Bytes under way of one sender, at least. */
	public static final int SMALLEST_WINDOW = 1 << 19;

	private final Map<Integer, Long> places = new HashMap<>();

	/**
	 * Count a receiver in.
	 * @param receiver its number
	 * @param offset the place from which it gets bytes
	 */
	public void add(int receiver, long offset) {
		this.places.put(receiver, offset);
	}

	/**
	 * Do not count a receiver any more.
	 * @param receiver its number
	 * @return whether it was counted
	 */
	public boolean remove(int receiver) {
		return this.places.remove(receiver) != null;
	}

	/**
	 * A receiver has written so much. What is no progress is passed over: it may be late,
	 * or a lie.
	 * @param receiver its number
	 * @param offset the place up to which it has
	 * @param sent the place up to which bytes were sent
	 * @return whether it is a receiver that is counted
	 */
	public boolean progress(int receiver, long offset, long sent) {
		Long before = this.places.get(receiver);
		if (before != null && offset > before && offset <= Math.max(sent, before)) {
			this.places.put(receiver, offset);
		}
		return before != null;
	}

	/**
	 * Return where the slowest receiver is.
	 * @return a place in the file; as far as there is when there is no receiver
	 */
	public long least() {
		long least = Long.MAX_VALUE;
		for (long place : this.places.values()) {
			least = Math.min(least, place);
		}
		return least;
	}

	/**
	 * Return where a receiver is.
	 * @param receiver its number
	 * @return a place in the file, or -1 when it is not counted
	 */
	public long place(int receiver) {
		return this.places.getOrDefault(receiver, -1L);
	}

	/**
	 * Tell whether bytes may be sent.
	 * @param offset the place behind them
	 * @param window bytes under way at once
	 * @return whether they may
	 */
	public boolean admits(long offset, long window) {
		long least = least();
		return least >= offset || offset - least <= window;
	}

	/**
	 * Return who is counted.
	 * @return the numbers, at this moment
	 */
	public Iterable<Integer> receivers() {
		return this.places.keySet();
	}

	/**
	 * Tell whether nobody is counted.
	 * @return whether nobody is
	 */
	public boolean isEmpty() {
		return this.places.isEmpty();
	}

	/** Count nobody. */
	public void clear() {
		this.places.clear();
	}

}
