package dev.wscat.net;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Masking keys that a peer cannot foresee, RFC 6455 section 5.3; drawn in blocks, since a
 * draw from the system costs more than a short frame. Used by one thread at a time.
 */
final class MaskKeys {

	private static final int FIRST_BLOCK = 16;

	private static final int LARGEST_BLOCK = 4096;

	private final SecureRandom random = new SecureRandom();

	private ByteBuffer block = ByteBuffer.allocate(0);

	/**
	 * Draw a key.
	 * @return 32 random bits
	 */
	int next() {
		if (!this.block.hasRemaining()) {
			refill();
		}
		return this.block.getInt();
	}

	private void refill() {
		int size = Math.min(Math.max(this.block.capacity() * 4, FIRST_BLOCK), LARGEST_BLOCK);
		if (size != this.block.capacity()) {
			this.block = ByteBuffer.allocate(size);
		}
		this.random.nextBytes(this.block.array());
		this.block.clear();
	}

}
