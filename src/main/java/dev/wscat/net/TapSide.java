package dev.wscat.net;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

import dev.wscat.core.Closing;
import dev.wscat.core.Opcode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Listens to one direction of a session: gathers each message as it reads, unmasked and
 * unpacked, up to a length. The bytes that pass are left as they are.
 */
final class TapSide implements FrameWalk.Listener {

	/** Unpacked at once; a thousand times as much may come out. */
	private static final int PIECE = 1 << 10;

	private static final int LONGEST_CONTROL = 125;

	/** As much is gathered however tight memory is. */
	private static final int MODEST = 1 << 10;

	private final Tap tap;

	private final long connection;

	private final boolean fromServer;

	private final Share share;

	private @Nullable Inflation inflation;

	private final ByteBuf packedPiece = Unpooled.buffer(0, PIECE);

	private final Gathered message = new Gathered();

	private final Gathered control = new Gathered();

	private int opcode;

	private boolean packed;

	private boolean unpacked;

	/** A payload as far as it is here. */
	private static final class Gathered {

		private byte[] bytes = {};

		private int size;

		private long length;

		void clear() {
			this.bytes = new byte[0];
			this.size = 0;
			this.length = 0;
		}

		/** Take as much as there may be, and count the rest. */
		void add(ByteBuf from, int at, int count, int most, int key, long before) {
			// nothing follows a gap
			int taken = (this.size < this.length) ? 0 : (int) Math.max(0, Math.min(count, most - this.length));
			if (this.size + taken > this.bytes.length) {
				int room = Math.max(this.size + taken, Math.min(most, this.bytes.length * 2));
				this.bytes = Arrays.copyOf(this.bytes, room);
			}
			from.getBytes(at, this.bytes, this.size, taken);
			if (key != 0) {
				Payload.mask(Unpooled.wrappedBuffer(this.bytes), this.size, taken, Payload.turn(key, before));
			}
			this.size += taken;
			this.length += count;
		}

	}

	/**
	 * Listen to a direction.
	 * @param tap is told
	 * @param connection number of the connection
	 * @param fromServer whether the server speaks
	 * @param inflation unpacks its messages, or {@code null} when none are compressed
	 * @param share memory of what is gathered
	 */
	TapSide(Tap tap, long connection, boolean fromServer, @Nullable Inflation inflation, Share share) {
		this.tap = tap;
		this.connection = connection;
		this.fromServer = fromServer;
		this.inflation = inflation;
		this.share = share;
	}

	@Override
	public void begin(LooseHeader header, int from, int early) {
		if (header.isControl()) {
			this.control.clear();
		}
		else if (header.opcode() != Opcode.CONTINUATION) {
			this.message.clear();
			this.opcode = header.opcode();
			this.packed = header.reserved() != 0;
			this.unpacked = this.packed && header.reserved() == 0x40 && this.inflation != null;
		}
	}

	@Override
	public void payload(LooseHeader header, ByteBuf bytes, int from, int count, long before) {
		if (header.isControl()) {
			this.control.add(bytes, from, count, LONGEST_CONTROL, header.key(), before);
		}
		else if (!this.unpacked) {
			this.message.add(bytes, from, count, most(), header.key(), before);
		}
		else {
			for (int done = 0; done < count; done += PIECE) {
				int size = Math.min(PIECE, count - done);
				this.packedPiece.clear().writeBytes(bytes, from + done, size);
				Payload.mask(this.packedPiece, 0, size, Payload.turn(header.key(), before + done));
				unpack(this.packedPiece, size);
			}
		}
		this.share.hold(this.message.bytes.length);
	}

	/** A text is cut sooner when there is little memory for all of them. */
	private int most() {
		return this.share.isTight() ? Math.max(MODEST, this.message.size) : this.tap.longestPayload();
	}

	/** Unpack a piece, or what is left at the end of a message. */
	private void unpack(ByteBuf piece, int size) {
		Inflation unpacking = this.inflation;
		if (unpacking == null) {
			return;
		}
		ByteBuf plain = Unpooled.buffer(PIECE);
		try {
			if (size > 0) {
				unpacking.part(piece, size, plain, Long.MAX_VALUE);
			}
			else {
				unpacking.finish(plain, Long.MAX_VALUE);
			}
			this.message.add(plain, 0, plain.readableBytes(), most(), 0, 0);
		}
		catch (ProtocolFault ex) {
			// nothing after it can be unpacked; the receiver will say so
			unpacking.end();
			this.inflation = null;
		}
	}

	@Override
	public void end(LooseHeader header) {
		if (header.isControl()) {
			tell(header.opcode(), this.control, false, Sieve.Fate.PASSED, null);
		}
	}

	/**
	 * The message is over.
	 * @param fate what became of it
	 * @param instead the text in its place, if it was rewritten
	 */
	void finish(Sieve.Fate fate, byte @Nullable [] instead) {
		if (this.unpacked) {
			unpack(Unpooled.EMPTY_BUFFER, 0);
		}
		tell(this.opcode, this.message, this.packed && (!this.unpacked || this.inflation == null), fate, instead);
		this.message.clear();
		this.share.hold(0);
	}

	/**
	 * The proxy says something in the place of this side.
	 * @param closing what it says
	 */
	void added(Closing closing) {
		ByteBuf payload = Unpooled.wrappedBuffer(CloseFrames.payload(closing));
		this.control.clear();
		this.control.add(payload, 0, payload.readableBytes(), LONGEST_CONTROL, 0, 0);
		tell(Opcode.CLOSE, this.control, false, Sieve.Fate.ADDED, null);
	}

	private void tell(int kind, Gathered what, boolean isPacked, Sieve.Fate fate, byte @Nullable [] instead) {
		Instant now = Instant.now();
		byte[] payload = (what.size == what.bytes.length) ? what.bytes : Arrays.copyOf(what.bytes, what.size);
		byte[] shown = (instead != null && instead.length > this.tap.longestPayload())
				? Arrays.copyOf(instead, this.tap.longestPayload()) : instead;
		this.tap.passed(
				new Tap.Event(this.connection, this.fromServer, now.getEpochSecond() * 1_000_000 + now.getNano() / 1000,
						kind, what.length, payload, isPacked, fate.name().toLowerCase(Locale.ROOT), shown));
	}

	/** Nothing more comes. */
	void release() {
		this.share.hold(0);
		if (this.inflation != null) {
			this.inflation.end();
			this.inflation = null;
		}
	}

}
