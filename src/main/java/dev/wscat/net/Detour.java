package dev.wscat.net;

import dev.wscat.core.Closing;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The way of one direction of a session on which somebody listens, or something happens
 * to what is said. On one event loop.
 */
final class Detour implements FrameWalk.Listener {

	private final FrameWalk frames = new FrameWalk();

	private final SlowLine line;

	private final @Nullable Tap tap;

	private final @Nullable TapSide ear;

	private final @Nullable Sieve sieve;

	/**
	 * Create a way.
	 * @param line takes what goes on
	 * @param tap says when it can take no more, or {@code null}
	 * @param ear listens, or {@code null}
	 * @param sieve drops and changes messages, or {@code null}
	 */
	Detour(SlowLine line, @Nullable Tap tap, @Nullable TapSide ear, @Nullable Sieve sieve) {
		this.line = line;
		this.tap = tap;
		this.ear = ear;
		this.sieve = sieve;
	}

	/**
	 * Send what a read brought on its way.
	 * @param bytes are taken over
	 */
	void pass(ByteBuf bytes) {
		if (this.sieve == null) {
			if (this.ear != null) {
				this.frames.walk(bytes, this);
			}
			this.line.beginMessage();
			this.line.add(bytes);
			return;
		}
		this.sieve.begin(bytes);
		this.frames.walk(bytes, this);
		this.sieve.end();
		bytes.release();
	}

	@Override
	public void begin(LooseHeader header, int from, int early) {
		if (this.ear != null) {
			this.ear.begin(header, from, early);
		}
		if (this.sieve != null) {
			this.sieve.begin(header, from, early);
		}
	}

	@Override
	public void payload(LooseHeader header, ByteBuf bytes, int from, int count, long before) {
		if (this.ear != null) {
			this.ear.payload(header, bytes, from, count, before);
		}
		if (this.sieve != null) {
			this.sieve.payload(header, bytes, from, count, before);
		}
	}

	@Override
	public void end(LooseHeader header) {
		if (this.sieve != null) {
			this.sieve.end(header);
		}
		if (this.ear != null) {
			this.ear.end(header);
			if (!header.isControl() && header.isFinal()) {
				this.ear.finish((this.sieve != null) ? this.sieve.fate() : Sieve.Fate.PASSED,
						(this.sieve != null) ? this.sieve.instead() : null);
			}
		}
	}

	/** Whether what has gone on so far ends with a frame. */
	boolean isBetweenFrames() {
		return !this.frames.isInFrame() || this.sieve != null && !this.sieve.isPassing();
	}

	/**
	 * Put a Close on the way, behind all that is on it.
	 * @param frame is taken over
	 * @param closing what it says
	 */
	void say(ByteBuf frame, Closing closing) {
		if (this.ear != null) {
			this.ear.added(closing);
		}
		this.line.add(frame);
		this.line.flush();
	}

	void flush() {
		this.line.flush();
	}

	/**
	 * Tell whether more can come.
	 * @param room run later, when it cannot now
	 * @return whether it can
	 */
	boolean hasRoom(Runnable room) {
		if (this.line.isFull()) {
			return false;
		}
		if (this.tap != null && this.tap.isFull()) {
			this.tap.whenRoom(room);
			return false;
		}
		return true;
	}

	/** Where it leads to takes bytes again. */
	void writable() {
		this.line.writable();
	}

	/** Nothing more comes; close behind the last byte. */
	void end() {
		this.line.end();
		release();
	}

	/** Whether something is still on its way. */
	boolean isWaiting() {
		return this.line.waiting() > 0;
	}

	/**
	 * Where it leads to is gone.
	 * @return how many bytes were still on their way
	 */
	long discard() {
		release();
		return this.line.discard();
	}

	private void release() {
		if (this.ear != null) {
			this.ear.release();
		}
		if (this.sieve != null) {
			this.sieve.forget();
		}
	}

	long dropped() {
		return (this.sieve != null) ? this.sieve.dropped() : 0;
	}

	long rewritten() {
		return (this.sieve != null) ? this.sieve.rewritten() : 0;
	}

}
