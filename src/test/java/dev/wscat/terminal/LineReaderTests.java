package dev.wscat.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LineReaderTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	@Test
	void linesEndWithALineFeedOrTheEndOfInput() {
		assertThat(read("one\ntwo")).containsExactly("one", "two", "<end>");
		assertThat(read("one\ntwo\n")).containsExactly("one", "two", "<end>");
		assertThat(read("\n")).containsExactly("", "<end>");
		assertThat(read("\n\n\n")).containsExactly("", "", "", "<end>");
	}

	@Test
	void aCarriageReturnBelongsToTheTerminator() {
		assertThat(read("one\r\n\r\nt\rwo\r\r\n")).containsExactly("one", "", "t\rwo\r", "<end>");
	}

	@Test
	void emptyInputIsToldFromInputOfEmptyLines() {
		assertThat(read("")).containsExactly("<empty>");
		assertThat(read("\n")).containsExactly("", "<end>");
		assertThat(read("x")).containsExactly("x", "<end>");
	}

	@Test
	void linesAreTheSameWhereverTwoReadsMeet() throws Exception {
		String text = "plain\r\n\nz\u00fcrich \u20ac \ud83d\ude00\nlong " + "0123456789".repeat(20) + "\nlast \u00e9";
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		List<String> expected = new ArrayList<>(List.of(text.split("\r?\n", -1)));
		expected.add("<end>");
		for (int i = 0; i <= bytes.length; i++) {
			assertThat(readInParts(Arrays.copyOf(bytes, i), Arrays.copyOfRange(bytes, i, bytes.length)))
				.isEqualTo(expected);
		}
		byte[][] single = new byte[bytes.length][];
		for (int i = 0; i < bytes.length; i++) {
			single[i] = new byte[] { bytes[i] };
		}
		assertThat(readInParts(single)).isEqualTo(expected);
	}

	@Test
	void linesOfEachLengthAreFound() {
		StringBuilder text = new StringBuilder();
		List<String> expected = new ArrayList<>();
		Random random = new Random(3);
		for (int length = 0; length < 300; length++) {
			String line = (random.nextBoolean() ? "x" : "\u00e4").repeat(length);
			text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
			expected.add(line);
		}
		expected.add("<end>");
		assertThat(read(text.toString())).isEqualTo(expected);
	}

	@Test
	void bytesLikeALineFeedInOtherCharactersAreNoLineFeeds() {
		String line = "\u010a\u0a0a\u0a00\u000b\u0009".repeat(30);
		assertThat(read(line + "\n" + line)).containsExactly(line, line, "<end>");
	}

	@Test
	void aLineMayBeLongerThanTheBuffer() {
		String line = "0123456789abcde\u20ac".repeat(20_000);
		assertThat(read("first\n" + line + "\nlast\n")).containsExactly("first", line, "last", "<end>");
	}

	@Test
	void aLineOverTheLimitIsALocalFault() {
		assertThat(read(("ok\n" + "x".repeat(400_000)).getBytes(StandardCharsets.US_ASCII), 100_000))
			.containsExactly("ok", "<LOCAL>");
	}

	@ParameterizedTest
	@CsvSource({ "ff, 1, 1, 0", "610aff, 2, 1, 2", "c3a40a0a61c3280a, 3, 3, 6", "610ae282, 2, 3, 4",
			"eda0800a, 1, 2, 1", "780a780a78c00a, 3, 2, 5" })
	void whatIsNotUtf8IsNamedByLineByteAndOffset(String hex, int line, int inLine, int offset) {
		List<CliException> faults = new ArrayList<>();
		read(HexFormat.of().parseHex(hex), 1000, faults);
		assertThat(faults).singleElement().satisfies((fault) -> {
			assertThat(fault.exitCode()).isEqualTo(ExitCode.LOCAL);
			assertThat(fault).hasMessageContaining("line " + line + ",")
				.hasMessageContaining("byte " + inLine)
				.hasMessageContaining("offset " + offset);
		});
	}

	@Test
	void theOffsetCountsAllReads() {
		byte[] bytes = "0123456789\n".repeat(20_000).concat("x?").getBytes(StandardCharsets.US_ASCII);
		bytes[bytes.length - 1] = (byte) 0xff;
		List<CliException> faults = new ArrayList<>();
		read(bytes, 1000, faults);
		assertThat(faults).singleElement()
			.satisfies((fault) -> assertThat(fault).hasMessageContaining("line 20001, byte 2")
				.hasMessageContaining("offset " + (bytes.length - 1)));
	}

	@Test
	void aReadThatBlocksIsEndedByStop() throws IOException {
		Pipe pipe = Pipe.open();
		Recorder recorder = new Recorder(Integer.MAX_VALUE);
		LineReader reader = new LineReader(pipe.source(), 1000, recorder);
		reader.start();
		pipe.sink().write(StandardCharsets.US_ASCII.encode("one\n"));
		assertThat(recorder.next()).isEqualTo("one");
		assertThat(reader.stop()).isZero();
		assertThat(recorder.events).isEmpty();
	}

	@Test
	void linesThatNobodyTookAreCounted() throws IOException {
		Pipe pipe = Pipe.open();
		Recorder recorder = new Recorder(2);
		pipe.sink().write(StandardCharsets.US_ASCII.encode("one\ntwo\nthree\nfour\nfive"));
		LineReader reader = new LineReader(pipe.source(), 1000, recorder);
		reader.start();
		assertThat(recorder.next()).isEqualTo("one");
		assertThat(recorder.next()).isEqualTo("two");
		assertThat(recorder.next()).as("refused").isEqualTo("three");
		assertThat(reader.stop()).as("three, four and the begun five").isEqualTo(3);
	}

	private static List<String> read(String text) {
		return read(text.getBytes(StandardCharsets.UTF_8), 1 << 20);
	}

	private static List<String> read(byte[] bytes, int longest) {
		return read(bytes, longest, new ArrayList<>());
	}

	private static List<String> read(byte[] bytes, int longest, List<CliException> faults) {
		try {
			Pipe pipe = Pipe.open();
			CompletableFuture.runAsync(() -> {
				try (Pipe.SinkChannel sink = pipe.sink()) {
					ByteBuffer rest = ByteBuffer.wrap(bytes);
					while (rest.hasRemaining()) {
						sink.write(rest);
					}
				}
				catch (IOException ex) {
					// the reader has given up
				}
			});
			Recorder recorder = new Recorder(Integer.MAX_VALUE);
			LineReader reader = new LineReader(pipe.source(), longest, recorder);
			reader.start();
			List<String> events = recorder.all();
			pipe.source().close();
			faults.addAll(recorder.faults);
			return events;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Each part is a read of its own, since the next is written when it has been read.
	 */
	private static List<String> readInParts(byte[]... parts) throws Exception {
		Iterator<byte[]> left = List.of(parts).iterator();
		Recorder recorder = new Recorder(Integer.MAX_VALUE);
		LineReader reader = new LineReader(new PartChannel(left), 1 << 20, recorder);
		reader.start();
		return recorder.all();
	}

	private record PartChannel(Iterator<byte[]> parts) implements ReadableByteChannel {

		@Override
		public int read(ByteBuffer to) {
			if (!this.parts.hasNext()) {
				return -1;
			}
			byte[] part = this.parts.next();
			to.put(part);
			return part.length;
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() {
			// nothing is open
		}

	}

	private static final class Recorder implements LineReader.Listener {

		private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

		private final List<CliException> faults = new ArrayList<>();

		private final CompletableFuture<Void> ended = new CompletableFuture<>();

		private final int most;

		private int count;

		Recorder(int most) {
			this.most = most;
		}

		@Override
		public boolean onLine(String line) {
			this.events.add(line);
			this.count++;
			return this.count <= this.most;
		}

		@Override
		public void onEnd(boolean empty) {
			this.events.add(empty ? "<empty>" : "<end>");
			this.ended.complete(null);
		}

		@Override
		public void onFault(CliException fault) {
			this.faults.add(fault);
			this.events.add("<" + fault.exitCode() + ">");
			this.ended.complete(null);
		}

		List<String> all() {
			assertThat(this.ended).succeedsWithin(TIMEOUT);
			return new ArrayList<>(this.events);
		}

		String next() {
			try {
				return String.valueOf(this.events.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
		}

	}

}
