package dev.wscat.net;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import dev.wscat.core.Closing;
import dev.wscat.core.Limit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one client within the limits of its server. All state belongs to the event loop.
 */
final class Guard {

	/** What a client may send at once, in time. */
	private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final byte[] PING = "wscat".getBytes(StandardCharsets.US_ASCII);

	private final Wire wire;

	private final Guards guards;

	private final @Nullable Rounds rounds;

	/** Place in the {@link Rounds}, theirs to set. */
	int place;

	private long messages;

	private long messageAt;

	private long read;

	private long heardAt;

	private long pingedAt;

	private boolean pinged;

	private long taken;

	private long takenAt;

	/** When all messages so far have had their time. */
	private long due;

	private boolean held;

	Guard(Wire wire, Guards guards, @Nullable Rounds rounds) {
		this.wire = wire;
		this.guards = guards;
		this.rounds = rounds;
		long now = System.nanoTime();
		this.messageAt = now;
		this.heardAt = now;
		this.takenAt = now;
		this.due = now - SECOND_NANOS;
		if (rounds != null) {
			rounds.add(this);
		}
	}

	/** The connection is closed. */
	void leave() {
		if (this.rounds != null) {
			this.rounds.remove(this);
		}
	}

	/**
	 * Look whether the client has kept the limits; called now and then.
	 * @param now the time
	 */
	void look(long now) {
		boolean waits = isWaiting(now);
		if (this.wire.isOpen() && !isIdle(now) && !isSlow(now, waits)) {
			lookForLife(now);
		}
		if (!waits) {
			this.wire.outbox().rest();
		}
	}

	private boolean isIdle(long now) {
		ServerLimits limits = this.guards.limits();
		long count = this.wire.intake().messages() + this.wire.outbox().tally().messages();
		if (count != this.messages || limits.idle().isNegative()) {
			this.messages = count;
			this.messageAt = now;
		}
		else if (now - this.messageAt > limits.idle().toNanos()) {
			stop(Limit.IDLE, new Closing(1001, "no message within " + ServerLimits.show(limits.idle())));
			return true;
		}
		return false;
	}

	/** Whether something waits for the client, which takes it or does not. */
	private boolean isWaiting(long now) {
		boolean waiting = !this.wire.outbox().isIdle();
		long count = this.wire.outbox().taken();
		if (!waiting || count != this.taken) {
			this.taken = count;
			this.takenAt = now;
		}
		return waiting;
	}

	private boolean isSlow(long now, boolean waits) {
		Duration slow = this.guards.limits().slow();
		if (waits && !slow.isNegative() && now - this.takenAt > slow.toNanos()) {
			stop(Limit.SLOW, new Closing(1013, "nothing was taken within " + ServerLimits.show(slow)));
			return true;
		}
		return false;
	}

	/**
	 * Any byte is a sign of life; so is it that the client takes what we send. While it
	 * is we who do not read there can be none.
	 */
	private void lookForLife(long now) {
		ServerLimits limits = this.guards.limits();
		long count = this.wire.intake().bytes();
		if (count != this.read || !this.wire.inbox().isReading()) {
			this.read = count;
			this.heardAt = now;
			this.pinged = false;
		}
		else if (this.pinged) {
			long since = Math.max(this.pingedAt, this.wire.outbox().isIdle() ? this.pingedAt : this.takenAt);
			if (!limits.pingTimeout().isNegative() && now - since > limits.pingTimeout().toNanos()) {
				this.guards.limited(Limit.PING, this.wire.channel().remoteAddress(),
						"no answer to a Ping within " + ServerLimits.show(limits.pingTimeout()));
				this.wire.lose(new PeerSilent(limits.pingTimeout()));
			}
		}
		else if (!limits.pingInterval().isNegative() && now - this.heardAt > limits.pingInterval().toNanos()) {
			this.pinged = true;
			this.pingedAt = System.nanoTime();
			this.wire.outbox().ping(PING);
		}
	}

	/**
	 * A Pong has come.
	 * @param payload what the client says it answers
	 * @return whether it answers our Ping
	 */
	boolean pong(byte[] payload) {
		if (!this.pinged || !Arrays.equals(payload, PING)) {
			return false;
		}
		this.wire.watch().roundTrip(System.nanoTime() - this.pingedAt);
		return true;
	}

	private void stop(Limit limit, Closing closing) {
		this.guards.limited(limit, this.wire.channel().remoteAddress(), closing.reason());
		this.wire.close(closing);
	}

	/**
	 * The client has sent something. If that is too much for the time, the next read
	 * waits until it is not.
	 * @param count how many messages and Pings
	 */
	void count(int count) {
		int rate = this.guards.limits().rate();
		if (rate > 0) {
			long now = System.nanoTime();
			this.due = Math.max(this.due, now - SECOND_NANOS) + count * (SECOND_NANOS / rate);
			if (this.due > now && !this.held) {
				this.held = true;
				this.guards.limited(Limit.RATE, this.wire.channel().remoteAddress(),
						"slowed down to " + rate + " messages a second");
				this.wire.inbox().hold();
				goOnWhenDue(now);
			}
		}
	}

	private void goOnWhenDue(long now) {
		this.wire.channel().eventLoop().schedule(() -> {
			long later = System.nanoTime();
			if (this.due > later) {
				goOnWhenDue(later);
			}
			else {
				this.held = false;
				this.wire.inbox().goOn();
			}
		}, this.due - now, TimeUnit.NANOSECONDS);
	}

	/**
	 * A message could not be taken.
	 * @param closing why
	 */
	void refused(Closing closing) {
		if (closing.code() == 1009) {
			this.guards.limited(Limit.MESSAGE, this.wire.channel().remoteAddress(), closing.reason());
		}
		else if (closing.code() == 1013) {
			this.guards.limited(Limit.MEMORY, this.wire.channel().remoteAddress(), closing.reason());
		}
	}

}
