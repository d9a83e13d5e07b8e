package dev.wscat.command.curl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import dev.wscat.core.CliException;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks a body that comes in pieces, RFC 1950 to 1952. It holds a block of 64 KiB,
 * however much that is which a piece becomes.
 */
final class Unpacker {

	/** Takes what is unpacked. */
	@FunctionalInterface
	interface Target {

		void write(ByteBuffer bytes) throws IOException;

	}

	private enum State {

		HEAD, EXTRA_LENGTH, EXTRA, NAME, COMMENT, HEAD_CHECK, DATA, TRAILER, ZLIB, DONE

	}

	private static final int GZIP_HEAD = 10;

	private static final int TRAILER_SIZE = 8;

	private final byte[] block = new byte[1 << 16];

	private final CRC32 check = new CRC32();

	private final byte[] small = new byte[GZIP_HEAD];

	private final boolean gzip;

	private Inflater inflater;

	private State state;

	private int filled;

	private int extra;

	private int flags;

	private long total;

	private Unpacker(boolean gzip) {
		this.gzip = gzip;
		this.state = gzip ? State.HEAD : State.ZLIB;
		this.inflater = new Inflater(gzip);
	}

	/**
	 * Make what unpacks a body.
	 * @param encoding value of Content-Encoding, or {@code null}
	 * @return the unpacker, or {@code null} when the body is not packed
	 * @throws CliException when it is packed in a way that is not known
	 */
	static @Nullable Unpacker of(@Nullable String encoding) {
		return switch ((encoding == null) ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
			case "", "identity", "none" -> null;
			case "gzip", "x-gzip" -> new Unpacker(true);
			case "deflate" -> new Unpacker(false);
			default -> throw new CliException(CurlCode.BAD_PACKING,
					"the body is packed as '" + encoding + "'; only gzip and deflate are known here");
		};
	}

	/**
	 * Unpack a piece.
	 * @param in the piece
	 * @param out takes what it becomes
	 * @throws IOException when that is not taken
	 * @throws CliException when the piece is not well formed
	 */
	void unpack(ByteBuffer in, Target out) throws IOException {
		while (in.hasRemaining()) {
			switch (this.state) {
				case HEAD -> head(in);
				case EXTRA_LENGTH -> {
					if (collect(in, 2)) {
						this.extra = number(0, 2);
						this.state = State.EXTRA;
					}
				}
				case EXTRA -> {
					int count = Math.min(this.extra, in.remaining());
					in.position(in.position() + count);
					this.extra -= count;
					if (this.extra == 0) {
						next(State.EXTRA);
					}
				}
				case NAME, COMMENT -> {
					if (in.get() == 0) {
						next(this.state);
					}
				}
				case HEAD_CHECK -> {
					if (collect(in, 2)) {
						next(State.HEAD_CHECK);
					}
				}
				case ZLIB -> zlib(in);
				case DATA -> data(in, out);
				case TRAILER -> trailer(in);
				case DONE -> in.position(in.limit());
			}
		}
	}

	/**
	 * Look whether all has come.
	 * @throws CliException when it has not
	 */
	void end() {
		boolean whole = this.state == State.DONE || this.state == State.HEAD && this.filled == 0
				|| this.state == State.ZLIB && this.filled == 0;
		this.inflater.end();
		if (!whole) {
			throw bad("it ends too early", null);
		}
	}

	private void head(ByteBuffer in) {
		if (!collect(in, GZIP_HEAD)) {
			return;
		}
		if (this.small[0] != 0x1f || (this.small[1] & 0xff) != 0x8b || this.small[2] != 8) {
			throw bad("it is no gzip", null);
		}
		this.flags = this.small[3];
		this.state = ((this.flags & 4) != 0) ? State.EXTRA_LENGTH : State.HEAD;
		if (this.state == State.HEAD) {
			next(State.EXTRA);
		}
	}

	/** What follows a part of the head, as its flags say. */
	private void next(State before) {
		boolean name = before == State.EXTRA && (this.flags & 8) != 0;
		boolean comment = (before == State.EXTRA || before == State.NAME) && (this.flags & 16) != 0;
		boolean sum = before != State.HEAD_CHECK && (this.flags & 2) != 0;
		this.state = name ? State.NAME : comment ? State.COMMENT : sum ? State.HEAD_CHECK : State.DATA;
	}

	/** Some servers leave the two bytes of RFC 1950 out. */
	private void zlib(ByteBuffer in) {
		int first = in.get(in.position()) & 0xff;
		if ((first & 0x0f) != 8 || (first >> 4) > 7) {
			this.inflater.end();
			this.inflater = new Inflater(true);
		}
		this.state = State.DATA;
	}

	private void data(ByteBuffer in, Target out) throws IOException {
		try {
			this.inflater.setInput(in);
			int count;
			do {
				count = this.inflater.inflate(this.block);
				this.check.update(this.block, 0, count);
				this.total += count;
				out.write(ByteBuffer.wrap(this.block, 0, count));
			}
			while (count > 0);
			if (this.inflater.finished()) {
				this.state = this.gzip ? State.TRAILER : State.DONE;
			}
			else if (this.inflater.needsDictionary()) {
				throw bad("it needs a dictionary", null);
			}
		}
		catch (DataFormatException ex) {
			throw bad(String.valueOf(ex.getMessage()), ex);
		}
	}

	private void trailer(ByteBuffer in) {
		if (collect(in, TRAILER_SIZE)) {
			if (number(0, 4) != (int) this.check.getValue() || number(4, 4) != (int) this.total) {
				throw bad("its check sum is wrong", null);
			}
			this.state = State.DONE;
		}
	}

	private boolean collect(ByteBuffer in, int wanted) {
		int count = Math.min(wanted - this.filled, in.remaining());
		in.get(this.small, this.filled, count);
		this.filled += count;
		if (this.filled < wanted) {
			return false;
		}
		this.filled = 0;
		return true;
	}

	private int number(int from, int bytes) {
		int number = 0;
		for (int i = bytes - 1; i >= 0; i--) {
			number = number << 8 | this.small[from + i] & 0xff;
		}
		return number;
	}

	private static CliException bad(String why, @Nullable Throwable cause) {
		return new CliException(CurlCode.BAD_PACKING, "the packed body cannot be unpacked: " + why, cause);
	}

}
