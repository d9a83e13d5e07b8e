package dev.wscat.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * How much is read at once from a client that is one of many: as its reads show, but
 * little while memory is tight, and little from one that may only send so many messages,
 * since those of one read come at once.
 */
final class SharedReads extends AdaptiveRecvByteBufAllocator {

	private static final int LARGEST = 1 << 18;

	private static final int LARGEST_LIMITED = 1 << 14;

	private final int first;

	private final Budget budget;

	SharedReads(int smallest, int first, Guards guards) {
		super(smallest, first, (guards.limits().rate() > 0) ? LARGEST_LIMITED : LARGEST);
		this.first = first;
		this.budget = guards.budget();
	}

	@Override
	@SuppressWarnings("deprecation") // the interface's own
	public Handle newHandle() {
		return new Frugal(super.newHandle());
	}

	private final class Frugal extends RecvByteBufAllocator.DelegatingHandle
			implements RecvByteBufAllocator.ExtendedHandle {

		@SuppressWarnings("deprecation") // the interface's own
		Frugal(Handle usual) {
			super(usual);
		}

		@Override
		public ByteBuf allocate(ByteBufAllocator allocator) {
			return SharedReads.this.budget.isTight() ? allocator.ioBuffer(SharedReads.this.first)
					: super.allocate(allocator);
		}

		@Override
		public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
			return ((RecvByteBufAllocator.ExtendedHandle) delegate()).continueReading(maybeMore);
		}

	}

}
