package dev.wscat.command.ping;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Which Pings went when, to be known by their Pongs. The last of them are remembered,
 * answered or not, so that a second answer is known too. Callable from any thread.
 */
final class PingBook {

	/** What a Pong turned out to be. */
	enum Kind {

		/** The answer to a Ping. */
		ANSWER,

		/** The answer to a Ping that was given up. */
		LATE,

		/** A second answer. */
		DUPLICATE,

		/** Of no Ping of ours. */
		STRANGE

	}

	/**
	 * A Pong that was looked up.
	 *
	 * @param kind what it is
	 * @param sequence number of its Ping, from 1; 0 for a strange one
	 * @param nanos since its Ping went; 0 for a strange one
	 */
	record Pong(Kind kind, long sequence, long nanos) {
	}

	/** A Ping. */
	static final class Ping {

		private final byte[] payload;

		private final Sinks.Empty<Void> answered = Sinks.empty();

		private long sequence;

		private long sentAt;

		private boolean isAnswered;

		private boolean isGivenUp;

		Ping(byte[] payload) {
			this.payload = payload;
		}

		byte[] payload() {
			return this.payload;
		}

		/** Completes empty with the first answer. */
		Mono<Void> answered() {
			return this.answered.asMono();
		}

	}

	private static final int REMEMBERED = 1024;

	private final Deque<Ping> pings = new ArrayDeque<>();

	private long sent;

	/**
	 * A Ping goes.
	 * @param ping which
	 * @param nanos when, by {@link System#nanoTime()}
	 */
	synchronized void sent(Ping ping, long nanos) {
		if (this.pings.size() == REMEMBERED) {
			this.pings.removeFirst();
		}
		ping.sequence = ++this.sent;
		ping.sentAt = nanos;
		this.pings.addLast(ping);
	}

	/**
	 * Return how many went.
	 * @return a count
	 */
	synchronized long sent() {
		return this.sent;
	}

	/**
	 * Do not wait for an answer any more.
	 * @param ping to which Ping
	 * @return its number, or 0 when it never went
	 */
	synchronized long giveUp(Ping ping) {
		ping.isGivenUp = true;
		return ping.sequence;
	}

	/**
	 * A Pong has come.
	 * @param payload what it carries
	 * @param nanos when, by {@link System#nanoTime()}
	 * @return what it is
	 */
	Pong look(byte[] payload, long nanos) {
		Ping ping;
		Kind kind;
		synchronized (this) {
			ping = find(payload);
			if (ping == null) {
				return new Pong(Kind.STRANGE, 0, 0);
			}
			kind = ping.isAnswered ? Kind.DUPLICATE : ping.isGivenUp ? Kind.LATE : Kind.ANSWER;
			ping.isAnswered = true;
		}
		ping.answered.tryEmitEmpty();
		return new Pong(kind, ping.sequence, nanos - ping.sentAt);
	}

	/**
	 * The oldest that waits for such an answer; else the last that was given up, or has
	 * one.
	 */
	private @Nullable Ping find(byte[] payload) {
		Ping givenUp = null;
		Ping answered = null;
		for (Ping ping : this.pings) {
			if (Arrays.equals(ping.payload, payload)) {
				if (!ping.isAnswered && !ping.isGivenUp) {
					return ping;
				}
				givenUp = ping.isAnswered ? givenUp : ping;
				answered = ping.isAnswered ? ping : answered;
			}
		}
		return (givenUp != null) ? givenUp : answered;
	}

}
