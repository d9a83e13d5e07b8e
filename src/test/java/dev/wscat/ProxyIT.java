package dev.wscat;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.TlsFixture;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proxies of a client. The test is the proxy, and then the server at the end of the
 * tunnel too.
 */
class ProxyIT {

	private static final String OPEN = "HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n";

	private static final String CA = TlsFixture.file("ca.pem");

	@ParameterizedTest
	@ValueSource(strings = { "http://", "" })
	void anHttpProxyIsAskedForATunnelAndForTheName(String scheme) {
		try (RawServer proxy = new RawServer();
				WscatProcess wscat = through(scheme, proxy, "ws://server.example:81/x").start()) {
			RawPeer peer = proxy.acceptTcp();
			assertThat(wscat.during(peer::readHead)).startsWith("CONNECT server.example:81 HTTP/1.1\r\n")
				.contains("\r\nHost: server.example:81\r\n")
				.doesNotContain("Proxy-Authorization");
			peer.send(bytes(OPEN));
			echoOnce(peer, wscat);
			assertThat(peer.head()).startsWith("GET /x HTTP/1.1\r\n")
				.containsIgnoringCase("\r\nHost: server.example:81");
			wscat.exits(0).printed("hello\n");
		}
	}

	@Test
	void userAndPasswordAreSentAndNeverShown() {
		try (RawServer proxy = new RawServer();
				WscatProcess wscat = Invocation
					.wscat("-v", "-c", "ws://server.example/", "--proxy",
							"http://me%40home:pa:ss@127.0.0.1:" + proxy.port())
					.start()) {
			RawPeer peer = proxy.acceptTcp();
			wscat.during(peer::readHead);
			String login = Base64.getEncoder().encodeToString(bytes("me@home:pa:ss"));
			assertThat(peer.header("Proxy-Authorization")).isEqualTo("Basic " + login);
			peer.send(bytes(OPEN));
			echoOnce(peer, wscat);
			wscat.exits(0)
				.said("through the proxy http://127.0.0.1:", "CONNECT server.example:80", "200", "Via: test",
						"connected")
				.saidNot("pa:ss", "me@home", "me%40home", login);
		}
	}

	@Test
	void tlsToTheServerPassesThroughTheTunnel() {
		try (RawServer proxy = new RawServer();
				WscatProcess wscat = through("http://", proxy, "wss://server.example/", "--ca", CA).start()) {
			RawPeer peer = proxy.acceptTcp();
			assertThat(wscat.during(peer::readHead)).startsWith("CONNECT server.example:443 ");
			peer.send(bytes(OPEN));
			echoOnce(peer.startTls(TlsFixture.server("server")), wscat);
			wscat.exits(0).printed("hello\n");
		}
	}

	@Test
	void tlsToTheProxyIsAroundTlsToTheServer() {
		try (RawServer proxy = RawServer.tls(TlsFixture.server("server"), false);
				WscatProcess wscat = through("https://", proxy, "wss://other.example/", "-v", "--ca", CA).start()) {
			RawPeer peer = proxy.acceptTcp();
			assertThat(wscat.during(peer::readHead)).startsWith("CONNECT other.example:443 ");
			peer.send(bytes(OPEN));
			echoOnce(peer.startTls(TlsFixture.server("other")), wscat);
			wscat.exits(0).printed("hello\n").said("proxy TLS: ", "CN=server", "TLS: ", "CN=other");
		}
	}

	@Test
	void tlsToTheProxyIsChecked() {
		try (RawServer proxy = RawServer.tls(TlsFixture.server("other"), false);
				WscatProcess wscat = through("https://", proxy, "ws://server.example/", "--ca", CA).start();
				RawPeer peer = proxy.acceptTcp()) {
			assertThat(wscat.during(() -> failed(peer))).isTrue();
			wscat.exits(3).said("the proxy https://", "wrong host: the certificate is for other.example");
		}
	}

	@Test
	void aRefusalIsTheProxysAlsoWhenTlsWaitsForTheTunnel() {
		try (RawServer proxy = new RawServer();
				WscatProcess wscat = through("http://", proxy, "wss://server.example/").start()) {
			RawPeer peer = proxy.acceptTcp();
			wscat.during(peer::readHead);
			peer.send(bytes("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"));
			wscat.exits(3).said("the proxy http://127.0.0.1:", "refused: 403 Forbidden").saidNot("TLS");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "407 Proxy Authentication Required | refused: 407 | write user and password",
					"403 Forbidden | refused: 403 | not that host, please",
					"502 Bad Gateway | refused: 502 | not that host, please" })
	void aRefusalIsToldAsTheProxys(String status, String what, String more) {
		try (RawServer proxy = new RawServer();
				WscatProcess wscat = through("http://", proxy, "ws://server.example/").start()) {
			RawPeer peer = proxy.acceptTcp();
			wscat.during(peer::readHead);
			peer.send(bytes("HTTP/1.1 " + status + "\r\nContent-Type: text/html\r\nContent-Length: 22\r\n"
					+ "Proxy-Authenticate: Basic realm=\"x\"\r\n\r\nnot that host, please\n"));
			wscat.exits(3).said("the proxy http://127.0.0.1:", what, more).saidNot("\tat ", "Exception");
		}
	}

	@Test
	void anEndlessRefusalIsCut() {
		try (RawServer proxy = new RawServer();
				WscatProcess wscat = through("http://", proxy, "ws://server.example/").start()) {
			RawPeer peer = proxy.acceptTcp();
			wscat.during(peer::readHead);
			peer.send(bytes("HTTP/1.1 503 Busy\r\n\r\n" + "x".repeat(70_000)));
			wscat.exits(3).said("refused: 503 Busy");
			assertThat(wscat.err().length()).isLessThan(67_000);
		}
	}

	@Test
	void aProxyThatDoesNotAnswerIsGivenUp() {
		try (RawServer proxy = new RawServer();
				WscatProcess wscat = through("http://", proxy, "ws://server.example/", "--connect-timeout=300ms")
					.start();
				RawPeer peer = proxy.acceptTcp()) {
			wscat.exits(3).said("the proxy http://", "in time");
			assertThat(peer).isNotNull();
		}
	}

	@Test
	void aProxyThatIsNotThereIsTold() {
		RawServer gone = new RawServer();
		gone.close();
		try (WscatProcess wscat = through("http://", gone, "ws://server.example/").start()) {
			wscat.exits(3).said("the proxy http://127.0.0.1:", "connection refused");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://", "socks5h://", "socks4a://" })
	void garbageIsNoProxy(String scheme) {
		try (RawServer proxy = new RawServer();
				WscatProcess wscat = through(scheme, proxy, "ws://server.example/").start();
				RawPeer peer = proxy.acceptTcp()) {
			peer.send(bytes("220 mail.example ESMTP\r\n\r\n"));
			wscat.exits(3).said("the proxy " + scheme).saidNot("\tat ");
		}
	}

	@Test
	void socks5hLetsTheProxyLookTheNameUp() {
		try (RawServer proxy = new RawServer();
				WscatProcess wscat = through("socks5h://", proxy, "ws://server.example:81/").start()) {
			RawPeer peer = proxy.acceptTcp();
			assertThat(peer.readBytes(3)).containsExactly(5, 1, 0);
			peer.send((byte) 5, (byte) 0);
			assertThat(peer.readBytes(5)).containsExactly(5, 1, 0, 3, 14);
			assertThat(new String(peer.readBytes(14), StandardCharsets.US_ASCII)).isEqualTo("server.example");
			assertThat(peer.readBytes(2)).containsExactly(0, 81);
			peer.send(new byte[] { 5, 0, 0, 1, 127, 0, 0, 1, 0, 81 });
			echoOnce(peer, wscat);
			wscat.exits(0).printed("hello\n");
		}
	}

	@Test
	void socks5LooksTheNameUpAndShowsItsPassword() {
		try (RawServer proxy = new RawServer();
				WscatProcess wscat = Invocation
					.wscat("-v", "-c", "ws://localhost:81/", "--proxy", "socks5://me:secret@127.0.0.1:" + proxy.port())
					.start()) {
			RawPeer peer = proxy.acceptTcp();
			assertThat(peer.readBytes(4)).containsExactly(5, 2, 0, 2);
			peer.send((byte) 5, (byte) 2);
			assertThat(peer.readBytes(11)).isEqualTo(bytes("\1\2me\6secret"));
			peer.send((byte) 1, (byte) 0);
			assertThat(peer.readBytes(10)).containsExactly(5, 1, 0, 1, 127, 0, 0, 1, 0, 81);
			peer.send(new byte[] { 5, 0, 0, 1, 127, 0, 0, 1, 0, 81 });
			echoOnce(peer, wscat);
			wscat.exits(0).saidNot("secret");
		}
	}

	@ParameterizedTest
	@CsvSource({ "5, host unreachable, 4", "5, connection refused, 5", "5, forbidden, 2" })
	void whatASocksProxySaysIsTold(int version, String words, byte status) {
		try (RawServer proxy = new RawServer();
				WscatProcess wscat = through("socks5h://", proxy, "ws://server.example/").start()) {
			RawPeer peer = proxy.acceptTcp();
			peer.readBytes(3);
			peer.send((byte) version, (byte) 0);
			peer.readBytes(5 + 14 + 2);
			peer.send(new byte[] { 5, status, 0, 1, 0, 0, 0, 0, 0, 0 });
			wscat.exits(3).said("the proxy socks5h://", "refused: " + words);
		}
	}

	@Test
	void aSocksProxyThatWantsAPasswordIsTold() {
		try (RawServer proxy = new RawServer();
				WscatProcess wscat = through("socks5h://", proxy, "ws://server.example/").start()) {
			RawPeer peer = proxy.acceptTcp();
			peer.readBytes(3);
			peer.send((byte) 5, (byte) 0xff);
			wscat.exits(3).said("the proxy socks5h://", "it wants a user and password");
		}
	}

	@Test
	void socks4aLetsTheProxyLookTheNameUp() {
		try (RawServer proxy = new RawServer();
				WscatProcess wscat = through("socks4a://", proxy, "ws://server.example:81/").start()) {
			RawPeer peer = proxy.acceptTcp();
			assertThat(peer.readBytes(9)).containsExactly(4, 1, 0, 81, 0, 0, 0, 1, 0);
			assertThat(peer.readBytes(15)).isEqualTo(bytes("server.example\0"));
			peer.send(new byte[] { 0, 90, 0, 81, 127, 0, 0, 1 });
			echoOnce(peer, wscat);
			wscat.exits(0).printed("hello\n");
		}
	}

	@Test
	void socks4LooksTheNameUp() {
		try (RawServer proxy = new RawServer();
				WscatProcess wscat = through("socks4://", proxy, "ws://localhost:81/").start()) {
			RawPeer peer = proxy.acceptTcp();
			assertThat(peer.readBytes(9)).containsExactly(4, 1, 0, 81, 127, 0, 0, 1, 0);
			peer.send(new byte[] { 0, 91, 0, 0, 0, 0, 0, 0 });
			wscat.exits(3).said("the proxy socks4://", "refused: rejected or failed");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "socks4://", "socks5://" })
	void aNameThatIsLookedUpHereCanBeResolvedByAnOption(String scheme) {
		try (RawServer proxy = new RawServer();
				WscatProcess wscat = Invocation
					.wscat("-c", "ws://server.example:81/", "--proxy", scheme + "127.0.0.1:" + proxy.port(),
							"--resolve", "server.example:81:10.1.2.3", "-4")
					.start()) {
			RawPeer peer = proxy.acceptTcp();
			if (scheme.equals("socks5://")) {
				assertThat(peer.readBytes(3)).startsWith(5);
				peer.send((byte) 5, (byte) 0);
				assertThat(peer.readBytes(10)).containsExactly(5, 1, 0, 1, 10, 1, 2, 3, 0, 81);
			}
			else {
				assertThat(peer.readBytes(8)).containsExactly(4, 1, 0, 81, 10, 1, 2, 3);
			}
			peer.close();
			wscat.exits(3);
		}
	}

	@Test
	void socks4HasNoIPv6() {
		try (WscatProcess wscat = Invocation
			.wscat("-c", "ws://server.example:81/", "--proxy=socks4://127.0.0.1:1", "-6")
			.start()) {
			wscat.exits(2).said("SOCKS 4 carries IPv4 addresses only");
		}
	}

	@Test
	void theEnvironmentNamesAProxy() {
		try (RawServer proxy = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", "ws://server.example/")
					.environment("http_proxy", "http://127.0.0.1:" + proxy.port())
					.environment("no_proxy", "localhost,.internal")
					.start()) {
			RawPeer peer = proxy.acceptTcp();
			wscat.during(peer::readHead);
			peer.send(bytes(OPEN));
			echoOnce(peer, wscat);
			wscat.exits(0);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "--no-proxy | http_proxy | http://127.0.0.1:1",
			"-q | http_proxy | http://127.0.0.1:1", "--no-proxy | all_proxy | socks5://127.0.0.1:1" })
	void thisMachineAndNoProxyGoWithoutTheEnvironmentsProxy(String flag, String variable, String value) {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat(flag, "-c", server.url()).environment(variable, value).start()) {
			echoOnce(server.acceptTcp(), wscat);
			wscat.exits(0);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "ftp://h:1 | its scheme is none of", "http:// | it names no host",
			"http://h:99999 | its port", "http://me:secret@h:x | its port" })
	void aProxyThatIsNoneIsAUsageError(String proxy, String reason) {
		try (WscatProcess wscat = Invocation.wscat("-c", "ws://server.example/", "--proxy", proxy).noInput().start()) {
			wscat.exits(2).said("invalid --proxy: " + reason).saidNot("secret");
		}
	}

	private static boolean failed(RawPeer peer) {
		try {
			peer.readHead();
			return false;
		}
		catch (UncheckedIOException ex) {
			return true;
		}
	}

	private static void echoOnce(RawPeer peer, WscatProcess wscat) {
		wscat.during(peer::acceptUpgrade);
		wscat.type("hello\n");
		assertThat(wscat.during(peer::read).text()).isEqualTo("hello");
		peer.send(Frame.text("hello"), Frame.close(1000, ""));
		wscat.during(peer::readToEnd);
	}

	private static Invocation through(String scheme, RawServer proxy, String url, String... more) {
		String host = scheme.startsWith("https") ? "localhost:" : "127.0.0.1:";
		String[] args = { "-c", url, "--proxy", scheme + host + proxy.port() };
		String[] all = new String[args.length + more.length];
		System.arraycopy(more, 0, all, 0, more.length);
		System.arraycopy(args, 0, all, more.length, args.length);
		return Invocation.wscat(all);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
