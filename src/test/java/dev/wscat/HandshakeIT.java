package dev.wscat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The options of a client's opening handshake, as typed.
 */
class HandshakeIT {

	@Test
	void headersAndCredentialsAreSentAndSecretsNotShown() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation
					.wscat("-v", "-w0", "-c", server.url(), "-H", "X-A: b:c", "-HX-B:d", "--cookie=id=hunter2", "-s",
							"one,two", "-o", "http://page")
					.environment("WSCAT_AUTH", "user:hunter2")
					.input("hi\n")
					.start()) {
			RawPeer peer = server.accept("Sec-WebSocket-Protocol: two", "X-Served-By: raw");
			assertThat(peer.head()).contains("X-A: b:c\r\n", "X-B: d\r\n", "Origin: http://page\r\n",
					"Cookie: id=hunter2\r\n");
			assertThat(peer.header("Authorization")).isEqualTo("Basic dXNlcjpodW50ZXIy");
			assertThat(peer.read().text()).isEqualTo("hi");
			peer.answerClose(1000);
			wscat.exits(0)
				.said("  X-A: b:c", "Uri: /chat", "Handshake Headers:", "  X-Served-By: raw", "Extensions agreed: none",
						"Subprotocol agreed: two")
				.saidNot("hunter2", "dXNlcjpodW50ZXIy");
		}
	}

	@Test
	void aRefusalIsShownWithItsBodyEscaped() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-q", "-c", server.url()).start()) {
			RawPeer peer = server.acceptTcp();
			peer.readHead();
			peer.send("HTTP/1.1 401 Who are you\r\nX-Why: no key\r\nContent-Length: 9\r\n\r\nno \u001b[31m!"
				.getBytes(StandardCharsets.US_ASCII));
			wscat.exits(4).said("401 Who are you", "  X-Why: no key", "no \\x1b[31m!").saidNot("\u001b");
		}
	}

	@Test
	void aServerThatChoosesNoSubprotocolIsRefused() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url(), "-s", "one").start()) {
			RawPeer peer = server.accept();
			wscat.exits(4).said("no subprotocol of one", "--subprotocol-optional");
			assertThat(peer.readToEnd()).isEmpty();
		}
	}

	@Test
	void aRedirectIsFollowedAndItsCookiesAreKept(@TempDir Path folder) throws IOException {
		Path jar = folder.resolve("jar");
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-L", "-w0", "-c", server.url(), "--cookie-jar", jar.toString())
					.input("hi\n")
					.start()) {
			try (RawPeer first = server.acceptTcp()) {
				first.readHead();
				first.send(
						"HTTP/1.1 302 Found\r\nLocation: /b\r\nSet-Cookie: id=hunter2; Path=/\r\nContent-Length: 0\r\n\r\n"
							.getBytes(StandardCharsets.US_ASCII));
			}
			RawPeer peer = server.accept();
			assertThat(peer.head()).startsWith("GET /b HTTP/1.1\r\n");
			assertThat(peer.header("Cookie")).isEqualTo("id=hunter2");
			assertThat(peer.read().text()).isEqualTo("hi");
			peer.answerClose(1000);
			wscat.exits(0).said("redirected to ws://127.0.0.1:" + server.port() + "/b (302 Found)").saidNot("hunter2");
		}
		assertThat(Files.readString(jar)).contains("127.0.0.1\tFALSE\t/\tFALSE\t0\tid\thunter2\n");
	}

	@Test
	void aUnixSocketIsAServerTooInBothForms(@TempDir Path folder) throws IOException {
		Path socket = folder.resolve("s");
		try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			server.bind(UnixDomainSocketAddress.of(socket));
			assertUpgraded(server, "localhost", "-c", "ws+unix:" + socket + ":/uri?q=1");
			assertUpgraded(server, "some.host:81", "-c", "some.host:81/uri?q=1", "--unix", socket.toString());
		}
		try (WscatProcess wscat = Invocation.wscat("-c", "ws+unix:" + folder + "/none:/").start()) {
			wscat.exits(3).said("No such file");
		}
	}

	private static void assertUpgraded(ServerSocketChannel server, String host, String... args) throws IOException {
		try (WscatProcess wscat = Invocation.wscat(args).input("hi\n").start();
				SocketChannel peer = wscat.during(() -> accept(server))) {
			StringBuilder head = new StringBuilder();
			ByteBuffer buffer = ByteBuffer.allocate(4096);
			while (head.indexOf("\r\n\r\n") < 0 && peer.read(buffer.clear()) >= 0) {
				head.append(StandardCharsets.US_ASCII.decode(buffer.flip()));
			}
			assertThat(head.toString()).startsWith("GET /uri?q=1 HTTP/1.1\r\n")
				.containsIgnoringCase("\r\nhost: " + host + "\r\n");
			String key = head.toString()
				.lines()
				.filter((line) -> line.regionMatches(true, 0, "sec-websocket-key: ", 0, 19))
				.map((line) -> line.substring(19))
				.findFirst()
				.orElseThrow();
			peer.write(StandardCharsets.US_ASCII
				.encode("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
						+ "Sec-WebSocket-Accept: " + RawPeer.accept(key) + "\r\n\r\n"));
			peer.write(ByteBuffer.wrap(Frame.allBytes(false, Frame.text("there"), Frame.close(1000, ""))));
			wscat.exits(0).printed("there\n");
		}
	}

	private static SocketChannel accept(ServerSocketChannel server) {
		try {
			return server.accept();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
