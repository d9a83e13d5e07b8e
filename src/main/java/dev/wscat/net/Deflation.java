package dev.wscat.net;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;

import com.jcraft.jzlib.JZlib;

/**
 * Packs our messages, RFC 7692 section 7.2.1. Used by one thread at a time.
 */
abstract class Deflation implements Packer {

	private static final byte[] EMPTY_MESSAGE = { 0 };

	private static final int TAIL = 4;

	private static final int SLACK = 64;

	private static final int FIRST_SIZE = 512;

	/** A larger message's array is not kept for the next. */
	private static final int LARGEST_KEPT = 1 << 20;

	private final boolean keepsContext;

	private byte[] packed = new byte[FIRST_SIZE];

	private int size;

	Deflation(boolean keepsContext) {
		this.keepsContext = keepsContext;
	}

	/**
	 * Make a packer.
	 * @param windowBits base-2 logarithm of the window, 9 to 15
	 * @param keepsContext whether a message may refer to those before it
	 * @return a packer, to be ended by {@link #end()}
	 */
	static Deflation create(int windowBits, boolean keepsContext) {
		return (windowBits == 15) ? new Zlib(keepsContext) : new SmallWindow(windowBits, keepsContext);
	}

	@Override
	public byte[] pack(byte[] message) {
		if (message.length == 0) {
			this.size = 1;
			return EMPTY_MESSAGE;
		}
		this.size = 0;
		begin(message);
		int count;
		do {
			if (this.packed.length - this.size < SLACK) {
				this.packed = Arrays.copyOf(this.packed, this.packed.length * 2);
			}
			count = fill(this.packed, this.size, this.packed.length - this.size);
			this.size += count;
		}
		while (this.size == this.packed.length || count == 0 && this.size == 0);
		// a sync flush ends in 00 00 ff ff, which is not sent
		this.size -= TAIL;
		if (!this.keepsContext) {
			forget();
		}
		return this.packed;
	}

	@Override
	public int size() {
		return this.size;
	}

	@Override
	public void done() {
		if (this.packed.length > LARGEST_KEPT) {
			this.packed = new byte[FIRST_SIZE];
		}
	}

	abstract void begin(byte[] message);

	abstract int fill(byte[] out, int offset, int room);

	abstract void forget();

	/** The usual window of 32 KiB, in native code. */
	private static final class Zlib extends Deflation {

		private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);

		Zlib(boolean keepsContext) {
			super(keepsContext);
		}

		@Override
		void begin(byte[] message) {
			this.deflater.setInput(message);
		}

		@Override
		int fill(byte[] out, int offset, int room) {
			return this.deflater.deflate(out, offset, room, Deflater.SYNC_FLUSH);
		}

		@Override
		void forget() {
			this.deflater.reset();
		}

		@Override
		public void end() {
			this.deflater.end();
		}

	}

	/** A smaller window that the peer asked for. */
	private static final class SmallWindow extends Deflation {

		private final int windowBits;

		private com.jcraft.jzlib.Deflater deflater;

		SmallWindow(int windowBits, boolean keepsContext) {
			super(keepsContext);
			this.windowBits = windowBits;
			this.deflater = open();
		}

		private com.jcraft.jzlib.Deflater open() {
			try {
				return new com.jcraft.jzlib.Deflater(JZlib.Z_DEFAULT_COMPRESSION, this.windowBits, true);
			}
			catch (IOException ex) {
				// not by its own type, for which the JVM would open the jar at each start
				throw new IllegalArgumentException("no deflate window of " + this.windowBits + " bits", ex);
			}
		}

		@Override
		void begin(byte[] message) {
			this.deflater.setInput(message);
		}

		@Override
		int fill(byte[] out, int offset, int room) {
			this.deflater.setOutput(out, offset, room);
			this.deflater.deflate(JZlib.Z_SYNC_FLUSH);
			return room - this.deflater.getAvailOut();
		}

		@Override
		void forget() {
			this.deflater.end();
			this.deflater = open();
		}

		@Override
		public void end() {
			this.deflater.end();
		}

	}

}
