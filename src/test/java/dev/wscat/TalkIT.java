package dev.wscat;

import java.util.Base64;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said on stderr, and how much of it.
 */
class TalkIT {

	private static final String TIME = "\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d ";

	@Test
	void eachLogLineBeginsWithDateAndTime() {
		try (RawServer server = new RawServer(); WscatProcess wscat = Invocation.wscat("-c", server.url()).start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.close(1000, ""));
			wscat.exits(0);
			assertThat(wscat.err().lines()).hasSizeGreaterThan(2)
				.allSatisfy((line) -> assertThat(line).matches(TIME + ".+"));
			assertThat(wscat.err()).containsPattern("(?m)^" + TIME + "connecting to " + server.url() + "$")
				.containsPattern("(?m)^" + TIME + "connected$");
		}
	}

	@Test
	void aUrlWithoutASchemeMeansWs() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", "localhost:" + server.port() + "/x?y=1").start()) {
			RawPeer peer = server.accept();
			assertThat(peer.head()).startsWith("GET /x?y=1 HTTP/1.1\r\n");
			assertThat(peer.header("Host")).isEqualTo("localhost:" + server.port());
			wscat.awaitErr("connecting to ws://localhost:" + server.port() + "/x\\?y=1\n");
		}
	}

	@Test
	void theOpeningHandshakeIsThatOfRfc6455Section41() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", "ws://127.0.0.1:" + server.port()).start()) {
			RawPeer peer = server.accept();
			assertThat(peer.head()).startsWith("GET / HTTP/1.1\r\n");
			assertThat(peer.header("Upgrade")).isEqualToIgnoringCase("websocket");
			assertThat(peer.header("Connection")).isEqualToIgnoringCase("upgrade");
			assertThat(peer.header("Sec-WebSocket-Version")).isEqualTo("13");
			assertThat(Base64.getDecoder().decode(peer.header("Sec-WebSocket-Key"))).hasSize(16);
			assertThat(peer.header("Sec-WebSocket-Extensions")).contains("permessage-deflate");
			wscat.awaitErr("connected");
		}
	}

	@Test
	void quietSilencesAllButErrors() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-q", "-c", server.url()).start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("data"), Frame.close(1000, ""));
			wscat.exits(0).printed("data\n").saidNot("\n");
		}
	}

	@Test
	void quietStillTellsWhyThereIsNoConnection() {
		try (WscatProcess wscat = Invocation.wscat("--quiet", "-c", "ws://no-such-host.invalid").start()) {
			wscat.exits(3).said("no-such-host.invalid").saidNot("connecting");
		}
	}

	@Test
	void verboseTellsHeadersOfTheHandshakeAndSizesOfFrames() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-v", "--no-deflate", "-w0", "-c", server.url())
					.input("hello\n")
					.start()) {
			RawPeer peer = server.accept("X-Served-By: raw");
			assertThat(peer.read().text()).isEqualTo("hello");
			peer.send(Frame.binary((byte) 1, (byte) 2, (byte) 3));
			peer.answerClose(1000);
			wscat.exits(0)
				.said("GET /chat HTTP/1.1", "sec-websocket-key: ", "101 Switching Protocols", "X-Served-By: raw")
				.said("sent text frame of 5 bytes")
				.said("received binary frame of 3 bytes")
				.said("sent close frame of 2 bytes")
				.said("received close frame of 2 bytes");
		}
	}

	@Test
	void aServerToldToBeVerboseTellsTheRequestOfItsClient() {
		try (WscatProcess wscat = Invocation.wscat("-v", "-l", "0").start();
				RawPeer peer = RawPeer.connect(wscat.port(), "X-Client: raw", "Cookie: secret=1")) {
			peer.send(Frame.text("hello"), Frame.close(1000, ""));
			wscat.exits(0)
				.said("GET /chat HTTP/1.1", "X-Client: raw")
				.said("received text frame of 5 bytes")
				.saidNot("secret=1");
		}
	}

	@Test
	void passwordsInTheUrlAreNotShown() {
		try (WscatProcess wscat = Invocation.wscat("-c", "ws://user:hunter2@no-such-host.invalid/").start()) {
			wscat.exits(3).saidNot("hunter2");
		}
	}

	@Test
	void aPeersReasonCannotDriveTheTerminal() {
		try (RawServer server = new RawServer(); WscatProcess wscat = Invocation.wscat("-c", server.url()).start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.close(4000, "\u001b[2J\nforged line"));
			wscat.exits(1).saidNot("\u001b");
			assertThat(wscat.err().lines()).as("no line of the peer's making")
				.allSatisfy((line) -> assertThat(line).matches(TIME + ".+"));
		}
	}

	@Test
	void stacktraceTellsWhereAnErrorComesFrom() {
		try (WscatProcess wscat = Invocation.wscat("--stacktrace", "-c", "ws://no-such-host.invalid").start()) {
			wscat.exits(3).said("wscat: cannot connect", "UnknownHostException", "\tat ");
		}
	}

}
