package dev.wscat.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * Pings, and what their Pongs tell: the round trip, what has arrived, and that the peer
 * is there, RFC 6455 section 5.5.2. A peer is not gone while it takes or sends the bytes
 * of something long, nor while it is we who do not read. All state belongs to the event
 * loop.
 */
final class Heartbeat {

	/** A Ping without its Pong, and how far all was when it was sent. */
	private record Unanswered(long number, long sentAt, long mark, long offset) {
	}

	private static final String NAME = "wscat ";

	/** A peer that leaves so many Pings unanswered gets no more. */
	private static final int MOST_UNANSWERED = 1000;

	/** Longest wait of a sender for the answer to a Ping. */
	private static final long PATIENCE_NANOS = 1_000_000_000;

	private final Wire wire;

	private final PingOptions options;

	private final @Nullable Ledger ledger;

	private final Deque<Unanswered> unanswered = new ArrayDeque<>();

	private long number;

	private @Nullable ScheduledFuture<?> beat;

	private @Nullable ScheduledFuture<?> deadline;

	private @Nullable ScheduledFuture<?> patience;

	private long takenBefore;

	private long readBefore;

	private long framesBefore;

	Heartbeat(Wire wire, PingOptions options, @Nullable Ledger ledger) {
		this.wire = wire;
		this.options = options;
		this.ledger = ledger;
	}

	void start() {
		long nanos = Math.max(this.options.interval().toNanos(), TimeUnit.MILLISECONDS.toNanos(1));
		this.beat = loop().scheduleAtFixedRate(this::ping, nanos, nanos, TimeUnit.NANOSECONDS);
	}

	void stop() {
		cancel(this.beat);
		cancel(this.deadline);
		cancel(this.patience);
	}

	/**
	 * A Pong has come.
	 * @param payload its payload
	 */
	boolean pong(byte[] payload) {
		long answered = number(payload);
		long now = System.nanoTime();
		// an answer to the newest answers those before it
		Unanswered first = this.unanswered.peek();
		while (first != null && first.number() <= answered) {
			this.unanswered.remove();
			if (first.number() == answered) {
				this.options.trips().add(now - first.sentAt());
				this.wire.watch().roundTrip(now - first.sentAt());
			}
			if (this.ledger != null) {
				this.ledger.confirm(first.mark());
			}
			confirm(first.offset());
			first = this.unanswered.peek();
		}
		return answered > 0;
	}

	private void confirm(long offset) {
		Window window = this.wire.window();
		if (window != null) {
			window.confirm(offset);
		}
	}

	/** Ask what has arrived, and do not let the sender wait too long for the answer. */
	void fence() {
		send();
		if (this.patience == null) {
			long waits = this.number;
			this.patience = loop().schedule(() -> {
				this.patience = null;
				Unanswered oldest = this.unanswered.peek();
				Window window = this.wire.window();
				if (window != null && oldest != null && oldest.number() <= waits) {
					window.lift();
				}
			}, PATIENCE_NANOS, TimeUnit.NANOSECONDS);
		}
	}

	private void ping() {
		if (this.options.idle() || !isAllConfirmed()) {
			send();
		}
	}

	private void send() {
		if (this.unanswered.size() < MOST_UNANSWERED) {
			long mark = (this.ledger != null) ? this.ledger.mark() : 0;
			this.unanswered.add(new Unanswered(++this.number, System.nanoTime(), mark, this.wire.outbox().appended()));
			this.wire.outbox().ping((NAME + this.number).getBytes(StandardCharsets.US_ASCII));
			watch();
		}
	}

	private boolean isAllConfirmed() {
		return this.ledger == null || this.ledger.doubtful() == 0;
	}

	/** Look again when the oldest Ping is due. */
	private void watch() {
		Unanswered oldest = this.unanswered.peek();
		if (oldest != null && this.deadline == null && !this.options.timeout().isNegative()) {
			look(oldest.sentAt() + this.options.timeout().toNanos() - System.nanoTime());
		}
	}

	private void look(long nanos) {
		this.takenBefore = this.wire.outbox().taken();
		this.readBefore = this.wire.intake().bytes();
		this.framesBefore = this.wire.intake().frames();
		this.deadline = loop().schedule(this::due, nanos, TimeUnit.NANOSECONDS);
	}

	private void due() {
		this.deadline = null;
		Unanswered oldest = this.unanswered.peek();
		long timeout = this.options.timeout().toNanos();
		if (oldest == null || System.nanoTime() - oldest.sentAt() < timeout) {
			watch();
		}
		else if (isUnderWay()) {
			look(timeout);
		}
		else {
			this.wire.lose(new PeerSilent(this.options.timeout()));
		}
	}

	/**
	 * Whether the Pong cannot be here yet: our Ping waits behind what the peer takes, its
	 * Pong behind a frame of which parts come, or nobody asks for more.
	 */
	private boolean isUnderWay() {
		boolean taking = !this.wire.outbox().isIdle() && this.wire.outbox().taken() > this.takenBefore;
		boolean sending = this.wire.intake().bytes() > this.readBefore
				&& this.wire.intake().frames() == this.framesBefore;
		return taking || sending || !this.wire.inbox().isReading();
	}

	private EventLoop loop() {
		return this.wire.channel().eventLoop();
	}

	private static long number(byte[] payload) {
		String text = new String(payload, StandardCharsets.ISO_8859_1);
		try {
			return text.startsWith(NAME) ? Long.parseLong(text.substring(NAME.length())) : 0;
		}
		catch (NumberFormatException ex) {
			// a Pong that nobody asked for, RFC 6455 section 5.5.3
			return 0;
		}
	}

	private static void cancel(@Nullable ScheduledFuture<?> timer) {
		if (timer != null) {
			timer.cancel(false);
		}
	}

}
