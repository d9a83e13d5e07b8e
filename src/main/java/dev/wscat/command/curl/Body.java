package dev.wscat.command.curl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

import dev.wscat.core.CliException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * The body of a request: bytes, files and stdin, one after the other. Files are read
 * while they are sent.
 *
 * @param type media type, or {@code null} for none to be told
 * @param pieces in order
 * @param gzip whether it is sent as gzip
 * @param packed whether it has to be packed while it is sent
 */
record Body(@Nullable String type, List<Piece> pieces, boolean gzip, boolean packed) {

	/**
	 * Create a body that is sent as it is.
	 * @param type media type, or {@code null} for none to be told
	 * @param pieces in order
	 */
	Body(@Nullable String type, List<Piece> pieces) {
		this(type, pieces, false, false);
	}

	private static final int BLOCK = 1 << 16;

	/**
	 * A part of a body: one of the three.
	 *
	 * @param bytes to be sent, or {@code null}
	 * @param file to be sent, or {@code null}
	 * @param offset of the first byte of the file that is sent
	 * @param length of what is sent, or -1 when it is not known
	 * @param input read to its end, or {@code null}
	 */
	record Piece(byte @Nullable [] bytes, @Nullable Path file, long offset, long length,
			@Nullable ReadableByteChannel input) {

		static Piece of(byte[] bytes) {
			return new Piece(bytes, null, 0, bytes.length, null);
		}

		static Piece of(Path file, long offset) {
			long size = size(file);
			return new Piece(null, file, offset, (size < 0) ? -1 : Math.max(0, size - offset), null);
		}

		static Piece of(ReadableByteChannel input) {
			return new Piece(null, null, 0, -1, input);
		}

		/** Pipes and devices have none. */
		private static long size(Path file) {
			try (FileChannel channel = FileChannel.open(file)) {
				return Files.isRegularFile(file) ? channel.size() : -1;
			}
			catch (IOException ex) {
				throw Faults.unreadable(file.toString(), ex);
			}
		}

		private Flux<ByteBuf> content() {
			byte[] held = this.bytes;
			if (held != null) {
				return (held.length == 0) ? Flux.empty() : Flux.just(Unpooled.wrappedBuffer(held));
			}
			ReadableByteChannel stdin = this.input;
			return (stdin != null) ? read(stdin, Long.MAX_VALUE) : Flux.using(this::open,
					(channel) -> read(channel, (this.length < 0) ? Long.MAX_VALUE : this.length), Piece::close);
		}

		private FileChannel open() throws IOException {
			FileChannel channel = FileChannel.open(Objects.requireNonNull(this.file));
			return (this.offset > 0) ? channel.position(this.offset) : channel;
		}

		private static Flux<ByteBuf> read(ReadableByteChannel channel, long most) {
			return Flux.generate(() -> most, (left, sink) -> {
				try {
					ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, left));
					int count = (left == 0) ? -1 : channel.read(block);
					if (count >= 0) {
						sink.next(Unpooled.wrappedBuffer(block.flip()));
					}
					else {
						sink.complete();
					}
					return left - Math.max(0, count);
				}
				catch (IOException ex) {
					sink.error(Faults.unreadable("what is to be sent", ex));
					return left;
				}
			});
		}

		private static void close(FileChannel channel) {
			try {
				channel.close();
			}
			catch (IOException ex) {
				// it was only read
			}
		}

	}

	/**
	 * Return the size.
	 * @return bytes, or -1 when it is not known before
	 */
	long length() {
		long total = 0;
		for (Piece piece : this.pieces) {
			if (piece.length() < 0 || this.packed) {
				return -1;
			}
			total += piece.length();
		}
		return total;
	}

	/**
	 * Tell whether it can be sent once more.
	 * @return whether nothing of it comes from stdin or a pipe
	 */
	boolean isRepeatable() {
		return this.pieces.stream().noneMatch((piece) -> piece.length() < 0);
	}

	/**
	 * Return the bytes if they are at hand.
	 * @return all of them, or {@code null} when some have to be read
	 */
	byte @Nullable [] held() {
		if (this.packed || this.pieces.stream().anyMatch((piece) -> piece.bytes() == null)) {
			return null;
		}
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		this.pieces.forEach((piece) -> all.writeBytes(Objects.requireNonNull(piece.bytes())));
		return all.toByteArray();
	}

	/**
	 * Return what is sent.
	 * @return cold; buffers of up to 64 KiB, whose reading blocks; fails with a
	 * {@link CliException} when a file cannot be read
	 */
	Flux<ByteBuf> content() {
		Flux<ByteBuf> plain = Flux.fromIterable(this.pieces).concatMap(Piece::content, 1);
		return this.packed ? packed(plain) : plain;
	}

	/**
	 * Pack the body: at once if it is at hand, so that its size can be told.
	 * @return the body as gzip
	 */
	Body asGzip() {
		byte[] plain = held();
		if (plain == null) {
			return new Body(this.type, this.pieces, true, true);
		}
		Packer packer = new Packer();
		packer.add(plain, plain.length);
		List<Piece> one = new ArrayList<>();
		one.add(Piece.of(packer.end()));
		return new Body(this.type, one, true, false);
	}

	private static Flux<ByteBuf> packed(Flux<ByteBuf> plain) {
		return Flux.defer(() -> {
			Packer packer = new Packer();
			return plain.map((block) -> {
				byte[] bytes = new byte[block.readableBytes()];
				block.readBytes(bytes);
				block.release();
				return packer.add(bytes, bytes.length);
			})
				.filter((bytes) -> bytes.length > 0)
				.concatWith(Flux.defer(() -> Flux.just(packer.end())))
				.map(Unpooled::wrappedBuffer);
		});
	}

	/** A gzip stream, in pieces. */
	private static final class Packer {

		private final ByteArrayOutputStream out = new ByteArrayOutputStream();

		private final GZIPOutputStream gzip;

		Packer() {
			try {
				this.gzip = new GZIPOutputStream(this.out, BLOCK);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		byte[] add(byte[] bytes, int count) {
			try {
				this.gzip.write(bytes, 0, count);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			return take();
		}

		byte[] end() {
			try {
				this.gzip.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			return take();
		}

		private byte[] take() {
			byte[] bytes = this.out.toByteArray();
			this.out.reset();
			return bytes;
		}

	}

}
