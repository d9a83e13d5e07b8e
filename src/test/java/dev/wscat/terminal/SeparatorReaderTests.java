package dev.wscat.terminal;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

import dev.wscat.core.CliException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pieces of stdin that end with something else than a line feed, and bytes as they come.
 */
class SeparatorReaderTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	@ParameterizedTest
	@CsvSource({ "a|b||c|, |, a;b;;c", "a|b, |, a;b", "-a--b---c--, --, -a;b;-c", "aaab, aab, a",
			"ab\u00e4cd\u00e4, \u00e4, ab;cd", "x\u00e2\u20acy\u20ac, \u20ac, x\u00e2;y", "xaby, ab, x;y",
			"abab, ab, ;" })
	void textIsCutAtEachSeparator(String text, String separator, String pieces) throws Exception {
		List<String> read = read(text, separator.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
		assertThat(String.join(";", read)).isEqualTo(pieces);
		assertThat(read(text, separator.getBytes(StandardCharsets.UTF_8), 1)).isEqualTo(read);
	}

	@Test
	void zeroLeavesLineFeedsAndCarriageReturnsAlone() throws Exception {
		assertThat(read("a\nb\r\u0000c\r\n\u0000\u0000d", new byte[1], Integer.MAX_VALUE)).containsExactly("a\nb\r",
				"c\r\n", "", "d");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n--\n", "aba", "\r\n", "\u20ac", "aa" })
	void longTextIsCutAsAPatternCutsIt(String separator) throws Exception {
		Random random = new Random(separator.hashCode());
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < 50_000; i++) {
			text.append((random.nextInt(20) == 0) ? separator : "ab\n-\r\u20ac\u00e2".substring(i % 7, i % 7 + 1));
		}
		List<String> expected = new ArrayList<>(
				Arrays.asList(Pattern.compile(separator, Pattern.LITERAL).split(text.append('.'), -1)));
		assertThat(read(text.toString(), separator.getBytes(StandardCharsets.UTF_8), 1000)).isEqualTo(expected);
	}

	@Test
	void chunksAreTheBytesOfEachReadAndNeverLonger() throws Exception {
		byte[] bytes = new byte[200_000];
		new Random(1).nextBytes(bytes);
		Chunks chunks = new Chunks();
		new ChunkReader(Channels.newChannel(new ByteArrayInputStream(bytes)), 1 << 20, chunks).start();
		assertThat(chunks.ended).succeedsWithin(TIMEOUT).isEqualTo(false);
		assertThat(chunks.sizes).allSatisfy((size) -> assertThat(size).isBetween(1, 65_536));
		assertThat(chunks.bytes.array()).startsWith(bytes);
	}

	@Test
	void noBytesAreAnEmptyInput() {
		Chunks chunks = new Chunks();
		new ChunkReader(Channels.newChannel(new ByteArrayInputStream(new byte[0])), 1 << 20, chunks).start();
		assertThat(chunks.ended).succeedsWithin(TIMEOUT).isEqualTo(true);
		assertThat(chunks.sizes).isEmpty();
	}

	private static List<String> read(String text, byte[] separator, int atOnce) throws Exception {
		ByteArrayInputStream source = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
			@Override
			public synchronized int read(byte[] to, int offset, int length) {
				return super.read(to, offset, Math.min(length, atOnce));
			}
		};
		ReadableByteChannel channel = Channels.newChannel(source);
		List<String> lines = new ArrayList<>();
		CompletableFuture<Boolean> ended = new CompletableFuture<>();
		new LineReader(channel, 1 << 20, separator, new LineReader.Listener() {
			@Override
			public boolean onLine(String line) {
				lines.add(line);
				return true;
			}

			@Override
			public void onEnd(boolean empty) {
				ended.complete(empty);
			}

			@Override
			public void onFault(CliException fault) {
				ended.completeExceptionally(fault);
			}
		}).start();
		assertThat(ended).succeedsWithin(TIMEOUT);
		return lines;
	}

	private static final class Chunks implements ChunkReader.Listener {

		private final ByteBuffer bytes = ByteBuffer.allocate(300_000);

		private final List<Integer> sizes = new ArrayList<>();

		private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

		@Override
		public boolean onBytes(byte[] chunk) {
			this.sizes.add(chunk.length);
			this.bytes.put(chunk);
			return true;
		}

		@Override
		public void onEnd(boolean empty) {
			this.ended.complete(empty);
		}

		@Override
		public void onFault(CliException fault) {
			this.ended.completeExceptionally(fault);
		}

	}

}
