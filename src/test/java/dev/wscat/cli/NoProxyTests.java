package dev.wscat.cli;

import java.net.URI;
import java.util.Map;

import dev.wscat.core.CliException;
import dev.wscat.net.ProxyServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Which servers the proxies of the environment are for.
 */
class NoProxyTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "* | ws://any.example/", "example.com | ws://example.com/", "example.com | ws://www.EXAMPLE.com/",
					".example.com | ws://www.example.com/", ".example.com | ws://example.com/",
					"*.example.com | ws://a.b.example.com/", "a.example, b.example | ws://b.example/",
					"a.example b.example | ws://b.example/", "example.com:8080 | ws://example.com:8080/",
					"example.com:443 | wss://example.com/", "example.com | ws://user:pw@example.com./",
					"10.0.0.0/8 | ws://10.255.0.1/", "10.1.2.3 | ws://10.1.2.3:81/", "10.1.2.3:81 | ws://10.1.2.3:81/",
					"192.168.4.0/22 | ws://192.168.7.255/", "0.0.0.0/0 | ws://1.2.3.4/", "fd00::/8 | ws://[fd12::1]/",
					"2001:db8::1 | ws://[2001:db8:0::1]:81/", "[2001:db8::1] | ws://[2001:db8::1]/",
					"under_score.example | ws://under_score.example/" })
	void coversWhatIsListed(String list, String url) {
		assertThat(new NoProxy(list).covers(URI.create(url))).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "'' | ws://example.com/", "example.com | ws://notexample.com/",
					"example.com | ws://example.com.evil.org/", "example.com:8080 | ws://example.com/",
					"10.0.0.0/8 | ws://11.0.0.1/", "10.0.0.0/99 | ws://10.0.0.1/", "10.0.0.0/x | ws://10.0.0.1/",
					"192.168.4.0/22 | ws://192.168.8.0/", "10.0.0.0/8 | ws://10.example/", "10 | ws://10.0.0.1/",
					"0.0.0.1 | ws://10.0.0.1/", "fd00::/8 | ws://[fe80::1]/", "10.0.0.0/8 | ws://[fd12::1]/",
					",, | ws://example.com/" })
	void coversNothingElse(String list, String url) {
		assertThat(new NoProxy(list).covers(URI.create(url))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ws://localhost/", "ws://LOCALHOST:81/", "ws://a.localhost/", "ws://127.0.0.1/",
			"ws://127.9.9.9:81/", "ws://[::1]:81/" })
	void alwaysCoversThisMachine(String url) {
		assertThat(new NoProxy("").covers(URI.create(url))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "ws, http_proxy, true", "ws, HTTP_PROXY, false", "ws, https_proxy, false", "ws, all_proxy, true",
			"ws, ALL_PROXY, true", "wss, https_proxy, true", "wss, HTTPS_PROXY, true", "wss, http_proxy, false",
			"wss, all_proxy, true", "wss, ALL_PROXY, true" })
	void eachSchemeHasItsVariables(String scheme, String name, boolean used) {
		ProxyServer proxy = new ProxyVariables(Map.of(name, "http://proxy:3128"))
			.choose(URI.create(scheme + "://h.example/"));
		assertThat(proxy != null).isEqualTo(used);
	}

	@Test
	void theVariableOfTheSchemeComesBeforeTheOneForAllAndAnEmptyOneIsNone() {
		URI url = URI.create("wss://h.example/");
		assertThat(new ProxyVariables(Map.of("https_proxy", "http://one:1", "all_proxy", "http://two:2")).choose(url))
			.isNotNull()
			.satisfies((proxy) -> assertThat(proxy.shown()).isEqualTo("http://one:1"));
		assertThat(new ProxyVariables(Map.of("https_proxy", "", "ALL_PROXY", "socks5h://two:2")).choose(url))
			.isNotNull()
			.satisfies((proxy) -> assertThat(proxy.shown()).isEqualTo("socks5h://two:2"));
	}

	@Test
	void theListOfExceptionsIsReadInBothCases() {
		URI url = URI.create("ws://h.example/");
		assertThat(new ProxyVariables(Map.of("http_proxy", "p:1", "no_proxy", "h.example")).choose(url)).isNull();
		assertThat(new ProxyVariables(Map.of("http_proxy", "p:1", "NO_PROXY", "h.example")).choose(url)).isNull();
	}

	@Test
	void aBadVariableIsNamedWithoutItsPassword() {
		ProxyVariables variables = new ProxyVariables(Map.of("http_proxy", "ftp://me:secret@p:1"));
		assertThatThrownBy(() -> variables.choose(URI.create("ws://h.example/"))).isInstanceOf(CliException.class)
			.hasMessageStartingWith("invalid http_proxy: its scheme")
			.hasMessageNotContaining("secret");
	}

}
