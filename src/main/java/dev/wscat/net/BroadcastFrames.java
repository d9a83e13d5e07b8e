package dev.wscat.net;

import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the frames that all receivers get. A message is packed once for all: without
 * reference to earlier ones, which RFC 7692 section 7.1.1 lets us do whatever was agreed,
 * since not all receivers have had the same. Used on one event loop.
 */
final class BroadcastFrames {

	/** Bytes of messages in a run, unless one message is longer. */
	private static final int LONGEST_RUN = 1 << 16;

	/** Shorter messages hardly get shorter. */
	private static final int WORTH_PACKING = 256;

	private final FrameEncoder plain = new FrameEncoder(false, null, null, 0);

	private @Nullable FrameEncoder packer;

	/**
	 * Make frames.
	 * @param sender who sent the messages
	 * @param batch the messages, which stay the caller's
	 * @param allocator for the frames
	 * @param pack whether some receivers take packed messages
	 * @return the runs, in order, which are the caller's
	 */
	List<BroadcastRun> encode(BroadcastMember sender, MessageBatch batch, ByteBufAllocator allocator, boolean pack) {
		List<BroadcastRun> runs = new ArrayList<>(1);
		int from = 0;
		while (from < batch.size()) {
			long bytes = batch.length(from);
			boolean packed = pack && batch.length(from) >= WORTH_PACKING;
			int to = from + 1;
			while (to < batch.size() && bytes + batch.length(to) <= LONGEST_RUN) {
				bytes += batch.length(to);
				packed |= pack && batch.length(to) >= WORTH_PACKING;
				to++;
			}
			runs.add(run(sender, batch, from, to, bytes, allocator, packed));
			from = to;
		}
		return runs;
	}

	private BroadcastRun run(BroadcastMember sender, MessageBatch batch, int from, int to, long bytes,
			ByteBufAllocator allocator, boolean pack) {
		int room = Math.toIntExact(bytes + (long) (to - from) * FrameEncoder.LONGEST_HEADER);
		ByteBuf frames = allocator.directBuffer(room);
		for (int i = from; i < to; i++) {
			this.plain.encode(frames, batch.opcode(i), batch.data(), batch.offset(i), batch.length(i));
		}
		ByteBuf packed = pack ? packed(batch, from, to, allocator) : null;
		return new BroadcastRun(sender, frames, packed, to - from);
	}

	private ByteBuf packed(MessageBatch batch, int from, int to, ByteBufAllocator allocator) {
		ByteBuf frames = allocator.directBuffer();
		for (int i = from; i < to; i++) {
			int start = frames.writerIndex();
			if (batch.length(i) >= WORTH_PACKING) {
				packer().encode(frames, batch.opcode(i), batch.bytes(i));
			}
			if (frames.writerIndex() - start == 0 || frames.writerIndex() - start >= batch.length(i)) {
				frames.writerIndex(start);
				this.plain.encode(frames, batch.opcode(i), batch.data(), batch.offset(i), batch.length(i));
			}
		}
		return frames;
	}

	private FrameEncoder packer() {
		FrameEncoder made = this.packer;
		if (made == null) {

			made = new FrameEncoder(false, Deflation.create(Deflate.LARGEST_WINDOW, false), null, 0);
			this.packer = made;
		}
		return made;
	}

}
