package dev.wscat.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * JSON as it is written, held against a library that reads it.
 */
class JsonWritingTests {

	private static final String ESC = "\u001b";

	@Test
	void everyCharacterComesBack() throws IOException {
		StringBuilder all = new StringBuilder();
		for (int c = 0; c < 0x3000; c++) {
			all.appendCodePoint(c);
			assertThat(read(written("abcdefg" + Character.toString(c) + "hijklmnop"))).as("U+%04x", c)
				.isEqualTo("abcdefg" + Character.toString(c) + "hijklmnop");
		}
		assertThat(read(written(all.append("\ud83d\ude00").toString()))).isEqualTo(all.toString());
	}

	@Test
	void controlCharactersQuotesAndBackslashesAreEscapedAndNothingElse() throws IOException {
		assertThat(written("\"\\/\b\f\n\r\t\u0000\u001f\u007f \u2028"))
			.isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f \u2028\"");
	}

	@Test
	void textOfEachLengthAndWithEscapesAtEachPlaceComesBack() throws IOException {
		Random random = new Random(11);
		String letters = "abc\"\\\n\u0001\u00e4\u20ac";
		for (int length = 0; length < 200; length++) {
			StringBuilder text = new StringBuilder();
			for (int i = 0; i < length; i++) {
				int letter = (random.nextInt(10) == 0) ? random.nextInt(letters.length()) : 0;
				text.append(letters.charAt(letter));
			}
			assertThat(read(written(text.toString()))).isEqualTo(text.toString());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "\u0000", "\u20ac", "ab\"" })
	void textLongerThanTheBufferComesBack(String piece) throws IOException {
		String text = piece.repeat(100_000);
		assertThat(read(written(text))).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "{}|{}", "[]|[]", "[ ]|[]", "{\"a\":1}|{~  \"a\": 1~}",
					"[1,[2,{}]]|[~  1,~  [~    2,~    {}~  ]~]",
					" [\"x,{\\\"\",-1.50E+3 , true]|[~  \"x,{\\\"\",~  -1.50E+3,~  true~]",
					"{\"a\":{\"b\":[]}}|{~  \"a\": {~    \"b\": []~  }~}" })
	void objectsAndArraysAreIndentedAndTheirValuesLeftAlone(String json, String shown) throws IOException {
		assertThat(pretty(json, false)).isEqualTo(shown.replace('~', '\n'));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "1", "\"text\"", "null", "{", "{]", "[1,]", "{\"a\":1} x", "{}{}", "{a:1}",
			"[1 2]", "\ufeff{}", "{\"a\":'x'}", "[NaN]", "{\u0000}", "[\"\t\"]" })
	void whatIsNoObjectOrArrayIsLeftToOthers(String text) throws IOException {
		assertThat(pretty(text, false)).isEqualTo("<no>");
	}

	@Test
	void onATerminalItIsColouredAndDrivesNothing() throws IOException {
		assertThat(pretty("{\"k\\u001b\":\"v\u009b\u202e\",\"n\":[1,null]}", true)).contains(ESC + "[34;1m\"k\\u001b\"")
			.contains(ESC + "[32m\"v\\x9b\\u202e\"" + ESC + "[0m", ESC + "[36m1", ESC + "[35mnull");
	}

	@Test
	void whatIsNestedTooDeepIsLeftToOthers() throws IOException {
		assertThat(pretty("[".repeat(5000) + "]".repeat(5000), false)).isEqualTo("<no>");
		assertThat(pretty("[".repeat(200) + "1" + "]".repeat(200), false)).contains(" ".repeat(400) + "1\n");
	}

	private static String written(String text) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteSink sink = new ByteSink(Channels.newChannel(out));
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		JsonString.write(sink, Unpooled.copiedBuffer(new byte[3], bytes, new byte[3]), 3, bytes.length);
		sink.flush();
		return out.toString(StandardCharsets.UTF_8);
	}

	private static String read(String json) {
		try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
			parser.nextToken();
			return parser.getString();
		}
	}

	private static String pretty(String text, boolean terminal) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteSink sink = new ByteSink(Channels.newChannel(out));
		boolean json = new PrettyJson(sink, terminal, terminal).write(text.getBytes(StandardCharsets.UTF_8));
		sink.flush();
		return json ? out.toString(StandardCharsets.UTF_8) : "<no>" + out.toString(StandardCharsets.UTF_8);
	}

}
