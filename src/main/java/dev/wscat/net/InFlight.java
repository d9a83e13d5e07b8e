package dev.wscat.net;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The buffer that the socket is taking, and how far all of them have come. Guarded by its
 * owner.
 */
final class InFlight {

	/** Bytes of all buffers that were given to the channel. */
	private long given;

	private @Nullable ByteBuf buffer;

	private int messages;

	void begin(ByteBuf out, int count) {
		this.given += out.readableBytes();
		this.buffer = out;
		this.messages = count;
	}

	boolean isNone() {
		return this.buffer == null;
	}

	long given() {
		return this.given;
	}

	/** Of a buffer that failed the socket has taken what was read from it. */
	long taken() {
		return this.given - ((this.buffer != null) ? this.buffer.readableBytes() : 0);
	}

	/** Bytes of memory that are held. */
	int held() {
		return (this.buffer != null) ? this.buffer.capacity() : 0;
	}

	/**
	 * The buffer is written or has failed.
	 * @return how many messages were in it
	 */
	int end() {
		int count = this.messages;
		this.buffer = null;
		this.messages = 0;
		return count;
	}

}
