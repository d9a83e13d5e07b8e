package dev.wscat.terminal.prompt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which lines belong together.
 */
class TypedTests {

	@ParameterizedTest
	@ValueSource(strings = { "\"\"\"", "\"\"\"a", "\"\"\"a\nb", "\"\"", "\\", "a\\", "a\\\nb\\" })
	void moreIsToCome(String text) {
		assertThat(Typed.isOpen(text)).isEqualTo(!text.equals("\"\""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "a\\\\", "\"\"\"\"\"\"", "\"\"\"a\"\"\"", "\"\"\"\na\n\"\"\" ", "a \"\"\"" })
	void enterEndsTheRest(String text) {
		assertThat(Typed.isOpen(text)).isFalse();
	}

	@Test
	void aPastedLineFeedEndsAMessage() {
		assertThat(new Typed("one\ntwo", false).pieces()).containsExactly("one", "two");
	}

	@Test
	void aContinuedLineKeepsItsLineFeed() {
		assertThat(new Typed("one\\\ntwo\nthree", false).pieces()).containsExactly("one\ntwo", "three");
	}

	@Test
	void aBlockIsOneMessageWithoutItsFences() {
		Typed block = new Typed("\"\"\"\n/a\\\n b\n\"\"\"", false);
		assertThat(block.pieces()).containsExactly("/a\\\n b");
		assertThat(block.isLiteral()).isTrue();
		assertThat(new Typed("\"\"\"x\"\"\"", false).pieces()).containsExactly("x");
	}

	@Test
	void whatAnEditorSavedIsOneMessageAsItIs() {
		assertThat(new Typed("\"\"\"\n/a\\", true).pieces()).containsExactly("\"\"\"\n/a\\");
	}

}
