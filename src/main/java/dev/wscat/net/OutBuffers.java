package dev.wscat.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The buffer that frames are gathered in, and two spare ones for later turns. A large
 * payload is not copied but put in its place between two parts of that buffer. Guarded by
 * its owner.
 */
final class OutBuffers {

	private static final int FIRST_CAPACITY = 1 << 12;

	private static final int MOST_PARTS = 512;

	/** Payloads so long are passed on where they can be. */
	private static final int LARGE = 1 << 13;

	private final int enough;

	private @Nullable ByteBuf filling;

	/** What comes before the buffer being filled. */
	private @Nullable CompositeByteBuf parts;

	private @Nullable ByteBuf spare;

	/**
	 * For a sender that is slower than the socket: else there is none while one is
	 * written.
	 */
	private @Nullable ByteBuf secondSpare;

	/**
	 * Create buffers.
	 * @param enough bytes gathered before a sender has to wait
	 */
	OutBuffers(int enough) {
		this.enough = enough;
	}

	/** The buffer being filled, with room for a frame if it is a new one. */
	ByteBuf room(ByteBufAllocator allocator, int payload) {
		int needed = payload + FrameEncoder.LONGEST_HEADER;
		ByteBuf buffer = this.filling;
		if (buffer != null && this.parts != null && buffer.writableBytes() < needed) {
			// it must not move while parts of it are elsewhere
			this.parts.addComponent(true, buffer);
			buffer = null;
		}
		if (buffer == null) {
			buffer = this.spare;
			this.spare = this.secondSpare;
			this.secondSpare = null;
			if (buffer == null || buffer.capacity() < needed) {
				release(buffer);
				buffer = allocator.directBuffer(Math.max(needed, FIRST_CAPACITY));
			}
			this.filling = buffer;
		}
		return buffer;
	}

	/**
	 * Append a message of a read, which stays the caller's.
	 * @param allocator for buffers
	 * @param encoder makes the frame
	 * @param batch what was read
	 * @param index which message
	 */
	void append(ByteBufAllocator allocator, FrameEncoder encoder, MessageBatch batch, int index) {
		int length = batch.length(index);
		if (length >= LARGE && encoder.isPlain()) {
			encoder.head(room(allocator, 0), batch.opcode(index), length);
			part(allocator, batch.data().retainedSlice(batch.offset(index), length));
		}
		else {
			encoder.encode(room(allocator, length), batch.opcode(index), batch.data(), batch.offset(index), length);
		}
	}

	/** Put a payload, taken over, behind what was gathered. */
	private void part(ByteBufAllocator allocator, ByteBuf payload) {
		CompositeByteBuf all = this.parts;
		if (all == null) {
			all = allocator.compositeDirectBuffer(MOST_PARTS);
			this.parts = all;
		}
		ByteBuf before = this.filling;
		if (before != null && before.isReadable()) {
			all.addComponent(true, before.readRetainedSlice(before.readableBytes()));
		}
		all.addComponent(true, payload);
	}

	boolean isEmpty() {
		return size() == 0;
	}

	boolean isSmall() {
		return size() < this.enough;
	}

	int size() {
		return ((this.filling != null) ? this.filling.readableBytes() : 0)
				+ ((this.parts != null) ? this.parts.readableBytes() : 0);
	}

	/** Take what was gathered; {@code null} for nothing. */
	@Nullable ByteBuf take() {
		ByteBuf last = this.filling;
		CompositeByteBuf before = this.parts;
		this.filling = null;
		this.parts = null;
		if (before == null) {
			return last;
		}
		if (last != null && last.isReadable()) {
			return before.addComponent(true, last);
		}
		release(last);
		return before;
	}

	/** Keep the buffer for a later turn, unless a huge message made it huge. */
	void recycle(ByteBuf buffer) {
		if (this.secondSpare == null && buffer.capacity() <= 2 * this.enough && !(buffer instanceof CompositeByteBuf)) {
			this.secondSpare = this.spare;
			this.spare = buffer.clear();
		}
		else {
			buffer.release();
		}
	}

	/** Bytes of memory that are held. */
	int held() {
		return ((this.filling != null) ? this.filling.capacity() : 0)
				+ ((this.spare != null) ? this.spare.capacity() : 0)
				+ ((this.secondSpare != null) ? this.secondSpare.capacity() : 0)
				+ ((this.parts != null) ? this.parts.readableBytes() : 0);
	}

	/** Keep no buffer for a later turn. */
	void rest() {
		release(this.spare);
		release(this.secondSpare);
		this.spare = null;
		this.secondSpare = null;
	}

	void release() {
		release(this.filling);
		release(this.parts);
		this.filling = null;
		this.parts = null;
		rest();
	}

	private static void release(@Nullable ByteBuf buffer) {
		if (buffer != null) {
			buffer.release();
		}
	}

}
