package dev.wscat.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a copy of what was sent, until it is put among what was received. Used under the
 * lock of the {@link Outbox}.
 */
final class SentLog {

	private final Channel channel;

	private @Nullable MessageBatch frames;

	SentLog(Channel channel) {
		this.channel = channel;
	}

	/**
	 * Note a whole message or a control frame.
	 * @param opcode one of {@link dev.wscat.core.Opcode}
	 * @param payload its bytes, before compression and masking
	 */
	void add(int opcode, byte[] payload) {
		MessageBatch batch = this.frames;
		if (batch == null) {
			batch = new MessageBatch(this.channel.alloc().directBuffer(Math.max(payload.length, 1 << 10)));
			this.frames = batch;
		}
		ByteBuf data = batch.data();
		int offset = data.writerIndex();
		data.writeBytes(payload);
		batch.addOutgoing(opcode, offset, payload.length);
	}

	/**
	 * Take what was noted.
	 * @return to be released by the caller; {@code null} when there is nothing
	 */
	@Nullable MessageBatch take() {
		MessageBatch batch = this.frames;
		this.frames = null;
		return batch;
	}

}
