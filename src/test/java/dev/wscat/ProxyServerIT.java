package dev.wscat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.regex.Pattern;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.TlsFixture;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The proxy between two raw peers.
 */
class ProxyServerIT {

	private final Path directory;

	ProxyServerIT(@TempDir Path directory) {
		this.directory = directory;
	}

	@Test
	void whatBothSidesSayPassesUnchanged() {
		try (RawServer target = new RawServer();
				WscatProcess proxy = proxy("ws://localhost:" + target.port() + "/base");
				RawPeer client = RawPeer.open("localhost", proxy.port())) {
			client.send(upgrade("/a/b?c=d", "Sec-WebSocket-Protocol: one, two", "X-A: 1", "X-A: 2", "Cookie: k=v"));
			RawPeer server = target.accept("Sec-WebSocket-Protocol: two", "X-B: 3");
			assertThat(server.head()).startsWith("GET /base/a/b?c=d HTTP/1.1\r\n")
				.containsIgnoringCase("Host: localhost:" + target.port())
				.contains("X-A: 1\r\n", "X-A: 2\r\n", "Cookie: k=v\r\n", "Sec-WebSocket-Key: " + RawPeer.KEY)
				.contains("X-Forwarded-For: 127.0.0.1\r\n", "X-Forwarded-Host: there.example\r\n")
				.contains("X-Forwarded-Proto: http\r\n", "Forwarded: for=127.0.0.1;host=\"there.example\";proto=http");
			assertThat(client.readHead()).startsWith("HTTP/1.1 101 ")
				.contains("Sec-WebSocket-Accept: " + RawPeer.accept(RawPeer.KEY))
				.contains("Sec-WebSocket-Protocol: two", "X-B: 3");
			client.send(Frame.text("a").more(), Frame.ping("p"), Frame.of(Frame.CONTINUATION, (byte) 'b'));
			assertThat(server.read().isFinal()).isFalse();
			Frame ping = server.read();
			assertThat(ping.opcode()).isEqualTo(Frame.PING);
			assertThat(ping.isMasked()).isTrue();
			assertThat(server.read().text()).isEqualTo("b");
			server.send(Frame.pong("p"), Frame.binary((byte) 0, (byte) -1));
			assertThat(client.read().text()).isEqualTo("p");
			assertThat(client.read().payload()).containsExactly(0, -1);
			server.send(Frame.close(4007, "why not"));
			Frame close = client.read();
			assertThat(close.code()).isEqualTo(4007);
			assertThat(close.reason()).isEqualTo("why not");
			client.send(Frame.close(4007, "why not"));
			assertThat(server.read().code()).isEqualTo(4007);
			proxy.awaitErr("connection 0 closed: 4007 why not, 1 messages in, 1 out");
		}
	}

	@Test
	void aRefusalPassesWithItsBody() {
		try (RawServer target = new RawServer();
				WscatProcess proxy = proxy(target.url());
				RawPeer client = RawPeer.open("localhost", proxy.port())) {
			client.send(upgrade("/"));
			RawPeer server = target.acceptTcp();
			server.readHead();
			server.send(
					"HTTP/1.1 403 Forbidden\r\nX-Why: rain\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ngo a\r\n3\r\nway\r\n0\r\n\r\n"
						.getBytes(StandardCharsets.US_ASCII));
			assertThat(client.readHead()).startsWith("HTTP/1.1 403 Forbidden")
				.contains("X-Why: rain", "Connection: close");
			assertThat(client.readBody()).isEqualTo("go away");
			proxy.awaitErr("refused by .*403");
		}
	}

	@Test
	void aServerThatDiesIsTold() {
		try (RawServer target = new RawServer();
				WscatProcess proxy = proxy(target.url());
				RawPeer client = RawPeer.open("localhost", proxy.port())) {
			client.send(upgrade("/"));
			RawPeer server = target.accept();
			client.readHead();
			server.send(Frame.text("last"));
			assertThat(client.read().text()).isEqualTo("last");
			server.reset();
			assertThat(client.readToEnd()).extracting(Frame::code).containsExactly(1014);
		}
	}

	@Test
	void aSignalClosesBothSides() {
		try (RawServer target = new RawServer();
				WscatProcess proxy = proxy(target.url());
				RawPeer client = RawPeer.open("localhost", proxy.port())) {
			client.send(upgrade("/"));
			RawPeer server = target.accept();
			client.readHead();
			proxy.terminate();
			assertThat(client.read().code()).isEqualTo(1001);
			assertThat(server.read().code()).isEqualTo(1001);
			server.close();
			proxy.exits(143);
		}
	}

	@ParameterizedTest
	@CsvSource({ "nobody.example, 404", "down.example, 502", "silent.example, 504", "garbage.example, 502" })
	void saysWhyThereIsNoSession(String host, int status) throws IOException {
		try (RawServer silent = new RawServer(); RawServer garbage = new RawServer()) {
			Path file = Files.writeString(this.directory.resolve("routes"), "down.example=ws://127.0.0.1:1\n"
					+ "silent.example=" + silent.url() + "\ngarbage.example=" + garbage.url() + "\n");
			try (WscatProcess proxy = Invocation
				.wscat("proxy_server", "--port=0", "--config_path", file.toString(), "--connect-timeout=500ms")
				.start(); RawPeer client = RawPeer.open("localhost", proxy.port())) {
				client.send(new String(upgrade("/"), StandardCharsets.US_ASCII).replace("there.example", host)
					.getBytes(StandardCharsets.US_ASCII));
				if (host.startsWith("garbage")) {
					garbage.acceptTcp().send("nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
				}
				assertThat(client.readHead()).startsWith("HTTP/1.1 " + status);
				assertThat(client.readBody()).isNotBlank();
			}
		}
	}

	@Test
	void takesUpChangesAndKeepsTheOldRoutesWhileTheFileIsWrong() throws IOException {
		try (RawServer one = new RawServer(); RawServer two = new RawServer()) {
			Path file = Files.writeString(this.directory.resolve("routes"), "there.example=" + one.url() + "\n");
			try (WscatProcess proxy = Invocation.wscat("proxy-server", "--port=0", "--config_path", file.toString())
				.start()) {
				assertThat(reaches(proxy, one)).isTrue();
				write(file, "nonsense");
				proxy.during(() -> awaitLine(proxy, "the routes from before hold"));
				write(file, "there.example=" + two.url() + "\n");
				proxy.during(() -> awaitLine(proxy, "read .* again"));
				assertThat(reaches(proxy, two)).isTrue();
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "--auth=a:b, X: y, 401", "--bearer=abc, Authorization: Bearer abd, 401",
			"--auth=a:b, Origin: http://evil.example, 403", "--path=/there, X: y, 404",
			"--max-connections=9, Host: x, 400" })
	void whoMayNotComeInReachesNoServer(String option, String header, int status) {
		try (RawServer target = new RawServer();
				WscatProcess proxy = Invocation
					.wscat("proxy-server", "--port=0", "--http", "--remote_host", target.url(), option)
					.start()) {
			try (RawPeer client = RawPeer.open("localhost", proxy.port())) {
				client.send(upgrade("/", header));
				assertThat(client.readHead()).startsWith("HTTP/1.1 " + status);
			}
			String let = option.startsWith("--auth") ? "Authorization: Basic YTpi"
					: option.startsWith("--bearer") ? "Authorization: Bearer abc" : "X: let-in";
			try (RawPeer client = RawPeer.open("localhost", proxy.port())) {
				client.send(upgrade("/there", let));
				// the first that comes is the one that may
				assertThat(target.accept().head()).contains(let);
			}
		}
	}

	@Test
	void aServerThatIsDownIsTriedLastUntilItAnswers() throws IOException {
		try (RawServer one = new RawServer()) {
			Path file = Files.writeString(this.directory.resolve("routes"),
					"routes:\n  - to: [ws://127.0.0.1:1, " + one.url() + "]\n    health: {path: /up, interval: 1s}\n");
			try (WscatProcess proxy = Invocation.wscat("proxy-server", "--port=0", "--config_path", file.toString())
				.start()) {
				proxy.awaitErr("ws://127.0.0.1:1/ is down: connection refused");
				RawPeer probe = one.acceptTcp();
				assertThat(probe.readHead()).startsWith("GET /up HTTP/1.1");
				probe.send("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
				proxy.awaitErr(Pattern.quote(one.url() + " is down: /up gives 503"));
				RawPeer second = one.acceptTcp();
				second.readHead();
				second.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
				proxy.awaitErr(Pattern.quote(one.url()) + " is up again");
			}
		}
	}

	@Test
	void tlsOnBothSidesWithACertificateOfOurs() {
		try (RawServer target = RawServer.tls(TlsFixture.server("server"), true);
				WscatProcess proxy = Invocation
					.wscat("proxy-server", "--port=0", "--remote_host", target.secureUrl(), "--ca",
							TlsFixture.file("ca.pem"), "--cert-to", TlsFixture.file("client.pem"), "--key-to",
							TlsFixture.file("client-pkcs8.key"), "--p12", TlsFixture.file("server.p12"),
							"--passphrase=" + TlsFixture.PASSPHRASE)
					.start();
				RawPeer client = RawPeer.open("localhost", proxy.port()).startTlsAsClient(TlsFixture.client())) {
			client.send(upgrade("/"));
			RawPeer server = target.accept();
			assertThat(server.head()).contains("X-Forwarded-Proto: https");
			client.readHead();
			client.send(Frame.text("secret"));
			assertThat(server.read().text()).isEqualTo("secret");
		}
	}

	@Test
	void wrongOptionsAreOneLine() throws IOException {
		Invocation.wscat("proxy-server").start().exits(2).said("--remote_host");
		Invocation.wscat("proxy-server", "--remote_host=ftp://x").start().exits(2);
		Invocation.wscat("proxy-server", "--config_path=/nowhere").start().exits(8).said("/nowhere");
		Path file = Files.writeString(this.directory.resolve("routes"), "a=ws://b\nnonsense\n");
		Invocation.wscat("proxy-server", "--config_path", file.toString()).start().exits(2).said("line 2");
	}

	/** The file is looked at when clients come, so they have to; nobody serves these. */
	private static boolean awaitLine(WscatProcess proxy, String regex) {
		while (!Pattern.compile(regex).matcher(proxy.err()).find()) {
			try (RawPeer client = RawPeer.open("localhost", proxy.port())) {
				client.send(RawPeer.upgradeRequest("nobody.example").getBytes(StandardCharsets.US_ASCII));
				assertThat(client.readHead()).startsWith("HTTP/1.1 404 ");
			}
		}
		return true;
	}

	private static boolean reaches(WscatProcess proxy, RawServer target) {
		try (RawPeer client = RawPeer.open("localhost", proxy.port())) {
			client.send(upgrade("/"));
			target.accept();
			return client.readHead().startsWith("HTTP/1.1 101");
		}
	}

	private static void write(Path file, String text) throws IOException {
		Files.writeString(file, text);
		Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(text.length())));
	}

	private static byte[] upgrade(String path, String... headers) {
		return RawPeer.upgradeRequest("there.example", headers)
			.replaceFirst("GET \\S+", "GET " + path)
			.getBytes(StandardCharsets.US_ASCII);
	}

	private static WscatProcess proxy(String target) {
		return Invocation.wscat("proxy-server", "--port=0", "--remote_host", target).start();
	}

}
