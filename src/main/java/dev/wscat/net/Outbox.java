package dev.wscat.net;

import java.util.ArrayDeque;
import java.util.Deque;

import dev.wscat.core.Closing;
import dev.wscat.core.Opcode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
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

	private static final int FIRST_CAPACITY = 1 << 12;

	private final Channel channel;

	private final FrameEncoder encoder;

	/** Where what is sent is told, if it is. */
	private final @Nullable Inbox told;

	private final Object lock = new Object();

	// everything below is guarded by the lock

	private @Nullable ByteBuf filling;

	private @Nullable ByteBuf spare;

	private int fillingMessages;

	private int writingMessages;

	private byte @Nullable [] pong;

	private boolean scheduled;

	private boolean writing;

	private boolean closed;

	private final @Nullable SentLog log;

	/** Whether what was sent is not yet taken by the one who is told. */
	private boolean behind;

	private long unsent;

	private long messages;

	private long bytes;

	/** Bytes of all buffers that were given to the channel. */
	private long given;

	private @Nullable ByteBuf inFlight;

	private boolean failed;

	private @Nullable Ledger ledger;

	private @Nullable Window window;

	private final Deque<Runnable> waiting = new ArrayDeque<>();

	private final Deque<Runnable> drained = new ArrayDeque<>();

	/**
	 * Create an outbox.
	 * @param channel where to
	 * @param encoder makes the frames
	 * @param told where what is sent is put among what is received, or {@code null}
	 */
	Outbox(Channel channel, FrameEncoder encoder, @Nullable Inbox told) {
		this.channel = channel;
		this.encoder = encoder;
		this.told = told;
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
				int length = batch.length(i);
				this.encoder.encode(room(length), batch.opcode(i), batch.data(), batch.offset(i), length);
			}
			this.fillingMessages += batch.size();
			schedule();
			if (hasRoom()) {
				return true;
			}
			this.waiting.add(whenRoom);
			return false;
		}
	}

	/**
	 * Append a Ping.
	 * @param payload at most 125 bytes
	 */
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
			if (isSmall()) {
				control(Opcode.PONG, payload);
			}
			else if (!this.closed) {
				this.pong = payload;
			}
		}
	}

	/**
	 * Append a Close, behind which nothing is sent any more.
	 * @param closing code and reason
	 */
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

	/**
	 * Return how many messages were accepted but can no longer be written.
	 * @return a count that is final once the channel is closed
	 */
	long unsent() {
		synchronized (this.lock) {
			return this.unsent;
		}
	}

	/**
	 * Return how many messages were accepted while the connection was open.
	 * @return messages of text and bytes
	 */
	long messages() {
		synchronized (this.lock) {
			return this.messages;
		}
	}

	/**
	 * Return how long those messages are together.
	 * @return bytes, before packing
	 */
	long bytes() {
		synchronized (this.lock) {
			return this.bytes;
		}
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

	/**
	 * Return how many bytes were appended.
	 * @return a count that grows with each frame
	 */
	long appended() {
		synchronized (this.lock) {
			return this.given + ((this.filling != null) ? this.filling.readableBytes() : 0);
		}
	}

	/**
	 * Return how many bytes the socket has taken.
	 * @return a count that grows while the peer reads
	 */
	long taken() {
		synchronized (this.lock) {
			return this.given - ((this.inFlight != null) ? this.inFlight.readableBytes() : 0);
		}
	}

	/**
	 * Tell whether all that was appended is with the socket.
	 * @return whether nothing waits
	 */
	boolean isIdle() {
		synchronized (this.lock) {
			return this.filling == null && this.inFlight == null;
		}
	}

	/**
	 * The channel is closed: nothing goes out any more. Called on the event loop.
	 */
	void abandon() {
		synchronized (this.lock) {
			this.closed = true;
			this.unsent += this.fillingMessages;
			this.fillingMessages = 0;
			release(this.filling);
			release(this.spare);
			MessageBatch unwritten = (this.log != null) ? this.log.take() : null;
			if (unwritten != null) {
				unwritten.release();
			}
			this.filling = null;
			this.spare = null;
			this.encoder.release();
			if (this.ledger != null) {
				account(false);
				this.ledger.end();
			}
		}
		runAll(this.waiting);
		runAll(this.drained);
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
		ByteBuf buffer = room(payload.length);
		this.encoder.encode(buffer, opcode, payload);
		long end = this.given + buffer.readableBytes();
		if (!Opcode.isControl(opcode)) {
			this.messages++;
			this.bytes += payload.length;
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
		return !this.behind && isSmall();
	}

	private boolean isSmall() {
		return this.filling == null || this.filling.readableBytes() < CAPACITY;
	}

	private ByteBuf room(int payload) {
		ByteBuf buffer = this.filling;
		if (buffer == null) {
			buffer = this.spare;
			this.spare = null;
			int needed = payload + FrameEncoder.LONGEST_HEADER;
			if (buffer == null || buffer.capacity() < needed) {
				release(buffer);
				buffer = allocator().directBuffer(Math.max(needed, FIRST_CAPACITY));
			}
			this.filling = buffer;
		}
		return buffer;
	}

	private ByteBufAllocator allocator() {
		return this.channel.alloc();
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
			out = this.filling;
			if (out == null) {
				return;
			}
			this.filling = null;
			this.writing = true;
			this.given += out.readableBytes();
			this.inFlight = out;
			this.writingMessages = this.fillingMessages;
			this.fillingMessages = 0;
			sent = (this.log != null) ? this.log.take() : null;
		}
		boolean mayGoOn = tell(sent);
		out.retain();
		this.channel.writeAndFlush(out).addListener((future) -> written(future, out));
		if (mayGoOn) {
			runAll(this.waiting);
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
		runAll(this.waiting);
	}

	private void written(Future<?> future, ByteBuf out) {
		boolean more;
		synchronized (this.lock) {
			this.writing = false;
			if (!future.isSuccess()) {
				this.unsent += this.writingMessages;
			}
			account(future.isSuccess());
			this.writingMessages = 0;
			recycle(out);
			more = this.filling != null || this.pong != null;
			this.scheduled = more;
		}
		if (more) {
			flush();
		}
		else {
			runAll(this.drained);
		}
	}

	/** Of a buffer that failed the socket has taken what was read from it. */
	private void account(boolean success) {
		ByteBuf out = this.inFlight;
		this.inFlight = null;
		if (out != null && this.ledger != null && !this.failed) {
			this.failed = !success;
			this.ledger.taken(success ? this.given : this.given - out.readableBytes());
		}
	}

	/** Keep one buffer for the next turn, unless a huge message made it huge. */
	private void recycle(ByteBuf buffer) {
		if (this.spare == null && !this.closed && buffer.capacity() <= 2 * CAPACITY) {
			this.spare = buffer.clear();
		}
		else {
			buffer.release();
		}
	}

	private static void release(@Nullable ByteBuf buffer) {
		if (buffer != null) {
			buffer.release();
		}
	}

	/**
	 * Those that are there now; one that is added by a callback waits for its own turn.
	 */
	private void runAll(Deque<Runnable> callbacks) {
		Runnable[] present;
		synchronized (this.lock) {
			present = callbacks.toArray(new Runnable[0]);
			callbacks.clear();
		}
		for (Runnable callback : present) {
			callback.run();
		}
	}

}
