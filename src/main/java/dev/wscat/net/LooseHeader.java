package dev.wscat.net;

import dev.wscat.core.Opcode;
import io.netty.buffer.ByteBuf;

/**
 * The header of the frame that is passing, RFC 6455 section 5.2, of which nothing is
 * checked: whoever gets the frame does that.
 */
final class LooseHeader {

	private static final int LONGEST = 14;

	private final byte[] begun = new byte[LONGEST];

	private int size;

	private boolean whole;

	private int first;

	private boolean masked;

	private int key;

	private long length;

	/**
	 * Read on.
	 * @param bytes are left as they are
	 * @param from index of the first to be read
	 * @param to index behind the last that is there
	 * @return index behind the last that was read
	 */
	int read(ByteBuf bytes, int from, int to) {
		if (this.whole) {
			this.whole = false;
			this.size = 0;
		}
		int at = from;
		while (at < to) {
			int needed = needed();
			int count = Math.min(needed - this.size, to - at);
			bytes.getBytes(at, this.begun, this.size, count);
			this.size += count;
			at += count;
			if (this.size == needed && needed == needed()) {
				parse();
				break;
			}
		}
		return at;
	}

	private int needed() {
		if (this.size < 2) {
			return 2;
		}
		int b1 = this.begun[1];
		int short7 = b1 & 0x7f;
		return 2 + ((short7 < 126) ? 0 : (short7 == 126) ? 2 : 8) + ((b1 < 0) ? 4 : 0);
	}

	private void parse() {
		this.whole = true;
		this.first = this.begun[0];
		this.masked = this.begun[1] < 0;
		int short7 = this.begun[1] & 0x7f;
		int extra = (short7 < 126) ? 0 : (short7 == 126) ? 2 : 8;
		this.length = (extra == 0) ? short7 : number(2, extra) & Long.MAX_VALUE;
		this.key = this.masked ? (int) number(2 + extra, 4) : 0;
	}

	private long number(int from, int count) {
		long value = 0;
		for (int i = from; i < from + count; i++) {
			value = value << 8 | this.begun[i] & 0xff;
		}
		return value;
	}

	/** Whether the header is whole, and its values can be asked for. */
	boolean isWhole() {
		return this.whole;
	}

	/** Whether a part of a header is here. */
	boolean isBegun() {
		return !this.whole && this.size > 0;
	}

	int opcode() {
		return this.first & 0x0f;
	}

	boolean isFinal() {
		return this.first < 0;
	}

	boolean isControl() {
		return Opcode.isControl(opcode());
	}

	/** The bits of extensions. */
	int reserved() {
		return this.first & 0x70;
	}

	boolean isMasked() {
		return this.masked;
	}

	/** The masking key, or 0 without one. */
	int key() {
		return this.key;
	}

	long length() {
		return this.length;
	}

	/** Bytes of the header itself. */
	int size() {
		return this.size;
	}

	/**
	 * Append the header as it came.
	 * @param to where to
	 * @param count how many bytes of it
	 */
	void write(ByteBuf to, int count) {
		to.writeBytes(this.begun, 0, count);
	}

}
