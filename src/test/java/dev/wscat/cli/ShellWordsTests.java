package dev.wscat.cli;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Words are split as bash does it, with nothing expanded.
 */
class ShellWordsTests {

	@Test
	void blanksAndLinesSeparateWords() {
		assertThat(words("a  b\tc\r\nd\n\n")).containsExactly("a", "b", "c", "d");
		assertThat(words(" \n ")).isEmpty();
	}

	@Test
	void quotesKeepBlanksAndCanStandInsideAWord() {
		assertThat(words("--header='X: a  b' \"c 'd'\" e\"f g\"h '' ")).containsExactly("--header=X: a  b", "c 'd'",
				"ef gh", "");
	}

	@Test
	void aBackslashMeansWhatItMeansInBash() {
		assertThat(words("a\\ b 'c\\d' \"e\\\"f\\\\g\\$h\\i\" \\'")).containsExactly("a b", "c\\d", "e\"f\\g$h\\i",
				"'");
	}

	@Test
	void aBackslashAtTheEndOfALineJoinsLines() {
		assertThat(words("curl \\\n  -k \\\r\n  a\\\nb \"c\\\nd\"")).containsExactly("curl", "-k", "ab", "cd");
	}

	@Test
	void escapesOfADollarQuoteAreCharacters() {
		assertThat(words("$'it\\'s\\n\\u0021\\x41\\101\\U0001F600\\ud83d\\ude00\\q'"))
			.containsExactly("it's\n!AA\ud83d\ude00\ud83d\ude00q");
		assertThat(words("$'\\x' $'\\UFFFFFFFF'")).containsExactly("\\x", "\\UFFFFFFFF");
	}

	@Test
	void aCommentBeginsAWordOnly() {
		assertThat(words("a # b 'c\nhttp://x/#d # e")).containsExactly("a", "http://x/#d");
	}

	@Test
	void nothingIsExpanded() {
		assertThat(words("$HOME ~ * `ls` $(ls)")).containsExactly("$HOME", "~", "*", "`ls`", "$(ls)");
	}

	@Test
	void eachWordKnowsItsLine() throws ShellWords.OpenQuoteException {
		assertThat(ShellWords.split("a\n'b\nc' d\n\\\ne")).containsExactly(new ShellWords.Word("a", 1),
				new ShellWords.Word("b\nc", 2), new ShellWords.Word("d", 3), new ShellWords.Word("e", 5));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\n 'b", "a\n\"b\n\\\"", "a\n$'b\\'", "a\n'" })
	void aQuoteWithoutEndIsToldWithItsLine(String text) {
		assertThatThrownBy(() -> ShellWords.split(text)).hasMessageContaining("line 2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "a b", "it's", "''", "\"", "\\", "a\nb", "$x", "#a", "*", "\u00e4 \ud83d\ude00",
			"--header=X: '\"\\" })
	void whatIsQuotedIsReadAsItWas(String word) {
		assertThat(words("x=" + ShellWords.quote(word) + " y")).containsExactly("x=" + word, "y");
	}

	private static List<String> words(String text) {
		try {
			return ShellWords.split(text).stream().map(ShellWords.Word::text).toList();
		}
		catch (ShellWords.OpenQuoteException ex) {
			throw new AssertionError(ex);
		}
	}

}
