package dev.wscat.net;

import io.netty.buffer.ByteBuf;

/**
 * Goes through the bytes of one direction frame by frame, as they come. Nothing is
 * checked, and the bytes are left as they are.
 */
final class FrameWalk {

	/** Is told what is where in the bytes of one read. */
	interface Listener {

		/**
		 * A frame begins.
		 * @param header its header, whole
		 * @param from index of the header's first byte in this read
		 * @param early how many bytes of the header came with earlier reads
		 */
		void begin(LooseHeader header, int from, int early);

		/**
		 * Payload, masked if the header says so.
		 * @param header of its frame
		 * @param bytes this read
		 * @param from index of the first byte
		 * @param count how many bytes
		 * @param before how many bytes of this frame's payload came before them
		 */
		void payload(LooseHeader header, ByteBuf bytes, int from, int count, long before);

		/**
		 * A frame is over.
		 * @param header its header
		 */
		void end(LooseHeader header);

	}

	private final LooseHeader header = new LooseHeader();

	private int early;

	private long left;

	/**
	 * Go through a read.
	 * @param bytes the read
	 * @param listener is told what is in it
	 */
	void walk(ByteBuf bytes, Listener listener) {
		int at = bytes.readerIndex();
		int end = bytes.writerIndex();
		while (at < end) {
			if (this.left > 0) {
				int count = (int) Math.min(this.left, end - at);
				listener.payload(this.header, bytes, at, count, this.header.length() - this.left);
				at += count;
				this.left -= count;
			}
			else {
				int from = at;
				at = this.header.read(bytes, at, end);
				if (!this.header.isWhole()) {
					this.early += at - from;
					return;
				}
				listener.begin(this.header, from, this.early);
				this.early = 0;
				this.left = this.header.length();
			}
			if (this.left == 0) {
				listener.end(this.header);
			}
		}
	}

	/** Whether a frame, or its header, is only partly through. */
	boolean isInFrame() {
		return this.left > 0 || this.early > 0;
	}

}
