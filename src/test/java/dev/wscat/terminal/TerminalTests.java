package dev.wscat.terminal;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How things look: escapes, times, messages.
 */
class TerminalTests {

	@Test
	void controlCharactersAreMadeVisible() {
		assertThat(Escapes.visible("\u001b[2J\u0000\r\b")).isEqualTo("\\x1b[2J\\x00\\x0d\\x08");
		assertThat(Escapes.visible("\u007f\u0080\u009b\u009f")).isEqualTo("\\x7f\\x80\\x9b\\x9f");
		assertThat(Escapes.visible("a\u202eb\u2066c")).isEqualTo("a\\u202eb\\u2066c");
	}

	@Test
	void everyControlCharacterIsEscapedButTabAndLineFeed() {
		for (char c = 0; c < 0x300; c++) {
			boolean escaped = Character.isISOControl(c) && c != '\t' && c != '\n';
			assertThat(Escapes.visible("" + c)).as("U+%04x", (int) c)
				.isEqualTo(escaped ? "\\x%02x".formatted((int) c) : "" + c);
		}
	}

	@Test
	void textIsLeftAlone() {
		String text = "tab\t line\n \u00e4 \u20ac \ud83d\ude00 \\x41";
		assertThat(Escapes.visible(text)).isSameAs(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTC", "Europe/Moscow", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe",
			"Pacific/Kiritimati", "Pacific/Pago_Pago" })
	void timesAreThoseOfTheJdk(String zone) {
		DateTimeFormatter formatter = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss", Locale.ROOT)
			.withZone(ZoneId.of(zone));
		TimeZone timeZone = TimeZone.getTimeZone(zone);
		long from = Instant.parse("1971-01-01T00:00:00Z").toEpochMilli();
		long to = Instant.parse("2199-12-31T23:59:59Z").toEpochMilli();
		Random random = new Random(5);
		for (int i = 0; i < 20_000; i++) {
			long millis = from + (long) (random.nextDouble() * (to - from));
			assertThat(LogTime.format(millis, timeZone)).isEqualTo(formatter.format(Instant.ofEpochMilli(millis)));
		}
	}

	@Test
	void everyDayOfLeapYearsAndCenturiesIsRight() {
		DateTimeFormatter formatter = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss", Locale.ROOT)
			.withZone(ZoneId.of("UTC"));
		for (String year : new String[] { "1999", "2000", "2023", "2024", "2099", "2100" }) {
			long start = Instant.parse(year + "-01-01T00:00:00Z").toEpochMilli();
			for (int day = 0; day < 366; day++) {
				long millis = start + day * 86_400_000L;
				for (long at : new long[] { millis, millis - 1, millis + 86_399_999 }) {
					assertThat(LogTime.format(at, TimeZone.getTimeZone("UTC")))
						.isEqualTo(formatter.format(Instant.ofEpochMilli(at)));
				}
			}
		}
	}

	@Test
	void intoAPipeMessagesGoByteForByte(@TempDir Path directory) throws IOException {
		byte[] bytes = { 0, 27, (byte) 0xff, '\n', 'x' };
		String text = "\u001b[2J \u20ac";
		assertThat(printed(directory, false, text, bytes)).isEqualTo(concat(text + "\n", bytes));
	}

	@Test
	void onATerminalTextIsEscapedAndBinaryShownInHex(@TempDir Path directory) throws IOException {
		byte[] shown = printed(directory, true, "\u001b[2J \u20ac", new byte[] { 0, 27, (byte) 0xff });
		assertThat(new String(shown, StandardCharsets.UTF_8)).startsWith("\\x1b[2J \u20ac\n")
			.contains("binary", "3 bytes", "001bff")
			.endsWith("\n");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 32_767, 32_768, 65_534, 65_535, 65_536, 65_537, 200_000 })
	void messagesOfEachSizeAreWrittenInOrder(int size, @TempDir Path directory) throws IOException {
		Path file = directory.resolve("out");
		String big = "x".repeat(size);
		try (FileChannel out = new FileOutputStream(file.toFile()).getChannel()) {
			MessagePrinter printer = new MessagePrinter(out, false);
			for (String text : new String[] { "first", big, "second", big, "last" }) {
				ByteBuf data = Unpooled.copiedBuffer("<<" + text + ">>", StandardCharsets.UTF_8);
				printer.print(true, data, 2, text.length());
			}
			printer.flush();
		}
		assertThat(Files.readString(file)).isEqualTo("first\n" + big + "\nsecond\n" + big + "\nlast\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\u0000", "--long--" })
	void messagesOfEachSizeAreWrittenWithAnySeparator(String separator, @TempDir Path directory) throws IOException {
		Path file = directory.resolve("out");
		StringBuilder expected = new StringBuilder();
		try (FileChannel out = new FileOutputStream(file.toFile()).getChannel()) {
			MessagePrinter printer = new MessagePrinter(out, false, separator.getBytes(StandardCharsets.UTF_8));
			for (int size : new int[] { 0, 1, 32_767, 32_768, 65_535, 65_536, 5, 200_000, 0 }) {
				ByteBuf data = Unpooled.copiedBuffer("x".repeat(size), StandardCharsets.UTF_8);
				printer.print(true, data, 0, size);
				expected.append("x".repeat(size)).append(separator);
				if (size == 5) {
					printer.flush();
				}
			}
			printer.flush();
		}
		assertThat(Files.readString(file)).isEqualTo(expected.toString());
	}

	private static byte[] printed(Path directory, boolean terminal, String text, byte[] binary) throws IOException {
		Path file = directory.resolve("out");
		try (FileChannel out = new FileOutputStream(file.toFile()).getChannel()) {
			MessagePrinter printer = new MessagePrinter(out, terminal);
			ByteBuf first = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
			printer.print(true, first, 0, first.readableBytes());
			printer.print(false, Unpooled.wrappedBuffer(binary), 0, binary.length);
			printer.flush();
		}
		return Files.readAllBytes(file);
	}

	private static byte[] concat(String text, byte[] binary) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
		out.writeBytes(binary);
		out.write('\n');
		return out.toByteArray();
	}

}
