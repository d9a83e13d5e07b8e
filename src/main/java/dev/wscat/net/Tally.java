package dev.wscat.net;

/**
 * How many messages were accepted to be sent, and how long they are before packing.
 */
final class Tally {

	private volatile long messages;

	private volatile long bytes;

	/** By one thread at a time. */
	void add(int length) {
		this.messages = this.messages + 1;
		this.bytes = this.bytes + length;
	}

	long messages() {
		return this.messages;
	}

	long bytes() {
		return this.bytes;
	}

}
