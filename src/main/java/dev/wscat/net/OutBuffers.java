package dev.wscat.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The buffer that frames are gathered in, and a spare one for the next turn. Guarded by
 * its owner.
 */
final class OutBuffers {

	private static final int FIRST_CAPACITY = 1 << 12;

	private final int enough;

	private @Nullable ByteBuf filling;

	private @Nullable ByteBuf spare;

	/**
	 * Create buffers.
	 * @param enough bytes gathered before a sender has to wait
	 */
	OutBuffers(int enough) {
		this.enough = enough;
	}

	/** The buffer being filled, with room for a frame if it is a new one. */
	ByteBuf room(ByteBufAllocator allocator, int payload) {
		ByteBuf buffer = this.filling;
		if (buffer == null) {
			buffer = this.spare;
			this.spare = null;
			int needed = payload + FrameEncoder.LONGEST_HEADER;
			if (buffer == null || buffer.capacity() < needed) {
				release(buffer);
				buffer = allocator.directBuffer(Math.max(needed, FIRST_CAPACITY));
			}
			this.filling = buffer;
		}
		return buffer;
	}

	boolean isEmpty() {
		return this.filling == null;
	}

	boolean isSmall() {
		return size() < this.enough;
	}

	int size() {
		return (this.filling != null) ? this.filling.readableBytes() : 0;
	}

	/** Take what was gathered; {@code null} for nothing. */
	@Nullable ByteBuf take() {
		ByteBuf taken = this.filling;
		this.filling = null;
		return taken;
	}

	/** Keep one buffer for the next turn, unless a huge message made it huge. */
	void recycle(ByteBuf buffer) {
		if (this.spare == null && buffer.capacity() <= 2 * this.enough) {
			this.spare = buffer.clear();
		}
		else {
			buffer.release();
		}
	}

	void release() {
		release(this.filling);
		release(this.spare);
		this.filling = null;
		this.spare = null;
	}

	private static void release(@Nullable ByteBuf buffer) {
		if (buffer != null) {
			buffer.release();
		}
	}

}
