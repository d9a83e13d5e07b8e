package dev.wscat.net;

import dev.wscat.core.Opcode;
import dev.wscat.core.ServerWatch;

/**
 * What became of the messages that were accepted to be sent. Lengths are those before
 * packing. Guarded by the outbox, but for the totals.
 */
final class Tally {

	private final ServerWatch watch;

	private volatile long messages;

	private volatile long bytes;

	/** In the buffer that is being filled. */
	private Kinds filling = new Kinds();

	/** In the buffer that the socket has. */
	private Kinds writing = new Kinds();

	/**
	 * Create a tally of nothing.
	 * @param watch is told what the socket has taken
	 */
	Tally(ServerWatch watch) {
		this.watch = watch;
	}

	/** A message was accepted. */
	void add(int opcode, int length) {
		this.messages = this.messages + 1;
		this.bytes = this.bytes + length;
		this.filling.add(opcode, length);
	}

	/** What was accepted goes to the socket now. */
	void write() {
		Kinds empty = this.writing;
		this.writing = this.filling;
		this.filling = empty;
	}

	/**
	 * The write has ended.
	 * @param success whether all was taken
	 * @return how many messages were not
	 */
	int written(boolean success) {
		if (success) {
			this.writing.tell(this.watch);
		}
		int unsent = success ? 0 : this.writing.size();
		this.writing.clear();
		return unsent;
	}

	/**
	 * No more writes are made.
	 * @return how many messages were accepted in vain
	 */
	int abandon() {
		int unsent = this.filling.size();
		this.filling.clear();
		return unsent;
	}

	long messages() {
		return this.messages;
	}

	long bytes() {
		return this.bytes;
	}

	/** Messages by their kind. */
	static final class Kinds {

		private int texts;

		private long textBytes;

		private int binaries;

		private long binaryBytes;

		void add(int opcode, int length) {
			if (opcode == Opcode.TEXT) {
				this.texts++;
				this.textBytes += length;
			}
			else {
				this.binaries++;
				this.binaryBytes += length;
			}
		}

		int size() {
			return this.texts + this.binaries;
		}

		void tell(ServerWatch watch) {
			if (size() > 0) {
				watch.sent(this.texts, this.textBytes, this.binaries, this.binaryBytes);
			}
		}

		void clear() {
			this.texts = 0;
			this.textBytes = 0;
			this.binaries = 0;
			this.binaryBytes = 0;
		}

	}

}
