package dev.wscat.net.chat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What people read and type.
 */
class ChatLinesTests {

	@Test
	void noTextLooksLikeAnotherLine() {
		ChatMessage said = ChatMessage.of("message")
			.with("room", "lobby")
			.with("user", "eve")
			.with("text", "hi\n* ann left lobby");
		assertThat(ChatLines.of(said)).isEqualTo("lobby  eve: hi\n  * ann left lobby");
	}

	@Test
	void aRoomIsShownWithItsHistory() {
		ChatMessage said = ChatMessage.of("message").with("room", "r").with("user", "a").with("text", "t");
		ChatMessage room = ChatMessage.of("room")
			.with("room", "r")
			.with("users", List.of("a", "b"))
			.with("count", 5)
			.with("history", List.of(said));
		assertThat(ChatLines.of(room)).isEqualTo("r  a: t\n* you are in r with a, b and 3 more");
	}

	@Test
	void whatIsNotForPeopleIsNotShown() {
		assertThat(ChatLines.of(ChatMessage.of("later"))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "hi | {\"type\":\"message\",\"text\":\"hi\"}", "//x | {\"type\":\"message\",\"text\":\"/x\"}",
					"/nick bob | {\"type\":\"setname\",\"name\":\"bob\"}",
					"/msg bob  a  b | {\"type\":\"private\",\"to\":\"bob\",\"text\":\"a  b\"}",
					"/join dev | {\"type\":\"join\",\"room\":\"dev\"}", "/who | {\"type\":\"who\"}",
					"/leave dev | {\"type\":\"leave\",\"room\":\"dev\"}", "/rooms | {\"type\":\"rooms\"}" })
	void linesAreRead(String line, String json) {
		assertThat(ChatCommands.read(line)).hasToString(json);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/nick", "/msg", "/msg bob", "/join", "/nothing", "/WHO" })
	void wrongCommandsAreToldSo(String line) {
		assertThatExceptionOfType(ChatFault.class).isThrownBy(() -> ChatCommands.read(line));
	}

}
