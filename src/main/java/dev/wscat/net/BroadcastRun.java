package dev.wscat.net;

import io.netty.buffer.ByteBuf;
import io.netty.util.AbstractReferenceCounted;
import org.jspecify.annotations.Nullable;

/**
 * Messages that one sender sent one after the other, as the frames that all receivers
 * get. Counted: each lane that has yet to write it holds it.
 */
final class BroadcastRun extends AbstractReferenceCounted {

	private final BroadcastMember sender;

	private final ByteBuf plain;

	/** For those who agreed on deflate, if that makes it shorter. */
	private final @Nullable ByteBuf packed;

	private final int messages;

	BroadcastRun(BroadcastMember sender, ByteBuf plain, @Nullable ByteBuf packed, int messages) {
		this.sender = sender;
		this.plain = plain;
		this.packed = packed;
		this.messages = messages;
	}

	BroadcastMember sender() {
		return this.sender;
	}

	/** The frames, which stay the run's. */
	ByteBuf frames(boolean mayBePacked) {
		return (mayBePacked && this.packed != null) ? this.packed : this.plain;
	}

	boolean isPacked() {
		return this.packed != null;
	}

	int messages() {
		return this.messages;
	}

	int bytes() {
		return this.plain.readableBytes();
	}

	@Override
	public BroadcastRun retain() {
		super.retain();
		return this;
	}

	@Override
	public BroadcastRun touch(Object hint) {
		return this;
	}

	@Override
	protected void deallocate() {
		this.plain.release();
		if (this.packed != null) {
			this.packed.release();
		}
	}

}
