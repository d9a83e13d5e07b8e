package dev.wscat.net;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Substitutions read as sed reads them.
 */
class RewriteTests {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', textBlock = """
			s/a/b/,             "banana aA",  "bbnana aA"
			s/a/b/g,            "banana aA",  "bbnbnb bA"
			s/a/b/gi,           "banana aA",  "bbnbnb bb"
			s/a//g,             "banana",     "bnn"
			s/(b)(a)/\\2\\1/,   "banana",     "abnana"
			s/an/<&>/g,         "banana",     "b<an><an>a"
			s/a/\\&/,           "banana",     "b&nana"
			s/(a)/\\10$1/,      "a",          "a0$1"
			s/(x)?a/[\\1]/,     "a",          "[]"
			s|/|\\||g,          "a/b",        "a|b"
			s/\\//-/g,          "a/b",        "a-b"
			s.\\..-.g,          "a.b",        "a-b"
			s/ä/ö/i,            "Ä",          "ö"
			s/x*/-/g,           "abc",        "-a-b-c-"
			""")
	void substitutes(String rewrite, String before, String after) {
		assertThat(Rewrite.parse(rewrite).apply(before)).isEqualTo(after);
	}

	@Test
	void knowsLineFeedsAndTabs() {
		assertThat(Rewrite.parse("s/\\n/\\t\\\\\\r/").apply("a\nb")).isEqualTo("a\t\\\rb");
	}

	@Test
	void whatDoesNotMatchIsTheSameObject() {
		String text = new String("abc");
		assertThat(Rewrite.parse("s/x/y/g").apply(text)).isSameAs(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "s", "s/", "s/a", "s/a/", "s/a/b", "s/a/b/x", "y/a/b/", "s/(/b/", "s/a/\\1/", "sxaxbx",
			"s\\a\\b\\", "s/a/b\\/", "s/a/b/g/" })
	void refusesWhatIsNone(String rewrite) {
		assertThatIllegalArgumentException().isThrownBy(() -> Rewrite.parse(rewrite)).withMessageContaining("'");
	}

}
