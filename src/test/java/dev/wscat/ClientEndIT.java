package dev.wscat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a client's session ends, and with which status; stdin is open and idle unless told.
 */
class ClientEndIT {

	@ParameterizedTest
	@CsvSource({ "1000, 0", "1001, 0", "1002, 1", "1003, 1", "1008, 1", "1011, 1", "1013, 1", "3000, 1", "4999, 1" })
	void thePeersCloseCodeGivesTheStatusEvenWhileStdinIsIdle(int code, int status) {
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server).start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("last words"), Frame.close(code, "because"));
			assertThat(peer.readToEnd()).singleElement().satisfies((answer) -> {
				assertThat(answer.opcode()).isEqualTo(Frame.CLOSE);
				assertThat(answer.code()).isEqualTo(code);
			});
			wscat.exits(status).printed("last words\n").said("connecting to", "connected", code + " because");
		}
	}

	@Test
	void aCloseWithoutACodeIsAnOrdinaryEnd() {
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server).start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.closeWithoutCode());
			assertThat(peer.readToEnd()).singleElement()
				.satisfies((answer) -> assertThat(answer.opcode()).isEqualTo(Frame.CLOSE));
			wscat.exits(0).said("connected", "closed");
		}
	}

	@Test
	void aConnectionThatEndsWithoutACloseFrameIsLost() {
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server).start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("last words"));
			peer.shutdownOutput();
			wscat.exits(5).printed("last words\n").said("1006");
		}
	}

	@Test
	void aResetConnectionIsLost() {
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server).start()) {
			RawPeer peer = server.accept();
			wscat.awaitErr("connected");
			peer.reset();
			wscat.exits(5).said("1006").saidNot("Exception", "\tat ");
		}
	}

	@Test
	void aPeerThatBreaksTheProtocolIsClosedWith1002() {
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server).start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("fine"), Frame.of(3));
			assertClosedWith(peer, 1002);
			peer.close();
			wscat.exits(6).printed("fine\n").said("1002");
		}
	}

	@Test
	void textThatIsNotUtf8IsClosedWith1007() {
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server).start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.of(Frame.TEXT, (byte) 0xc3, (byte) 0x28));
			assertClosedWith(peer, 1007);
			peer.close();
			wscat.exits(6).printed("").said("1007");
		}
	}

	@Test
	void aMessageOverTheLimitIsClosedWith1009AndLoggedWithItsSize() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url(), "--max-message", "1KB").start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("x".repeat(1024)), Frame.text("y".repeat(1025)));
			assertClosedWith(peer, 1009);
			peer.close();
			wscat.exits(6).printed("x".repeat(1024) + "\n").said("1009", "1025", "1024");
		}
	}

	@Test
	void thereIsNoConnectionWhereNobodyListens() throws Exception {
		int port;
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			port = free.getLocalPort();
		}
		try (WscatProcess wscat = Invocation.wscat("-c", "127.0.0.1:" + port).start()) {
			wscat.exits(3)
				.printed("")
				.said("connecting to ws://127.0.0.1:" + port, "wscat: cannot connect to ws://127.0.0.1:" + port,
						"refused")
				.saidNot("Exception", "\tat ", "\nconnected");
		}
	}

	@Test
	void thereIsNoConnectionToAnUnknownHost() {
		try (WscatProcess wscat = Invocation.wscat("-c", "ws://no-such-host.invalid/").start()) {
			wscat.exits(3).said("no-such-host.invalid", "unknown host").saidNot("Exception");
		}
	}

	@Test
	void aServerThatAcceptsAndSaysNothingIsLeftAfterTheConnectTimeout() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url(), "--connect-timeout=300ms").start()) {
			RawPeer peer = server.acceptTcp();
			peer.readHead();
			wscat.exits(3).said("300 ms");
		}
	}

	@Test
	void aServerThatClosesBeforeTheUpgradeIsNoConnection() {
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server).start()) {
			RawPeer peer = server.acceptTcp();
			peer.readHead();
			peer.close();
			wscat.exits(3).said("before the upgrade");
		}
	}

	@Test
	void aRefusedUpgradeIsShownWithStatusHeadersAndBody() {
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server).start()) {
			RawPeer peer = server.acceptTcp();
			peer.readHead();
			peer.send("""
					HTTP/1.1 403 Forbidden\r
					X-Reason: policy\r
					Content-Type: text/plain\r
					Content-Length: 14\r
					\r
					not on my port""".getBytes(StandardCharsets.US_ASCII));
			wscat.exits(4).printed("").said("403 Forbidden", "X-Reason: policy", "not on my port").saidNot("Exception");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n",
			"HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
			"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n" })
	void anyAnswerBut101IsARefusal(String response) {
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server).start()) {
			RawPeer peer = server.acceptTcp();
			peer.readHead();
			peer.send(response.getBytes(StandardCharsets.US_ASCII));
			peer.shutdownOutput();
			wscat.exits(4).said(response.substring(9, 12));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "" })
	void anUpgradeWithAWrongAcceptHeaderIsRefused(String accept) {
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server).start()) {
			RawPeer peer = server.acceptTcp();
			peer.readHead();
			peer.send(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + accept
					+ (accept.isEmpty() ? "\r\n" : "\r\n\r\n"))
				.getBytes(StandardCharsets.US_ASCII));
			wscat.exits(4).saidNot("\tat ");
		}
	}

	@Test
	void anExtensionThatWasNotOfferedIsRefused() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url(), "--no-deflate").start()) {
			RawPeer peer = server.acceptTcp();
			peer.acceptUpgrade("Sec-WebSocket-Extensions: permessage-deflate");
			wscat.exits(4).said("permessage-deflate");
		}
	}

	@Test
	void afterTheLastLineTheWaitCountsFromThePeersLastMessage() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url(), "--wait=700ms").input("ask\n").start()) {
			RawPeer peer = server.accept();
			assertThat(peer.read().text()).isEqualTo("ask");
			peer.send(Frame.text("one"));
			wscat.awaitOut("one\n");
			peer.send(Frame.text("two"));
			peer.answerClose(1000);
			wscat.exits(0).printed("one\ntwo\n");
		}
	}

	@Test
	void repliesThatComeBeforeThePeersCloseArePrinted() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url(), "--wait=0").input("ask\n").start()) {
			RawPeer peer = server.accept();
			assertThat(peer.read().text()).isEqualTo("ask");
			assertThat(peer.read().code()).isEqualTo(1000);
			peer.send(Frame.text("late"), Frame.text("later"), Frame.close(1000, ""));
			assertThat(peer.readToEnd()).isEmpty();
			wscat.exits(0).printed("late\nlater\n");
		}
	}

	@Test
	void waitForEverLeavesTheCloseToThePeer() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url(), "--wait", "-1").input("ask\n").start()) {
			RawPeer peer = server.accept();
			assertThat(peer.read().text()).isEqualTo("ask");
			peer.send(Frame.ping("still there?"));
			assertThat(peer.read().opcode()).isEqualTo(Frame.PONG);
			peer.send(Frame.text("answer"), Frame.close(1000, ""));
			assertThat(peer.readToEnd()).extracting(Frame::code).containsExactly(1000);
			wscat.exits(0).printed("answer\n");
		}
	}

	@Test
	void onATerminalTheEndOfInputClosesAtOnce() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url(), "--wait=-1")
					.java("-Dwscat.terminals=0")
					.input("")
					.start()) {
			RawPeer peer = server.accept();
			peer.answerClose(1000);
			wscat.exits(0);
		}
	}

	@Test
	void withEmptyInputTheClientReceivesUntilThePeerCloses() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url(), "--wait=0").noInput().start()) {
			RawPeer peer = server.accept();
			for (int i = 0; i < 3; i++) {
				peer.send(Frame.ping("" + i));
				assertThat(peer.read().opcode()).isEqualTo(Frame.PONG);
			}
			peer.send(Frame.text("news"), Frame.close(1000, ""));
			assertThat(peer.readToEnd()).extracting(Frame::opcode).containsExactly(Frame.CLOSE);
			wscat.exits(0).printed("news\n");
		}
	}

	@Test
	void aPeerThatNeverAnswersTheCloseIsDroppedAfterTheCloseTimeout() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url(), "--wait=0", "--close-timeout=300ms")
					.input("bye\n")
					.start()) {
			RawPeer peer = server.accept();
			List<Frame> frames = peer.readToEnd();
			assertThat(frames).extracting(Frame::opcode).containsExactly(Frame.TEXT, Frame.CLOSE);
			wscat.exits(5);
		}
	}

	@Test
	void linesThatCouldNotBeSentAreCounted() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = connect(server).input("x\n".repeat(2_000_000)).start()) {
			RawPeer peer = server.accept();
			peer.read();
			peer.reset();
			wscat.exits(5).awaitErr("error: \\d+ lines were read but not sent");
		}
	}

	private static void assertClosedWith(RawPeer peer, int code) {
		assertThat(peer.readToEnd()).singleElement().satisfies((close) -> {
			assertThat(close.opcode()).isEqualTo(Frame.CLOSE);
			assertThat(close.code()).isEqualTo(code);
		});
	}

	private static Invocation connect(RawServer server) {
		return Invocation.wscat("-c", server.url());
	}

}
