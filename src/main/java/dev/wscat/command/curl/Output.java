package dev.wscat.command.curl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import dev.wscat.core.CliException;
import dev.wscat.terminal.Escapes;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Where heads and bodies of responses are written to. Used by one thread, since it blocks
 * while nobody reads.
 */
final class Output implements AutoCloseable {

	/**
	 * How it is written.
	 *
	 * @param file the file, or {@code null} for stdout
	 * @param terminal whether a person reads
	 * @param binary whether that person wants all there is
	 * @param most most bytes
	 * @param spooled whether the body is kept until all else is printed
	 */
	record Manner(@Nullable Destination file, boolean terminal, boolean binary, long most, boolean spooled) {
	}

	private final Manner manner;

	private final GatheringByteChannel stdout;

	private final Figures figures;

	private @Nullable FileChannel opened;

	private @Nullable Unpacker unpacker;

	private long offset;

	private long written;

	Output(Manner manner, GatheringByteChannel stdout, Figures figures) {
		this.manner = manner;
		this.stdout = stdout;
		this.figures = figures;
	}

	/**
	 * Begin with a response.
	 * @param head its head
	 * @param from where the file goes on
	 * @param unpacked whether the body is to be unpacked
	 * @throws CliException when it is packed in a way that is not known
	 */
	void begin(Head head, long from, boolean unpacked) {
		this.offset = from;
		this.unpacker = unpacked ? Unpacker.of(head.header("Content-Encoding")) : null;
		String coding = head.header("Transfer-Encoding");
		if (coding != null && !coding.strip().matches("(?i)chunked|identity")) {
			throw new CliException(CurlCode.BAD_PACKING,
					"the body is sent as '" + coding + "'; only chunked is known here");
		}
		if (head.length() > this.manner.most()) {
			throw tooLarge();
		}
	}

	/** Write the head of a response, on a terminal without what could drive it. */
	void head(Head head) {
		boolean shown = this.manner.file() == null && this.manner.terminal();
		String text = head.text();
		byte[] bytes = shown ? Escapes.visible(text.replace("\r\n", "\n")).getBytes(StandardCharsets.UTF_8)
				: text.getBytes(StandardCharsets.ISO_8859_1);
		write(ByteBuffer.wrap(bytes));
	}

	/**
	 * Write a piece of a body, and give it back.
	 * @param piece the piece
	 */
	void body(ByteBuf piece) {
		try {
			int size = piece.readableBytes();
			this.figures.downloaded += size;
			this.written += size;
			if (this.written > this.manner.most()) {
				throw tooLarge();
			}
			if (this.unpacker == null && piece.nioBufferCount() > 1) {
				for (ByteBuffer part : piece.nioBuffers()) {
					checked(part);
				}
			}
			else if (this.unpacker == null) {
				checked(piece.nioBuffer());
			}
			else {
				this.unpacker.unpack(piece.nioBuffer(), this::checked);
			}
		}
		catch (IOException ex) {
			throw Faults.unwritable(name(), ex);
		}
		finally {
			piece.release();
		}
	}

	/** A body has ended; a file is there even if it was empty. */
	void end() {
		if (this.unpacker != null) {
			this.unpacker.end();
			this.unpacker = null;
		}
		if (this.manner.file() != null) {
			channel();
		}
	}

	private void checked(ByteBuffer bytes) {
		if (this.manner.terminal() && this.manner.file() == null && !this.manner.binary() && !this.manner.spooled()
				&& hasNul(bytes)) {
			throw new CliException(CurlCode.WRITE,
					"binary output can mess up your terminal: -o - prints it all the same, -o FILE keeps it");
		}
		write(bytes);
	}

	private static boolean hasNul(ByteBuffer bytes) {
		for (int i = bytes.position(); i < bytes.limit(); i++) {
			if (bytes.get(i) == 0) {
				return true;
			}
		}
		return false;
	}

	private void write(ByteBuffer bytes) {
		try {
			GatheringByteChannel out = channel();
			while (bytes.hasRemaining()) {
				out.write(bytes);
			}
		}
		catch (IOException ex) {
			throw Faults.unwritable(name(), ex);
		}
	}

	private String name() {
		return (this.manner.file() != null) ? this.manner.file().path().toString() : "standard output";
	}

	private GatheringByteChannel channel() {
		Destination file = this.manner.file();
		if (this.opened == null && file != null) {
			this.opened = file.open(this.offset);
			this.figures.file = file.path().toString();
		}
		else if (this.opened == null && this.manner.spooled()) {
			this.opened = spool();
		}
		FileChannel own = this.opened;
		return (own != null) ? own : this.stdout;
	}

	private static FileChannel spool() {
		try {
			Path draft = Files.createTempFile("wscat", ".body");
			return FileChannel.open(draft, StandardOpenOption.READ, StandardOpenOption.WRITE,
					StandardOpenOption.DELETE_ON_CLOSE);
		}
		catch (IOException ex) {
			throw Faults.unwritable("a temporary file", ex);
		}
	}

	/**
	 * Print what was kept.
	 * @throws IOException when stdout cannot be written
	 */
	void printSpooled() throws IOException {
		FileChannel own = this.opened;
		if (own == null || !this.manner.spooled()) {
			return;
		}
		Talk.write(this.stdout, "payload: ".getBytes(StandardCharsets.US_ASCII));
		long size = own.size();
		ByteBuffer block = ByteBuffer.allocate(1 << 16);
		for (long at = 0; at < size; at += block.limit()) {
			block.clear();
			own.read(block, at);
			block.flip();
			while (block.hasRemaining()) {
				this.stdout.write(block);
			}
		}
		Talk.write(this.stdout, new byte[] { '\n' });
	}

	/** Another try begins: what was written of the last one is not wanted. */
	void again() {
		try {
			this.written = 0;
			this.figures.downloaded = 0;
			if (this.opened != null) {
				this.opened.truncate(this.offset).position(this.offset);
			}
		}
		catch (IOException ex) {
			throw Faults.unwritable(name(), ex);
		}
	}

	/** Give the file the time that the server tells. */
	void date(Head head) {
		String text = head.header("Last-Modified");
		Destination file = this.manner.file();
		if (text == null || file == null) {
			return;
		}
		try {
			Files.setLastModifiedTime(file.path(),
					FileTime.from(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()));
		}
		catch (IOException | DateTimeException ex) {
			// it keeps the present one, as in curl
		}
	}

	private CliException tooLarge() {
		return new CliException(CurlCode.TOO_LARGE, "the body is larger than --max-filesize");
	}

	@Override
	public void close() {
		try {
			if (this.opened != null) {
				this.opened.close();
			}
		}
		catch (IOException ex) {
			throw Faults.unwritable(name(), ex);
		}
	}

}
