package dev.wscat.net;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The way of the bytes of one direction to where they go: at once, or later and more
 * slowly, in their order. What waits is bounded by whoever fills it, who asks
 * {@link #isFull()}. On one event loop.
 */
final class SlowLine {

	/** Bytes that wait for their time, of one direction. */
	private static final int MOST = 4 << 20;

	/** The same when they wait for a slow rate only, or while memory is tight. */
	private static final int LITTLE = 1 << 18;

	/** What an entry needs besides its bytes. */
	private static final int OVERHEAD = 192;

	private static final long SECOND = 1_000_000_000;

	/** Pieces of a slow rate: as much as goes in this time. */
	private static final long PIECE_NANOS = SECOND / 50;

	private record Part(ByteBuf bytes, long due, int held) {
	}

	private final Channel there;

	private final FaultOptions faults;

	private final RandomGenerator random;

	private final Share share;

	private final Runnable room;

	private final Deque<Part> waiting = new ArrayDeque<>();

	private long held;

	private long lastDue = System.nanoTime();

	private long wait;

	/** When the next piece may go by the rate. */
	private long free = System.nanoTime() - PIECE_NANOS;

	private @Nullable Future<?> timer;

	private boolean ended;

	/**
	 * Create a way.
	 * @param there where the bytes go
	 * @param faults how slow it is
	 * @param random makes delays differ
	 * @param share memory of what waits
	 * @param room run when there is room again after there was none
	 */
	SlowLine(Channel there, FaultOptions faults, RandomGenerator random, Share share, Runnable room) {
		this.there = there;
		this.faults = faults;
		this.random = random;
		this.share = share;
		this.room = room;
	}

	/** What is added now begins a message, which has a delay of its own. */
	void beginMessage() {
		long jitter = this.faults.jitter().toNanos();
		this.wait = this.faults.delay().toNanos() + ((jitter > 0) ? this.random.nextLong(-jitter, jitter + 1) : 0);
	}

	/**
	 * Send bytes when it is their time; with the next {@link #flush()} at the earliest.
	 * @param bytes are taken over
	 */
	void add(ByteBuf bytes) {
		if (!this.faults.isSlow()) {
			this.there.write(bytes);
			return;
		}
		// nothing overtakes
		this.lastDue = Math.max(this.lastDue, System.nanoTime() + this.wait);
		// a copy, since a few bytes would hold the whole read
		ByteBuf kept = this.there.alloc().buffer(bytes.readableBytes()).writeBytes(bytes);
		bytes.release();
		int size = kept.readableBytes() + OVERHEAD;
		this.waiting.add(new Part(kept, this.lastDue, size));
		hold(size);
	}

	void flush() {
		if (!this.faults.isSlow()) {
			this.there.flush();
		}
		else {
			drain();
		}
	}

	/** Whether nothing should be added now; {@code room} is run when that is over. */
	boolean isFull() {
		if (!this.faults.isSlow()) {
			return !this.there.isWritable();
		}
		boolean little = this.share.isTight() || this.faults.delay().isZero();
		return this.held > (little ? LITTLE : MOST);
	}

	/** Bytes that wait. */
	long waiting() {
		long bytes = 0;
		for (Part part : this.waiting) {
			bytes += part.bytes().readableBytes();
		}
		return bytes;
	}

	/** It takes bytes again. */
	void writable() {
		if (this.faults.isSlow()) {
			drain();
		}
		else {
			this.room.run();
		}
	}

	/** Close the connection there behind the last byte. */
	void end() {
		this.ended = true;
		flush();
		if (!this.faults.isSlow()) {
			closeIfDone();
		}
	}

	/**
	 * Nobody is there any more.
	 * @return how many bytes were not sent
	 */
	long discard() {
		long lost = waiting();
		this.waiting.forEach((part) -> part.bytes().release());
		this.waiting.clear();
		hold(-this.held);
		if (this.timer != null) {
			this.timer.cancel(false);
		}
		return lost;
	}

	private void drain() {
		boolean wasFull = isFull();
		long now = System.nanoTime();
		while (!this.waiting.isEmpty() && this.there.isWritable() && next() - now <= 0) {
			send(this.waiting.getFirst(), now);
		}
		this.there.flush();
		if (!this.waiting.isEmpty() && this.there.isWritable() && this.timer == null) {
			this.timer = this.there.eventLoop().schedule(this::onTime, next() - now, TimeUnit.NANOSECONDS);
		}
		closeIfDone();
		if (wasFull && !isFull()) {
			this.room.run();
		}
	}

	private void onTime() {
		this.timer = null;
		drain();
	}

	/** When something can go. */
	private long next() {
		long due = this.waiting.getFirst().due();
		return (this.faults.rate() > 0 && this.free - due > 0) ? this.free : due;
	}

	private void send(Part part, long now) {
		int size = part.bytes().readableBytes();
		int count = size;
		if (this.faults.rate() > 0) {
			count = (int) Math.min(size, Math.max(1, this.faults.rate() / (SECOND / PIECE_NANOS)));
			// what was not used of the time before is lost but for a piece
			this.free = Math.max(this.free, now - PIECE_NANOS) + count * SECOND / this.faults.rate();
		}
		if (count < size) {
			this.there.write(part.bytes().readRetainedSlice(count));
			return;
		}
		this.waiting.removeFirst();
		hold(-part.held());
		this.there.write(part.bytes());
	}

	private void hold(long bytes) {
		this.held += bytes;
		this.share.hold(this.held);
	}

	private void closeIfDone() {
		if (this.ended && this.waiting.isEmpty()) {
			this.there.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
		}
	}

}
