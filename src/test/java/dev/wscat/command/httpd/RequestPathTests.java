package dev.wscat.command.httpd;

import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * RFC 3986 section 2.1, and names that would lead elsewhere.
 */
class RequestPathTests {

	@Test
	void isDecodedOnceAndTakenApart() {
		assertThat(parse("/a%20b/c+d/%C3%BC%25.txt?x=%00#y").names()).containsExactly("a b", "c+d", "\u00fc%.txt");
		assertThat(parse("/%2561").names()).containsExactly("%61");
		assertThat(parse("/").names()).isEmpty();
		assertThat(parse("/a/").folder()).isTrue();
		assertThat(parse("/a").folder()).isFalse();
		assertThat(parse("http://host:80/a?b").names()).containsExactly("a");
		assertThat(parse("HTTP://host").names()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*", "a", "//a", "/a//b", "/a//", "/.", "/..", "/../a", "/a/..", "/a/../b",
			"/%2e%2e/a", "/%2E./a", "/.%2e", "/a%2fb", "/..%2fa", "/a\\b", "/..\\a", "/%5c..", "/a%00", "/%0a", "/%7f",
			"/%", "/%4", "/%zz", "/%+1", "/%ff", "/%c0%ae", "/%ed%a0%80", "ftp://host/a", "http://host//a" })
	void whatCanLeadElsewhereIsNoPath(String target) {
		assertThat(RequestPath.parse(target)).isNull();
	}

	@Test
	void namesThatBeginWithADotAreHiddenButForTheWellKnownOne() {
		assertThat(parse("/a/.git/config").isHidden()).isTrue();
		assertThat(parse("/%2egit").isHidden()).isTrue();
		assertThat(parse("/.well-known/a").isHidden()).isFalse();
		assertThat(parse("/.well-known/.a").isHidden()).isTrue();
		assertThat(parse("/a.b").isHidden()).isFalse();
	}

	private static RequestPath parse(String target) {
		return Objects.requireNonNull(RequestPath.parse(target), target);
	}

}
