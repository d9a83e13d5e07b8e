package dev.wscat.net;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Packs messages that refer to none before them, with what others use in between: a
 * deflater has a quarter of a megabyte, which ten thousand clients need not have each.
 */
final class SharedDeflation implements Packer {

	private static final Spares<Deflation> SPARES = new Spares<>(Deflation::end);

	private @Nullable Deflation lent;

	@Override
	public byte[] pack(byte[] message) {
		done();
		Deflation spare = SPARES.take();
		Deflation packer = (spare != null) ? spare : Deflation.create(Deflate.LARGEST_WINDOW, false);
		this.lent = packer;
		return packer.pack(message);
	}

	@Override
	public int size() {
		return Objects.requireNonNull(this.lent).size();
	}

	@Override
	public void done() {
		if (this.lent != null) {
			SPARES.give(this.lent);
			this.lent = null;
		}
	}

	@Override
	public void end() {
		done();
	}

}
