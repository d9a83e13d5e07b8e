package dev.wscat.net.chat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChatNamesTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "Ann", "\u05e9\u05dc\u05d5\u05dd", "\ud83d\ude00", "<b>", "a\"b", "o'neil",
			"\u0928\u093f\u0924\u093f\u0928", "12345678901234567890123456789012" })
	void peopleMayBeCalledSo(String name) {
		assertThat(ChatNames.checked("user", name)).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a\u00a0b", "a\tb", "a\nb", "a\u0000", "a\u001b[31m", "a\u007f", "a\u0085",
			"a\u200b", "a\u200d", "a\u202e", "a\u2066", "a\u200f", "\ufeffa", "a\u00ad", "a\u2028", "a\u3164", "\u115f",
			"a\u034f", "a\u2800", "a\ufe0f", "a\udb40\udd00", "a\udb40\udc41", "\ud800", "a\udc00", "\ue000", "/who",
			"*", "!x", "123456789012345678901234567890123" })
	void nobodyMayBeCalledSo(String name) {
		assertThatExceptionOfType(ChatFault.class).isThrownBy(() -> ChatNames.checked("user", name))
			.satisfies((fault) -> assertThat(fault.code()).isEqualTo("bad-name"));
	}

	@Test
	void marksDoNotPileUp() {
		assertThatExceptionOfType(ChatFault.class)
			.isThrownBy(() -> ChatNames.checked("user", "z" + "\u0363".repeat(5)));
		assertThatExceptionOfType(ChatFault.class).isThrownBy(() -> ChatNames.checked("user", "\u0301"));
	}

	@Test
	void aLongTextIsNoNameAndCostsNothing() {
		assertThatExceptionOfType(ChatFault.class)
			.isThrownBy(() -> ChatNames.checked("user", "a\u0301".repeat(1_000_000)));
	}

	@ParameterizedTest
	@CsvSource({ "ann, ANN", "ann, \uff41\uff4e\uff4e", "\u00e9, e\u0301", "stra\u00dfe, STRASSE", "\u03c3, \u03c2",
			"fi, \ufb01" })
	void namesThatLookAlikeAreOne(String one, String other) {
		assertThat(ChatNames.key(ChatNames.checked("user", one)))
			.isEqualTo(ChatNames.key(ChatNames.checked("user", other)));
	}

	@Test
	void controlCharactersOfATextAreReplaced() {
		assertThat(ChatNames.text("a\u001b[2J\u0000\r\u0085\tb\nc", 20))
			.isEqualTo("a\ufffd[2J\ufffd\ufffd\ufffd\tb\nc");
		assertThat(ChatNames.text("\ud83d\ude00\ud83d", 20)).isEqualTo("\ud83d\ude00\ufffd");
	}

	@Test
	void aTextIsCountedInCharacters() {
		assertThat(ChatNames.text("\ud83d\ude00\ud83d\ude00", 2)).hasSize(4);
		assertThatExceptionOfType(ChatFault.class).isThrownBy(() -> ChatNames.text("abc", 2))
			.satisfies((fault) -> assertThat(fault.code()).isEqualTo("too-long"));
		assertThatExceptionOfType(ChatFault.class).isThrownBy(() -> ChatNames.text(" \n ", 20))
			.satisfies((fault) -> assertThat(fault.code()).isEqualTo("empty"));
	}

}
