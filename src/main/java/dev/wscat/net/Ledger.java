package dev.wscat.net;

import java.util.ArrayDeque;
import java.util.Deque;

import dev.wscat.core.Message;
import org.jspecify.annotations.Nullable;

/**
 * What became of the messages given to one connection after the other: those that a lost
 * connection never handed to the socket wait here for the next one, the others are
 * counted. Holds what the outbox holds, not more. Callable from any thread.
 */
public final class Ledger {

	private record Entry(Message message, long end) {
	}

	/** In the outbox of this connection, in order. */
	private final Deque<Entry> pending = new ArrayDeque<>();

	/** For the next connection. */
	private final Deque<Message> backlog = new ArrayDeque<>();

	private boolean broken;

	private boolean open;

	private long handed;

	private long confirmed;

	/**
	 * Return what a lost connection has left, to be sent before all else.
	 * @return the next message, or {@code null} when there is none
	 */
	public synchronized @Nullable Message poll() {
		return this.backlog.poll();
	}

	/**
	 * Return how many messages wait for a connection.
	 * @return a count, final once the session has ended
	 */
	public synchronized int size() {
		return this.backlog.size() + this.pending.size();
	}

	/**
	 * Return how many messages were handed to the socket of this connection and are not
	 * known to have arrived: no later Ping was answered.
	 * @return a count, final once the session has ended
	 */
	public synchronized long doubtful() {
		return this.handed - this.confirmed;
	}

	/** A connection begins. */
	synchronized void begin() {
		this.open = true;
		this.broken = false;
		this.handed = 0;
		this.confirmed = 0;
	}

	/**
	 * A message is in the outbox.
	 * @param opcode its kind
	 * @param payload its bytes
	 * @param end where its frame ends in all that the outbox has gathered
	 */
	synchronized void appended(int opcode, byte[] payload, long end) {
		this.pending.add(new Entry(Message.of(opcode, payload), end));
	}

	/**
	 * A message came too late for this connection.
	 * @param opcode its kind
	 * @param payload its bytes
	 */
	synchronized void late(int opcode, byte[] payload) {
		Message message = Message.of(opcode, payload);
		if (this.open) {
			this.pending.add(new Entry(message, Long.MAX_VALUE));
		}
		else {
			this.backlog.add(message);
		}
	}

	/**
	 * A write has ended; after one that failed none counts.
	 * @param success whether all of it was written
	 * @param end how many bytes the socket has taken, of all that the outbox has gathered
	 */
	synchronized void written(boolean success, long end) {
		if (this.broken) {
			return;
		}
		this.broken = !success;
		Entry first = this.pending.peek();
		while (first != null && first.end() <= end) {
			this.pending.remove();
			this.handed++;
			first = this.pending.peek();
		}
	}

	/**
	 * Return a mark for what was sent up to now.
	 * @return to be given to {@link #confirm} when a Ping sent now is answered
	 */
	synchronized long mark() {
		return this.handed + this.pending.size();
	}

	/**
	 * All that was sent before has arrived.
	 * @param mark what a mark said then
	 */
	synchronized void confirm(long mark) {
		this.confirmed = Math.max(this.confirmed, Math.min(mark, this.handed));
	}

	/** The connection has ended. */
	synchronized void end() {
		this.open = false;
		this.pending.forEach((entry) -> this.backlog.add(entry.message()));
		this.pending.clear();
	}

}
