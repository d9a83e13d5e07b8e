package dev.wscat.net;

import org.jspecify.annotations.Nullable;

/**
 * The runs that somebody on an event loop has yet to be sent, once for all who are
 * behind: each of them is at one place in it, so that a thousand slow clients hold no
 * more than the slowest. All state belongs to the event loop.
 */
final class BroadcastLog {

	/** A run, and its place. */
	static final class Entry {

		private final BroadcastRun run;

		private final long start;

		private @Nullable Entry next;

		private int readers;

		Entry(BroadcastRun run, long start) {
			this.run = run;
			this.start = start;
		}

		BroadcastRun run() {
			return this.run;
		}

		@Nullable Entry next() {
			return this.next;
		}

		boolean isLast() {
			return this.next == null;
		}

		/** A reader comes here. */
		Entry enter() {
			this.readers++;
			return this;
		}

		/** A reader goes on; {@code null} when it has all there is. */
		@Nullable Entry leave() {
			this.readers--;
			Entry following = this.next;
			return (following != null) ? following.enter() : null;
		}

		/** A reader goes for ever. */
		void abandon() {
			this.readers--;
		}

	}

	private @Nullable Entry first;

	private @Nullable Entry last;

	private long end;

	/**
	 * Append a run.
	 * @param run taken over
	 * @return its place
	 */
	Entry add(BroadcastRun run) {
		Entry entry = new Entry(run, this.end);
		this.end += run.bytes();
		if (this.last != null) {
			this.last.next = entry;
		}
		else {
			this.first = entry;
		}
		this.last = entry;
		return entry;
	}

	/** Let go of what nobody has to read any more. */
	void trim() {
		while (this.first != null && this.first.readers == 0) {
			this.first.run.release();
			this.first = this.first.next;
		}
		if (this.first == null) {
			this.last = null;
		}
	}

	/** How many bytes are held for the slowest. */
	long size() {
		return (this.first != null) ? this.end - this.first.start : 0;
	}

	/** How many bytes there are from a place on. */
	long from(Entry entry) {
		return this.end - entry.start;
	}

}
