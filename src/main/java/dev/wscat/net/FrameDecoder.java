package dev.wscat.net;

import java.util.Arrays;
import java.util.function.Supplier;

import dev.wscat.core.Closing;
import dev.wscat.core.Opcode;
import dev.wscat.core.Utf8;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Reads the peer's frames strictly by RFC 6455 section 5 and gathers them to messages.
 * Whole messages stay where the socket's read put them; only those that span reads,
 * frames or a compression are copied. Faults are found at the first byte that shows them.
 */
final class FrameDecoder {

	/** Takes what is decoded, in the order of the wire. */
	interface Listener {

		/**
		 * Take messages over.
		 * @param messages whole messages, to be released by the listener
		 */
		void onMessages(MessageBatch messages);

		void onPing(byte[] payload);

		void onPong(byte[] payload);

		void onClose(Closing closing);

	}

	private static final int FIRST_SLAB = 1 << 22;

	/** What any client may hold, however tight memory is; and its first slab. */
	private static final int MODEST = 1 << 14;

	private static final int NONE = -1;

	private final Supplier<ByteBufAllocator> allocator;

	private final boolean masked;

	private final int maxMessage;

	private final Share share;

	private final @Nullable Inflation inflation;

	private final @Nullable Trace trace;

	private final Listener listener;

	private final Seen seen;

	private final FrameHeader header;

	private boolean inFrame;

	private long frameTaken;

	private final byte[] control = new byte[125];

	private int messageOpcode = NONE;

	private boolean messagePacked;

	private int messageStart;

	private int utf8 = Utf8.ACCEPT;

	private @Nullable ByteBuf slab;

	private @Nullable MessageBatch batch;

	private long decoded;

	/**
	 * Create a decoder for one connection.
	 * @param allocator for messages that span reads
	 * @param masked whether the peer is a client, whose frames must be masked
	 * @param maxMessage largest message, in bytes after unpacking
	 * @param share memory for messages that are not whole yet
	 * @param inflation set when permessage-deflate was agreed
	 * @param trace is told each frame, if any
	 * @param seen what else is handed on as messages are
	 * @param listener takes what is decoded
	 */
	FrameDecoder(Supplier<ByteBufAllocator> allocator, boolean masked, int maxMessage, Share share,
			@Nullable Inflation inflation, @Nullable Trace trace, Seen seen, Listener listener) {
		this.allocator = allocator;
		this.masked = masked;
		this.maxMessage = maxMessage;
		this.share = share;
		this.inflation = inflation;
		this.trace = trace;
		this.seen = seen;
		this.listener = listener;
		this.header = new FrameHeader(masked, inflation != null);
	}

	/**
	 * Decode what a read brought; messages before a fault are handed over first.
	 * @param in the bytes, all of which are consumed; masked ones are unmasked in place
	 * @throws ProtocolFault when the peer broke a rule; nothing can be decoded after it
	 */
	void decode(ByteBuf in) throws ProtocolFault {
		this.decoded += in.readableBytes();
		try {
			while (in.isReadable()) {
				if (!this.inFrame && !beginFrame(in)) {
					break;
				}
				if (this.inFrame) {
					payload(in);
				}
			}
		}
		finally {
			flush();
		}
	}

	/**
	 * Let go of what is half done.
	 */
	void release() {
		if (this.slab != null) {
			this.slab.release();
			this.slab = null;
			this.share.hold(0);
		}
		if (this.inflation != null) {
			this.inflation.end();
		}
	}

	private boolean beginFrame(ByteBuf in) throws ProtocolFault {
		if (!this.header.read(in, this.messageOpcode != NONE)) {
			return false;
		}
		this.frameTaken = 0;
		if (this.trace != null) {
			this.trace.frame(false, this.header.opcode(), this.header.isFinal(), this.header.length());
		}
		if (!Opcode.isControl(this.header.opcode())) {
			if (this.header.opcode() != Opcode.CONTINUATION) {
				this.messagePacked = this.header.isPacked();
			}
			checkSize(this.header.length());
		}
		// a whole message in one frame, and already here: no copy
		if (this.header.isFinal() && !this.messagePacked && this.messageOpcode == NONE
				&& this.header.length() <= in.readableBytes() && this.header.opcode() < Opcode.CLOSE) {
			wholeMessage(in);
		}
		else {
			startPayload();
		}
		return true;
	}

	private void checkSize(long length) throws ProtocolFault {
		long before = (this.messageOpcode == NONE || this.slab == null) ? 0
				: this.slab.writerIndex() - this.messageStart;
		if (length > this.maxMessage - before) {
			String size = Long.toUnsignedString(before + length);
			throw new ProtocolFault(
					Closing.tooBig("message of " + size + " bytes is over the limit of " + this.maxMessage));
		}
	}

	private void wholeMessage(ByteBuf in) throws ProtocolFault {
		int offset = in.readerIndex();
		int length = (int) this.header.length();
		if (this.masked) {
			Payload.mask(in, offset, length, this.header.key());
		}
		if (this.header.opcode() == Opcode.TEXT && Payload.checkUtf8(Utf8.ACCEPT, in, offset, length) != Utf8.ACCEPT) {
			throw notText();
		}
		in.skipBytes(length);
		batchIn(in).add(this.header.opcode(), offset, length);
	}

	private void startPayload() throws ProtocolFault {
		this.inFrame = true;
		if (!Opcode.isControl(this.header.opcode()) && this.header.opcode() != Opcode.CONTINUATION) {
			this.messageOpcode = this.header.opcode();
			this.utf8 = Utf8.ACCEPT;
			if (this.slab == null) {
				this.slab = this.allocator.get().directBuffer(firstSize());
			}
			this.messageStart = this.slab.writerIndex();
		}
		if (this.header.length() == 0) {
			endFrame();
		}
	}

	/**
	 * Memory for a long frame is had by sending as much, not by saying so: ten thousand
	 * headers are soon sent.
	 */
	private int firstSize() {
		long trusted = this.share.isLimited() ? Math.max(this.decoded, MODEST) : FIRST_SLAB;
		return (int) Math.min(Math.min(this.header.length(), FIRST_SLAB), trusted);
	}

	private void payload(ByteBuf in) throws ProtocolFault {
		int count = (int) Math.min(this.header.length() - this.frameTaken, in.readableBytes());
		if (this.masked) {
			Payload.mask(in, in.readerIndex(), count, Payload.turn(this.header.key(), this.frameTaken));
		}
		if (Opcode.isControl(this.header.opcode())) {
			in.readBytes(this.control, (int) this.frameTaken, count);
		}
		else {
			append(in, count);
		}
		this.frameTaken += count;
		if (this.frameTaken == this.header.length()) {
			endFrame();
		}
	}

	private void append(ByteBuf in, int count) throws ProtocolFault {
		ByteBuf to = currentSlab();
		int before = to.writerIndex();
		if (this.messagePacked && this.inflation != null) {
			this.inflation.part(in, count, to, (long) this.messageStart + this.maxMessage);
		}
		else {
			to.writeBytes(in, count);
		}
		checkText(to, before);
		if (this.share.isLimited()) {
			int held = to.capacity() + (this.messagePacked ? Inflation.MEMORY : 0);
			if (held > MODEST && this.share.isTight()) {
				throw new ProtocolFault(new Closing(1013, "no memory for so long a message now"));
			}
			this.share.hold(held);
		}
	}

	private void checkText(ByteBuf text, int from) throws ProtocolFault {
		if (this.messageOpcode == Opcode.TEXT) {
			this.utf8 = Payload.checkUtf8(this.utf8, text, from, text.writerIndex() - from);
			if (this.utf8 == Utf8.REJECT) {
				throw notText();
			}
		}
	}

	private void endFrame() throws ProtocolFault {
		this.inFrame = false;
		switch (this.header.opcode()) {
			case Opcode.PING -> {
				flush();
				show(Seen.CONTROL);
				this.listener.onPing(controlPayload());
			}
			case Opcode.PONG -> {
				flush();
				show(Seen.CONTROL);
				this.listener.onPong(controlPayload());
			}
			case Opcode.CLOSE -> {
				Closing closing = CloseFrames.parse(this.control, (int) this.header.length());
				flush();
				show(Seen.ALL);
				this.listener.onClose(closing);
			}
			default -> {
				if (this.header.isFinal()) {
					endMessage();
				}
			}
		}
	}

	private void endMessage() throws ProtocolFault {
		ByteBuf data = currentSlab();
		if (this.messagePacked && this.inflation != null) {
			int before = data.writerIndex();
			this.inflation.finish(data, (long) this.messageStart + this.maxMessage);
			checkText(data, before);
		}
		if (this.messageOpcode == Opcode.TEXT && this.utf8 != Utf8.ACCEPT) {
			throw notText();
		}
		batchIn(data).add(this.messageOpcode, this.messageStart, data.writerIndex() - this.messageStart);
		this.messageOpcode = NONE;
		this.messagePacked = false;
	}

	/** Hand a control frame on like a message; its place is in a buffer of its own. */
	private void show(Seen kind) {
		if (this.seen.includes(kind)) {
			int length = (int) this.header.length();
			MessageBatch frame = new MessageBatch(Unpooled.copiedBuffer(this.control, 0, length));
			frame.add(this.header.opcode(), 0, length);
			this.listener.onMessages(frame);
		}
	}

	private byte[] controlPayload() {
		return Arrays.copyOf(this.control, (int) this.header.length());
	}

	private ByteBuf currentSlab() {
		ByteBuf current = this.slab;
		if (current == null) {
			throw new IllegalStateException("no message has begun");
		}
		return current;
	}

	private MessageBatch batchIn(ByteBuf data) {
		MessageBatch current = this.batch;
		if (current == null || !current.isIn(data)) {
			flush();
			current = new MessageBatch(data.retain());
			this.batch = current;
		}
		return current;
	}

	/**
	 * Hand over what is whole; a message begun behind it moves to a buffer of its own.
	 */
	private void flush() {
		MessageBatch whole = this.batch;
		if (whole == null) {
			return;
		}
		this.batch = null;
		ByteBuf shared = this.slab;
		if (shared != null && whole.isIn(shared)) {
			if (this.messageOpcode == NONE) {
				this.slab = null;
				this.share.hold(0);
			}
			else {
				int begun = shared.writerIndex() - this.messageStart;
				this.slab = this.allocator.get()
					.directBuffer(Math.max(begun, firstSize()))
					.writeBytes(shared, this.messageStart, begun);
				this.messageStart = 0;
			}
			shared.release();
		}
		this.listener.onMessages(whole);
	}

	private static ProtocolFault notText() {
		return new ProtocolFault(Closing.invalidText("text is not UTF-8"));
	}

}
