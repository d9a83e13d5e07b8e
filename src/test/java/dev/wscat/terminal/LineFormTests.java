package dev.wscat.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;

import dev.wscat.core.Closing;
import dev.wscat.core.Message;
import dev.wscat.core.Opcode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Lines that tell what to send.
 */
class LineFormTests {

	private final JsonlForm jsonl = new JsonlForm(Format.Sides.OUT);

	@Test
	void hexIsReadWithBlanksAndInBothCases() {
		Random random = new Random(3);
		for (int i = 0; i < 300; i++) {
			byte[] bytes = new byte[i];
			random.nextBytes(bytes);
			assertThat(payload(LineForm.HEX.read(HexFormat.of().formatHex(bytes)))).isEqualTo(bytes);
			assertThat(payload(LineForm.HEX.read(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes))))
				.isEqualTo(bytes);
		}
		assertThat(payload(LineForm.HEX.read(" 0 0\tf F "))).containsExactly(0, 0xff);
	}

	@ParameterizedTest
	@CsvSource({ "0, odd", "000, odd", "0g, column 2", "'00 0x', column 5", "\u0661\u0661, column 1",
			"00-11, column 3" })
	void whatIsNoHexIsTold(String line, String told) {
		assertThatIllegalArgumentException().isThrownBy(() -> LineForm.HEX.read(line)).withMessageContaining(told);
	}

	@Test
	void base64IsReadInBothAlphabets() {
		byte[] bytes = new byte[256];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) i;
		}
		assertThat(payload(LineForm.BASE64.read(Base64.getEncoder().encodeToString(bytes) + " "))).isEqualTo(bytes);
		assertThat(payload(LineForm.BASE64.read(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))))
			.isEqualTo(bytes);
		assertThat(payload(LineForm.BASE64.read(""))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "ab=c", "a$bc", "AAH+/w=" })
	void whatIsNoBase64IsTold(String line) {
		assertThatIllegalArgumentException().isThrownBy(() -> LineForm.BASE64.read(line))
			.withMessageContaining("no base64");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "{\"text\":\"a\\n\\u00e4\\ud83d\\ude00\"}|1|610ac3a4f09f9880", "{\"base64\":\"AAE=\"}|2|0001",
					"{\"event\":\"message\",\"text\":\"\"}|1|", "{\"opcode\":2,\"text\":\"a\"}|2|61",
					"{\"opcode\":\"text\",\"base64\":\"YQ==\"}|1|61", "{\"event\":\"ping\"}|9|",
					"{\"event\":\"pong\",\"base64\":\"/w==\"}|10|ff", "{\"opcode\":9,\"text\":\"p\"}|9|70",
					" { \"x\" : [ { } , 1 ] , \"text\" : \"a\" , \"dir\" : \"out\", \"code\":null } |1|61" })
	void jsonlTellsMessagesAndControlFrames(String line, int opcode, @Nullable String hex) {
		Message message = read(line);
		assertThat(message.opcode()).isEqualTo(opcode);
		assertThat(message.payload()).isEqualTo(HexFormat.of().parseHex((hex != null) ? hex : ""));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "{\"event\":\"close\"}|1000|", "{\"event\":\"close\",\"code\":4001,\"reason\":\"bye\"}|4001|bye",
					"{\"event\":\"close\",\"code\":1005}|1005|", "{\"opcode\":8,\"code\":1001}|1001|" })
	void jsonlTellsCloses(String line, int code, @Nullable String reason) {
		assertThat(read(line).closing()).hasToString(new Closing(code, (reason != null) ? reason : "").toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "{\"event\":\"open\",\"headers\":{\"a\":\"b\"}}",
			"{\"event\":\"error\",\"code\":1002}", "{\"event\":\"message\",\"dir\":\"in\",\"text\":\"x\"}",
			"{\"event\":\"close\",\"dir\":\"out\",\"code\":1006}" })
	void jsonlPassesOverWhatIsNotToBeSent(String line) {
		assertThat(this.jsonl.read(line)).isNull();
	}

	@Test
	void theSideChoosesWhatIsSent() {
		String in = "{\"dir\":\"in\",\"text\":\"x\"}";
		String none = "{\"text\":\"x\"}";
		JsonlForm other = new JsonlForm(Format.Sides.IN);
		JsonlForm both = new JsonlForm(Format.Sides.BOTH);
		assertThat(other.read(in)).isNotNull();
		assertThat(other.read(none)).isNull();
		assertThat(both.read(in)).isNotNull();
		assertThat(both.read(none)).isNotNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "x|no JSON", "{|no JSON", "[]|no JSON object", "1|no JSON object", "{} {}|more than one",
					"{\"text\":\"a\"} x|no JSON", "{\"text\":\"a\"}{}|more than one", "{\"text\":1}|text is no string",
					"{\"text\":\"a\",\"base64\":\"\"}|both", "{\"event\":\"mesage\"}|unknown event 'mesage'",
					"{\"event\":\"message\"}|without text", "{\"base64\":\"*\"}|no base64",
					"{\"dir\":\"up\",\"text\":\"\"}|dir is 'up'", "{\"text\":\"\\ud800\"}|half a character",
					"{\"text\":\"\\udc00a\"}|half a character", "{\"opcode\":7,\"text\":\"\"}|opcode 7",
					"{\"opcode\":\"bin\",\"text\":\"\"}|opcode 'bin'", "{\"opcode\":1,\"base64\":\"/w==\"}|not UTF-8",
					"{\"event\":\"close\",\"code\":1004}|1004 may not be sent",
					"{\"event\":\"close\",\"code\":99999}|not 0 to 65535",
					"{\"event\":\"close\",\"code\":\"1000\"}|no whole number",
					"{\"event\":\"close\",\"code\":1e3}|no whole number", "{'text':'a'}|no JSON" })
	void wrongLinesAreTold(String line, String told) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.jsonl.read(line))
			.withMessageContaining(told)
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("\n"));
	}

	@Test
	void aControlCharacterInAStringIsNoJson() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.jsonl.read("{\"text\":\"a\u0001b\"}"))
			.withMessageContaining("no JSON");
	}

	@Test
	void controlFramesAndReasonsHaveTheirLimits() {
		assertThat(read("{\"event\":\"ping\",\"text\":\"" + "x".repeat(125) + "\"}").payload()).hasSize(125);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.jsonl.read("{\"event\":\"ping\",\"text\":\"" + "x".repeat(126) + "\"}"))
			.withMessageContaining("126");
		assertThatIllegalArgumentException().isThrownBy(
				() -> this.jsonl.read("{\"event\":\"close\",\"code\":1000,\"reason\":\"" + "\u00e4".repeat(62) + "\"}"))
			.withMessageContaining("123");
	}

	@Test
	void longTextIsRead() {
		String text = "x\u20ac".repeat(2_000_000);
		assertThat(new String(read("{\"text\":\"" + text + "\"}").payload(), StandardCharsets.UTF_8)).isEqualTo(text);
		assertThat(read("{\"text\":\"\"}").opcode()).isEqualTo(Opcode.TEXT);
	}

	private Message read(String line) {
		Message message = this.jsonl.read(line);
		if (message == null) {
			throw new AssertionError("nothing to send in " + line);
		}
		return message;
	}

	private static byte[] payload(@Nullable Message message) {
		return (message != null) ? message.payload() : new byte[] { 'n', 'o' };
	}

}
