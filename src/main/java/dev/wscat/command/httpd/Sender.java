package dev.wscat.command.httpd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Bytes of files as bodies: short ones go with the head of the response, long ones from
 * the file to the socket without coming by here.
 */
final class Sender {

	/** Shorter files are quicker read than handed over. */
	private static final int SHORT = 1 << 16;

	private static final int BLOCK = 1 << 14;

	private Sender() {
	}

	/**
	 * Send a piece of a file, of which the head of the response is made.
	 * @param path the file
	 * @param first index of its first byte
	 * @param length how many
	 * @param response where to
	 * @return completes when it is sent
	 * @throws IOException when the file cannot be read
	 */
	static Publisher<Void> send(Path path, long first, long length, HttpServerResponse response) throws IOException {
		response.header(HttpHeaderNames.CONTENT_LENGTH, Long.toString(length));
		if (length == 0) {
			return response.send();
		}
		if (length > SHORT) {
			return response.sendFile(path, first, length);
		}
		try (FileChannel file = open(path)) {
			return response.sendObject(read(file, first, (int) length));
		}
	}

	/**
	 * Send several pieces, RFC 9110 section 14.6.
	 * @param path the file
	 * @param size bytes of the file
	 * @param type its media type
	 * @param pieces two or more
	 * @param response where to
	 * @return completes when they are sent
	 */
	static Publisher<Void> sendParts(Path path, long size, String type, List<ByteRanges.Piece> pieces,
			HttpServerResponse response) {
		// of random letters, so that it is not in the file
		String boundary = "wscat-" + Long.toHexString(ThreadLocalRandom.current().nextLong())
				+ Long.toHexString(ThreadLocalRandom.current().nextLong());
		long length = end(boundary).length;
		for (ByteRanges.Piece piece : pieces) {
			length += head(boundary, piece, size, type).length + piece.length();
		}
		response.header(HttpHeaderNames.CONTENT_TYPE, "multipart/byteranges; boundary=" + boundary)
			.header(HttpHeaderNames.CONTENT_LENGTH, Long.toString(length));
		Flux<ByteBuf> parts = Flux.using(() -> open(path),
				(file) -> Flux.fromIterable(pieces)
					.concatMap((piece) -> Flux.concat(
							Flux.just(Unpooled.wrappedBuffer(head(boundary, piece, size, type))), blocks(file, piece)))
					.concatWithValues(Unpooled.wrappedBuffer(end(boundary))),
				Sender::close);
		return response.send(parts);
	}

	private static Flux<ByteBuf> blocks(FileChannel file, ByteRanges.Piece piece) {
		return Flux.generate(piece::first, (at, sink) -> {
			try {
				int count = (int) Math.min(BLOCK, piece.last() + 1 - at);
				sink.next(read(file, at, count));
				if (at + count > piece.last()) {
					sink.complete();
				}
				return at + count;
			}
			catch (IOException ex) {
				sink.error(ex);
				return at;
			}
		});
	}

	/** What the system's own links may have become meanwhile is not followed. */
	private static FileChannel open(Path path) throws IOException {
		return FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
	}

	private static ByteBuf read(FileChannel file, long first, int length) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(length);
		while (bytes.hasRemaining()) {
			if (file.read(bytes, first + bytes.position()) < 0) {
				throw new IOException("the file got shorter");
			}
		}
		return Unpooled.wrappedBuffer(bytes.array());
	}

	private static byte[] head(String boundary, ByteRanges.Piece piece, long size, String type) {
		return ("\r\n--" + boundary + "\r\nContent-Type: " + type + "\r\nContent-Range: " + piece.contentRange(size)
				+ "\r\n\r\n")
			.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static byte[] end(String boundary) {
		return ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.ISO_8859_1);
	}

	private static void close(FileChannel file) {
		try {
			file.close();
		}
		catch (IOException ex) {
			// it was only read
		}
	}

}
