package dev.wscat.net;

import java.net.ConnectException;
import java.net.UnknownHostException;

import io.netty.handler.proxy.ProxyConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A proxy as people write it, and what is told of one that fails.
 */
class ProxyServerTests {

	@ParameterizedTest
	@CsvSource({ "proxy, http://proxy:80", "proxy:3128, http://proxy:3128", "http://proxy/, http://proxy:80",
			"HTTPS://proxy, https://proxy:443", "socks://proxy, socks5://proxy:1080",
			"socks4://proxy, socks4://proxy:1080", "socks4a://proxy:1, socks4a://proxy:1",
			"socks5h://me:pw@proxy:1, socks5h://proxy:1", "http://me:p@w@proxy:1, http://proxy:1",
			"http://[::1]:3128, http://[::1]:3128", "[::1], http://[::1]:80" })
	void readsWhatPeopleWrite(String text, String shown) {
		assertThat(ProxyServer.parse(text).shown()).isEqualTo(shown);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "http://", "http://:80", "gopher://secret", "http://u:secret@h:0", "http://h:secret",
			"http://u:secret@h:65536", "http://u:%secret@h", "http://u:secret@" })
	void refusesTheRestWithoutRepeatingIt(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> ProxyServer.parse(text))
			.satisfies((ex) -> assertThat(ex.getMessage()).startsWith("it").doesNotContain("secret"));
	}

	@Test
	void whatFailsOnTheWayToTheProxyIsTheProxys() {
		ProxyServer proxy = ProxyServer.parse("http://u:secret@proxy:1");
		assertThat(proxy.explain(new ConnectException("x")))
			.hasMessageStartingWith("the proxy http://proxy:1: connection");
		assertThat(proxy.explain(proxy.notFound(new UnknownHostException("proxy"))))
			.hasMessage("the proxy http://proxy:1: unknown host");
		assertThat(proxy.explain(new RuntimeException("TLS", new ProxyFault("refused: 403"))))
			.hasMessage("the proxy http://proxy:1: refused: 403");
		assertThat(proxy.explain(new ProxyConnectException("socks5, none, /1.2.3.4:1 => h:2, disconnected")))
			.hasMessage("the proxy http://proxy:1: it closed the connection");
		RuntimeException other = new RuntimeException("other");
		assertThat(proxy.explain(other)).isSameAs(other);
	}

}
