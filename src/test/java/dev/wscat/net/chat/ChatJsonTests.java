package dev.wscat.net.chat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChatJsonTests {

	@Test
	void whatIsWrittenIsReadTheSame() {
		ChatMessage said = ChatMessage.of("message")
			.with("text", "\"\\\n\u0000\u2028\ud83d\ude00</script>")
			.with("id", 7);
		ChatMessage room = ChatMessage.of("room").with("users", List.of("a\"", "b")).with("history", List.of(said));
		ChatMessage read = ChatJson.read(new String(room.json(), StandardCharsets.UTF_8));
		assertThat(read.type()).isEqualTo("room");
		assertThat(read.texts("users")).containsExactly("a\"", "b");
		assertThat(read.messages("history")).singleElement().satisfies((message) -> {
			assertThat(message.text("text")).isEqualTo(said.text("text"));
			assertThat(message.number("id")).isEqualTo(7);
		});
		assertThat(room.toString()).doesNotContain("\n");
	}

	@Test
	void whatIsNotKnownIsPassedOver() {
		ChatMessage read = ChatJson.read(
				"{\"type\":\"a\",\"x\":{\"type\":\"b\"},\"y\":[[\"c\"],null,1,{\"z\":[{}]}],\"n\":null,\"b\":true,\"f\":1.5,"
						+ "\"i\":123456789012345678901234567890,\"text\":1}");
		assertThat(read.type()).isEqualTo("a");
		assertThat(read.text("text")).isEmpty();
		assertThat(read.number("i")).isZero();
		assertThat(read.texts("y")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "{}{}", "[]", "\"a\"", "{\"type\"}", "{\"type\":\"a\",}", "{'type':'a'}",
			"{\ud83d\ude00}", "{\"a\":\"\u0001\"}", "nul", "{\"a\":[}", "{\"a\":1e}" })
	void whatIsNoJsonIsToldSo(String text) {
		assertThatExceptionOfType(ChatFault.class).isThrownBy(() -> ChatJson.read(text)).satisfies((fault) -> {
			assertThat(fault.code()).isEqualTo("bad-json");
			// what was wrong can be told again
			assertThat(fault.message().json()).isNotEmpty();
		});
	}

	@Test
	void manyLevelsAreNoMessage() {
		String deep = "{\"a\":" + "[".repeat(30_000);
		assertThatExceptionOfType(ChatFault.class).isThrownBy(() -> ChatJson.read(deep));
	}

}
