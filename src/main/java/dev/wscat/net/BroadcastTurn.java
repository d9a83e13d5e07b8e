package dev.wscat.net;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * The runs that are written in one turn of an event loop. All receivers who keep up get
 * the same buffer, in one write each. Used on the event loop.
 */
final class BroadcastTurn {

	/** Longest turn that is copied together. */
	private static final int LONGEST = 1 << 16;

	private final ByteBufAllocator allocator;

	private final long number;

	private final List<BroadcastRun> runs;

	private final BroadcastLog.Entry first;

	private final boolean small;

	private final boolean mixed;

	private @Nullable ByteBuf plain;

	private @Nullable ByteBuf packed;

	/**
	 * Create a turn.
	 * @param allocator for copies
	 * @param number tells it from others
	 * @param runs what is written, which stays the log's
	 * @param first where they begin in the log
	 */
	BroadcastTurn(ByteBufAllocator allocator, long number, List<BroadcastRun> runs, BroadcastLog.Entry first) {
		this.allocator = allocator;
		this.number = number;
		this.runs = runs;
		this.first = first;
		long size = 0;
		boolean anyPacked = false;
		for (BroadcastRun run : runs) {
			size += run.bytes();
			anyPacked |= run.isPacked();
		}
		this.small = size <= LONGEST;
		this.mixed = anyPacked;
	}

	long number() {
		return this.number;
	}

	BroadcastLog.Entry first() {
		return this.first;
	}

	/** Write all of it. */
	void write(ChannelHandlerContext to, boolean mayBePacked) {
		if (!this.small) {
			for (BroadcastRun run : this.runs) {
				write(to, run.frames(mayBePacked));
			}
			return;
		}
		boolean pack = mayBePacked && this.mixed;
		ByteBuf joined = pack ? this.packed : this.plain;
		if (joined == null) {
			joined = join(pack);
		}
		write(to, joined);
	}

	/** Write what others than this one sent. */
	void writeExcept(BroadcastMember member, ChannelHandlerContext to, boolean mayBePacked) {
		for (BroadcastRun run : this.runs) {
			if (run.sender() != member) {
				write(to, run.frames(mayBePacked));
			}
		}
	}

	void release() {
		if (this.plain != null) {
			this.plain.release();
		}
		if (this.packed != null) {
			this.packed.release();
		}
	}

	static void write(ChannelHandlerContext to, ByteBuf frames) {
		to.write(frames.retainedDuplicate(), to.voidPromise());
	}

	/** A copy for this loop alone: a count that two loops change is slow. */
	private ByteBuf join(boolean pack) {
		int size = 0;
		for (BroadcastRun run : this.runs) {
			size += run.frames(pack).readableBytes();
		}
		ByteBuf joined = this.allocator.directBuffer(size);
		for (BroadcastRun run : this.runs) {
			ByteBuf frames = run.frames(pack);
			joined.writeBytes(frames, frames.readerIndex(), frames.readableBytes());
		}
		if (pack) {
			this.packed = joined;
		}
		else {
			this.plain = joined;
		}
		return joined;
	}

}
