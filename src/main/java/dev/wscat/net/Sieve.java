package dev.wscat.net;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

import dev.wscat.core.Opcode;
import dev.wscat.core.Utf8;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Lets messages of one direction through, or not, or changed. Control frames go through
 * as they are, also those between the fragments of a message that does not. What goes
 * through is handed on as it lies in the reads, and as few parts as can be.
 */
final class Sieve implements FrameWalk.Listener {

	/** What becomes of a message; some the proxy has added itself. */
	enum Fate {

		PASSED, DROPPED, REWRITTEN, ADDED

	}

	private final FaultOptions faults;

	private final RandomGenerator random;

	private final boolean masked;

	private final int largestText;

	private final ByteBufAllocator allocator;

	private final SlowLine line;

	private final Share share;

	private final Runnable tooLong;

	/** Of the message that has begun. */
	private Fate fate = Fate.PASSED;

	/** A text as it came and, behind it, as it reads; null while none is held. */
	private @Nullable ByteBuf held;

	private @Nullable ByteBuf text;

	/** The text that went on in the place of the last message. */
	private byte @Nullable [] instead;

	private @Nullable ByteBuf read;

	private int runStart = -1;

	private int runEnd;

	private boolean passing;

	/** The session ends with a Close that went on already. */
	private boolean stopped;

	private long dropped;

	private long rewritten;

	/**
	 * Create a sieve.
	 * @param faults what is done
	 * @param random which messages are dropped
	 * @param masked whether frames that are made here are masked
	 * @param largestText longest text that can be rewritten, in bytes
	 * @param allocator for what is held and made
	 * @param line takes what goes through
	 * @param share memory of what is held
	 * @param tooLong run when a text is longer, and the session has to end
	 */
	Sieve(FaultOptions faults, RandomGenerator random, boolean masked, int largestText, ByteBufAllocator allocator,
			SlowLine line, Share share, Runnable tooLong) {
		this.faults = faults;
		this.random = random;
		this.masked = masked;
		this.largestText = largestText;
		this.allocator = allocator;
		this.line = line;
		this.share = share;
		this.tooLong = tooLong;
	}

	/** A read is to be walked through. */
	void begin(ByteBuf bytes) {
		this.read = bytes;
		this.runStart = -1;
	}

	/** The read is over. */
	void end() {
		handOn();
		this.read = null;
	}

	@Override
	public void begin(LooseHeader header, int from, int early) {
		if (this.stopped) {
			this.passing = false;
			return;
		}
		if (!header.isControl() && header.opcode() != Opcode.CONTINUATION) {
			this.fate = (this.faults.drop() > 0 && this.random.nextDouble() < this.faults.drop()) ? Fate.DROPPED
					: Fate.PASSED;
			this.instead = null;
			giveUp();
			if (this.fate == Fate.PASSED && header.opcode() == Opcode.TEXT && header.reserved() == 0
					&& !this.faults.rewrites().isEmpty()) {
				this.held = this.allocator.buffer();
				this.text = this.allocator.buffer();
			}
		}
		boolean message = !header.isControl();
		this.passing = !message || this.fate == Fate.PASSED && this.held == null;
		if (header.opcode() != Opcode.CONTINUATION) {
			// has its own delay
			handOn();
			this.line.beginMessage();
		}
		if (message && this.held != null) {
			header.write(this.held, header.size());
		}
		if (this.passing) {
			pass(header, from, early);
		}
	}

	private void pass(LooseHeader header, int from, int early) {
		if (early > 0) {
			handOn();
			ByteBuf start = this.allocator.buffer(early);
			header.write(start, early);
			this.line.add(start);
		}
		run(from, header.size() - early);
	}

	@Override
	public void payload(LooseHeader header, ByteBuf bytes, int from, int count, long before) {
		if (this.passing) {
			run(from, count);
		}
		else if (!header.isControl() && this.held != null && this.text != null) {
			if (this.text.readableBytes() + header.length() - before > this.largestText
					|| this.text.readableBytes() > 1 << 14 && this.share.isTight()) {
				forget();
				handOn();
				this.fate = Fate.DROPPED;
				this.stopped = true;
				this.tooLong.run();
				return;
			}
			this.held.writeBytes(bytes, from, count);
			int at = this.text.writerIndex();
			this.text.writeBytes(bytes, from, count);
			Payload.mask(this.text, at, count, Payload.turn(header.key(), before));
			this.share.hold(this.held.capacity() + this.text.capacity());
		}
	}

	@Override
	public void end(LooseHeader header) {
		if (header.isControl() || !header.isFinal()) {
			return;
		}
		if (this.held != null) {
			finish();
		}
		this.dropped += (this.fate == Fate.DROPPED) ? 1 : 0;
	}

	private void finish() {
		ByteBuf whole = this.held;
		ByteBuf plain = this.text;
		if (whole == null || plain == null) {
			return;
		}
		byte[] before = new byte[plain.readableBytes()];
		plain.getBytes(0, before);
		byte[] after = rewrite(before);
		// a control frame between the fragments
		handOn();
		if (after == before) {
			this.line.add(whole.retain());
		}
		else {
			this.fate = Fate.REWRITTEN;
			this.rewritten++;
			this.instead = after;
			ByteBuf frame = this.allocator.buffer(after.length + FrameEncoder.LONGEST_HEADER);
			new FrameEncoder(this.masked, null, null, 0).encode(frame, Opcode.TEXT, after);
			this.line.add(frame);
		}
		forget();
	}

	/** The same array when there is nothing to be changed. */
	private byte[] rewrite(byte[] bytes) {
		if (Utf8.firstFault(bytes, 0, bytes.length) >= 0) {
			return bytes;
		}
		String before = new String(bytes, StandardCharsets.UTF_8);
		String text = before;
		for (Rewrite rewrite : this.faults.rewrites()) {
			text = rewrite.apply(text);
		}
		return text.equals(before) ? bytes : text.getBytes(StandardCharsets.UTF_8);
	}

	private void run(int from, int count) {
		if (this.runStart < 0) {
			this.runStart = from;
			this.runEnd = from;
		}
		else if (this.runEnd != from) {
			handOn();
			this.runStart = from;
		}
		this.runEnd = from + count;
	}

	private void handOn() {
		ByteBuf bytes = this.read;
		if (this.runStart >= 0 && bytes != null && this.runEnd > this.runStart) {
			this.line.add(bytes.retainedSlice(this.runStart, this.runEnd - this.runStart));
		}
		this.runStart = -1;
	}

	/**
	 * A message inside another one is for its receiver to punish, who has to see both.
	 */
	private void giveUp() {
		if (this.held != null) {
			handOn();
			this.line.add(this.held.retain());
			forget();
		}
	}

	/** Let go of the text that is held. */
	void forget() {
		if (this.held != null && this.text != null) {
			this.held.release();
			this.text.release();
			this.share.hold(0);
		}
		this.held = null;
		this.text = null;
	}

	/** Whether the frame that has begun goes through. */
	boolean isPassing() {
		return this.passing;
	}

	/** What became of the last message, valid once it has ended. */
	Fate fate() {
		return this.fate;
	}

	/** The text that went on in the place of the last message, if it was rewritten. */
	byte @Nullable [] instead() {
		return this.instead;
	}

	long dropped() {
		return this.dropped;
	}

	long rewritten() {
		return this.rewritten;
	}

}
