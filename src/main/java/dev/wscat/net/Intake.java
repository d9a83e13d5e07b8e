package dev.wscat.net;

import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;

/**
 * What has come from a peer, in numbers. All state belongs to the event loop.
 */
final class Intake {

	/** Bytes received after which pooled buffers pay. */
	private static final long BULK = 1 << 18;

	private final Channel channel;

	private long bytes;

	private long frames;

	private long messages;

	Intake(Channel channel) {
		this.channel = channel;
	}

	void read(int count) {
		this.bytes += count;
		if (this.bytes > BULK && this.channel.alloc() != Bulk.ALLOCATOR) {
			this.channel.config().setAllocator(Bulk.ALLOCATOR);
		}
	}

	/** Whole messages came together. */
	void messages(int count) {
		this.frames++;
		this.messages += count;
	}

	void controlFrame() {
		this.frames++;
	}

	long bytes() {
		return this.bytes;
	}

	/** How often whole messages or control frames were received. */
	long frames() {
		return this.frames;
	}

	long messages() {
		return this.messages;
	}

	/** Loaded when the first connection carries much: its set-up would slow the start. */
	private static final class Bulk {

		static final ByteBufAllocator ALLOCATOR = new AdaptiveByteBufAllocator(true);

	}

}
