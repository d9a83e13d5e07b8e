package dev.wscat.net;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * URLs as people type them and servers send them.
 */
class WebUrlTests {

	@ParameterizedTest
	@CsvSource({ "host,http://host/", "HOST:80,http://host/", "host:8080/A?b#c,http://host:8080/A?b",
			"https://host:443,https://host/", "HTTPS://Host,https://host/", "host?x=/../y,http://host/?x=/../y",
			"host/a/../b/./c/..,http://host/b/", "host/../..,http://host/", "[::1]:8080/x,http://[::1]:8080/x",
			"host/a|b\"^`{},'http://host/a|b\"^`{}'", "http:/host/x,http://host/x",
			"under_score:1/,http://under_score:1/", "u:p@host/@x,http://host/@x" })
	void isReadAsCurlReadsIt(String text, String expected) {
		assertThat(WebUrl.parse(text, false)).hasToString(expected);
	}

	@Test
	void whatIsNoAsciiIsEncoded() {
		assertThat(WebUrl.parse("http://b\u00fccher.example/\u00e9?\u00e9", false))
			.hasToString("http://xn--bcher-kva.example/%C3%A9?%C3%A9");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "http://", "http:///", "http://host:0/", "http://host:65536/", "http://host:x/",
			"http://a b/", "http://a/ b", "http://a/\r\nX: y", "http://[::1/", "http://a[b/", "http://a<b>/",
			"http://@/" })
	void whatIsNoneIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> WebUrl.parse(text, false));
	}

	@Test
	void otherProtocolsAreTold() {
		assertThatExceptionOfType(WebUrl.UnknownScheme.class).isThrownBy(() -> WebUrl.parse("ftp://host/", false));
		assertThatExceptionOfType(WebUrl.UnknownScheme.class)
			.isThrownBy(() -> WebUrl.parse("http://host/", false).resolve("file:///etc/passwd"));
	}

	@ParameterizedTest
	@CsvSource({ "/x,http://h:8/x", "x,http://h:8/a/x", "../x,http://h:8/x", "?x,http://h:8/a/b?x", "//o/x,http://o/x",
			"https://o,https://o/", "'',http://h:8/a/b?c", "#f,http://h:8/a/b?c", "x y,http://h:8/a/x%20y",
			"../../../x,http://h:8/x" })
	void aRedirectLeadsWhereRfc3986Says(String location, String expected) {
		assertThat(WebUrl.parse("h:8/a/b?c", false).resolve(location)).hasToString(expected);
	}

	@Test
	void userAndPasswordAreNotShownAndStayWithTheHost() {
		WebUrl url = WebUrl.parse("http://u%40:p:q@host/", false);
		assertThat(url.user()).isEqualTo("u@:p:q");
		assertThat(url.resolve("/x").user()).isEqualTo("u@:p:q");
		assertThat(url.resolve("http://host/x").user()).isNull();
		assertThat(url.resolve("//evil/").user()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "host/%", "host/%zz?%", "host/[]{}|\\^\"<>`", "host/a?[]=1", "[::1]/" })
	void anyUrlHasATarget(String text) {
		assertThat(WebUrl.parse(text, false).target().pathAndQuery()).startsWith("/");
	}

}
