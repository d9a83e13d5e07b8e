package dev.wscat.net;

import dev.wscat.core.Closing;
import dev.wscat.core.Opcode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Gathers frames in one buffer while the socket takes the one before: under load many
 * frames become one write, and a single frame goes out at once. Holds at most two
 * buffers; who sends has to wait for room in between.
 */
final class Outbox {

	/** Bytes gathered before a sender has to wait. */
	private static final int CAPACITY = 1 << 20;

	/** The same for a client that is one of many. */
	private static final int SHARED_CAPACITY = 1 << 18;

	private final Channel channel;

	private final FrameEncoder encoder;

	/** Where what is sent is told, if it is. */
	private final @Nullable Inbox told;

	private final Object lock = new Object();

	// everything below is guarded by the lock

	private final OutBuffers buffers;

	private final Share share;

	private int fillingMessages;

	private byte @Nullable [] pong;

	private boolean scheduled;

	private boolean writing;

	private boolean closed;

	private final @Nullable SentLog log;

	/** Whether what was sent is not yet taken by the one who is told. */
	private boolean behind;

	private long unsent;

	private final Tally tally = new Tally();

	private final InFlight inFlight = new InFlight();

	private @Nullable Ledger ledger;

	private @Nullable Window window;

	private final Callbacks waiting = new Callbacks();

	private final Callbacks drained = new Callbacks();

	/**
	 * Create an outbox.
	 * @param channel where to
	 * @param encoder makes the frames
	 * @param told where what is sent is put among what is received, or {@code null}
	 * @param budget what all clients of a server may hold, or {@code null} for a single
	 * one
	 */
	Outbox(Channel channel, FrameEncoder encoder, @Nullable Inbox told, @Nullable Budget budget) {
		this.channel = channel;
		this.encoder = encoder;
		this.told = told;
		this.share = new Share(budget);
		this.buffers = new OutBuffers((budget != null) ? SHARED_CAPACITY : CAPACITY);
		this.log = (told != null) ? new SentLog(channel) : null;
	}

	/**
	 * Append a message; callable from any thread.
	 * @param opcode {@link Opcode#TEXT} or {@link Opcode#BINARY}
	 * @param payload the message
	 * @param whenRoom run later, on the event loop, if there is no room now
	 * @return whether there is room for one more at once
	 */
	boolean message(int opcode, byte[] payload, Runnable whenRoom) {
		synchronized (this.lock) {
			if (this.closed) {
				late(opcode, payload);
				return true;
			}
			long end = encode(opcode, payload);
			this.fillingMessages++;
			charge();
			schedule();
			if (hasRoom()) {
				return this.window == null || this.window.admits(end, whenRoom);
			}
			this.waiting.add(whenRoom);
			return false;
		}
	}

	/**
	 * Append the messages of a read, as they are; callable from any thread.
	 * @param batch the messages, which stay the caller's
	 * @param whenRoom run later, on the event loop, if there is no room now
	 * @return whether there is room for more at once
	 */
	boolean messages(MessageBatch batch, Runnable whenRoom) {
		synchronized (this.lock) {
			if (this.closed) {
				this.unsent += batch.size();
				return true;
			}
			for (int i = 0, size = batch.size(); i < size; i++) {
				this.buffers.append(this.channel.alloc(), this.encoder, batch, i);
				this.tally.add(batch.length(i));
			}
			this.fillingMessages += batch.size();
			charge();
			schedule();
			if (hasRoom()) {
				return true;
			}
			this.waiting.add(whenRoom);
			return false;
		}
	}

	/** Append a Ping with at most 125 bytes. */
	void ping(byte[] payload) {
		control(Opcode.PING, payload);
	}

	/**
	 * Append a Pong. While the peer takes nothing only the newest is kept, RFC 6455
	 * section 5.5.3, so that a flood of Pings cannot fill the memory.
	 * @param payload the Ping's payload
	 */
	void pong(byte[] payload) {
		synchronized (this.lock) {
			if (this.buffers.isSmall()) {
				control(Opcode.PONG, payload);
			}
			else if (!this.closed) {
				this.pong = payload;
			}
		}
	}

	/** Append a Close, behind which nothing is sent any more. */
	void close(Closing closing) {
		synchronized (this.lock) {
			control(Opcode.CLOSE, CloseFrames.payload(closing));
			this.closed = true;
		}
	}

	/**
	 * Call back once all that was appended before is written, or never will be.
	 * @param callback run on the event loop, or at once when nothing is pending
	 */
	void whenDrained(Runnable callback) {
		synchronized (this.lock) {
			if (this.scheduled || this.writing) {
				this.drained.add(callback);
				return;
			}
		}
		callback.run();
	}

	/** Messages that were accepted but not written; final once the channel is closed. */
	long unsent() {
		synchronized (this.lock) {
			return this.unsent;
		}
	}

	/** What was accepted while the connection was open. */
	Tally tally() {
		return this.tally;
	}

	/**
	 * Have what cannot be written kept, from the next message on.
	 * @param keeper takes it
	 * @param limit bounds what is in doubt
	 */
	void keepIn(Ledger keeper, Window limit) {
		synchronized (this.lock) {
			keeper.begin();
			this.ledger = keeper;
			this.window = limit;
			if (this.closed) {
				keeper.end();
			}
		}
	}

	/** Bytes that were appended. */
	long appended() {
		synchronized (this.lock) {
			return this.inFlight.given() + this.buffers.size();
		}
	}

	/** Bytes that the socket has taken; grows while the peer reads. */
	long taken() {
		synchronized (this.lock) {
			return this.inFlight.taken();
		}
	}

	/** Whether all that was appended is with the socket. */
	boolean isIdle() {
		synchronized (this.lock) {
			return this.buffers.isEmpty() && this.inFlight.isNone();
		}
	}

	/** Keep no memory while nothing is to be done. */
	void rest() {
		synchronized (this.lock) {
			this.buffers.rest();
			charge();
		}
	}

	/** The channel is closed: nothing goes out any more. Called on the event loop. */
	void abandon() {
		synchronized (this.lock) {
			this.closed = true;
			this.unsent += this.fillingMessages;
			this.fillingMessages = 0;
			this.buffers.release();
			MessageBatch unwritten = (this.log != null) ? this.log.take() : null;
			if (unwritten != null) {
				unwritten.release();
			}
			this.encoder.release();
			account(false);
			if (this.ledger != null) {
				this.ledger.end();
			}
			charge();
		}
		this.waiting.run();
		this.drained.run();
		if (this.window != null) {
			this.window.lift();
		}
	}

	private void control(int opcode, byte[] payload) {
		synchronized (this.lock) {
			if (!this.closed) {
				encode(opcode, payload);
				schedule();
			}
		}
	}

	/** Gives how many bytes were appended up to and with it. */
	private long encode(int opcode, byte[] payload) {
		ByteBuf buffer = this.buffers.room(this.channel.alloc(), payload.length);
		this.encoder.encode(buffer, opcode, payload);
		long end = this.inFlight.given() + buffer.readableBytes();
		if (!Opcode.isControl(opcode)) {
			this.tally.add(payload.length);
			if (this.ledger != null) {
				this.ledger.appended(opcode, payload, end);
			}
		}
		if (this.log != null) {
			this.log.add(opcode, payload);
		}
		return end;
	}

	private void late(int opcode, byte[] payload) {
		if (this.ledger != null && !Opcode.isControl(opcode)) {
			this.ledger.late(opcode, payload);
		}
		else {
			this.unsent++;
		}
	}

	private boolean hasRoom() {
		return !this.behind && this.buffers.isSmall() && !this.share.isTight();
	}

	private void charge() {
		this.share.hold((long) this.buffers.held() + this.inFlight.held());
	}

	private void schedule() {
		if (!this.scheduled && !this.writing) {
			this.scheduled = true;
			this.channel.eventLoop().execute(this::flush);
		}
	}

	private void flush() {
		ByteBuf out;
		MessageBatch sent;
		synchronized (this.lock) {
			this.scheduled = false;
			if (this.pong != null && !this.closed) {
				encode(Opcode.PONG, this.pong);
			}
			this.pong = null;
			out = this.buffers.take();
			if (out == null) {
				return;
			}
			this.writing = true;
			this.inFlight.begin(out, this.fillingMessages);
			this.fillingMessages = 0;
			sent = (this.log != null) ? this.log.take() : null;
		}
		boolean mayGoOn = tell(sent);
		out.retain();
		this.channel.writeAndFlush(out).addListener((future) -> written(future, out));
		// while memory is tight what is sent has to be gone first
		if (mayGoOn && !this.share.isTight()) {
			this.waiting.run();
		}
	}

	/**
	 * Before the write, so that no answer can come before what it answers; false when
	 * senders have to wait until it is taken.
	 */
	private boolean tell(@Nullable MessageBatch sent) {
		if (this.told == null || sent == null) {
			return !this.behind;
		}
		sent.stamp();
		boolean late = this.told.isBehindWith(sent, this::caughtUp);
		synchronized (this.lock) {
			this.behind = late;
		}
		return !late;
	}

	private void caughtUp() {
		synchronized (this.lock) {
			this.behind = false;
		}
		this.waiting.run();
	}

	private void written(Future<?> future, ByteBuf out) {
		boolean more;
		boolean mayGoOn;
		synchronized (this.lock) {
			this.writing = false;
			account(future.isSuccess());
			if (this.closed) {
				out.release();
			}
			else {
				this.buffers.recycle(out);
			}
			more = !this.buffers.isEmpty() || this.pong != null;
			mayGoOn = !more && !this.behind;
			this.scheduled = more;
			charge();
		}
		if (more) {
			flush();
		}
		else {
			if (mayGoOn) {
				this.waiting.run();
			}
			this.drained.run();
		}
	}

	private void account(boolean success) {
		if (!this.inFlight.isNone()) {
			long taken = success ? this.inFlight.given() : this.inFlight.taken();
			int messages = this.inFlight.end();
			this.unsent += success ? 0 : messages;
			if (this.ledger != null) {
				this.ledger.written(success, taken);
			}
		}
	}

}
