package dev.wscat;

import java.net.InetAddress;
import java.net.ServerSocket;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * The server for one client; stdin is open and idle unless told.
 */
class ServerIT {

	@Test
	void saysWhereItListensAndWhatItWaitsFor() {
		try (WscatProcess wscat = listen()) {
			int port = wscat.port();
			wscat.awaitErr("waiting for client connection...\n")
				.said("starting websocket server at port=" + port + "\n", "waiting for client connection...\n");
			RawPeer peer = RawPeer.connect(port);
			wscat.awaitErr("client connected\n");
			peer.send(Frame.close(1000, "bye"));
			assertThat(peer.readToEnd()).extracting(Frame::code).containsExactly(1000);
			wscat.exits(0).said("client connected", "1000 bye").printed("");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "::1", "localhost" })
	void isReachableOverBothLoopbackAddresses(String host) {
		try (WscatProcess wscat = listen(); RawPeer peer = RawPeer.open(host, wscat.port())) {
			assertThat(peer.request(RawPeer.upgradeRequest("localhost:" + wscat.port()))).contains(" 101 ");
			peer.send(Frame.text("hello"), Frame.close(1000, ""));
			wscat.exits(0).printed("hello\n");
		}
	}

	@Test
	void bindsLoopbackOnlyUnlessAHostIsGiven() throws Exception {
		InetAddress outside = InetAddress.getLocalHost();
		assumeFalse(outside.isLoopbackAddress(), "this machine has no other address");
		try (WscatProcess wscat = listen()) {
			int port = wscat.port();
			assertThatThrownBy(() -> RawPeer.open(outside.getHostAddress(), port)).hasMessageContaining("refused");
		}
		try (WscatProcess wscat = Invocation.wscat("--listen=0.0.0.0:0").start();
				RawPeer peer = RawPeer.open(outside.getHostAddress(), wscat.port())) {
			assertThat(peer.request(RawPeer.upgradeRequest("localhost"))).contains(" 101 ");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "-l 0", "--listen 0", "--listen=127.0.0.1:0", "--listen=localhost:0", "--listen=[::1]:0" })
	void theAddressIsTypedInSeveralForms(String args) {
		try (WscatProcess wscat = Invocation.wscat(args.split(" ")).start()) {
			assertThat(wscat.port()).isPositive();
		}
	}

	@Test
	void aPortInUseIsALocalFault() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
				WscatProcess wscat = Invocation.wscat("--listen=" + taken.getLocalPort()).start()) {
			wscat.exits(8)
				.printed("")
				.said("wscat: ", "" + taken.getLocalPort(), "in use")
				.saidNot("Exception", "starting websocket server", "\tat ");
		}
	}

	@Test
	void aPortInUseOnIpv6OnlyIsALocalFaultToo() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("::1"));
				WscatProcess wscat = Invocation.wscat("--listen=" + taken.getLocalPort()).start()) {
			wscat.exits(8).said("in use").saidNot("starting websocket server");
		}
	}

	@Test
	void anUnknownHostIsALocalFault() {
		try (WscatProcess wscat = Invocation.wscat("--listen=no-such-host.invalid:0").start()) {
			wscat.exits(8).said("no-such-host.invalid").saidNot("Exception");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/any/path?with=query", "/%F0%9F%98%80" })
	void anyPathIsAccepted(String path) {
		try (WscatProcess wscat = listen(); RawPeer peer = RawPeer.open("127.0.0.1", wscat.port())) {
			assertThat(peer.request(RawPeer.upgradeRequest("localhost").replace("/chat", path))).contains(" 101 ");
		}
	}

	@Test
	void linesBeforeAClientAreNeitherStoredNorSentButSaidToBeLost() {
		try (WscatProcess wscat = listen()) {
			int port = wscat.port();
			wscat.type("one\ntwo\n\n").awaitErr("(?s)(error: client is not connected yet.*){3}");
			RawPeer peer = RawPeer.connect(port);
			wscat.awaitErr("client connected").type("three\n");
			assertThat(peer.read().text()).isEqualTo("three");
			peer.send(Frame.close(1000, ""));
			assertThat(peer.readToEnd()).extracting(Frame::code).containsExactly(1000);
			wscat.exits(0);
			assertThat(wscat.err().split("client is not connected yet", -1)).hasSize(4);
		}
	}

	@Test
	void lineAndMessagesGoBothWaysUnmasked() {
		try (WscatProcess wscat = listen(); RawPeer peer = RawPeer.connect(wscat.port())) {
			wscat.awaitErr("client connected").type("to the client\n");
			Frame frame = peer.read();
			assertThat(frame.text()).isEqualTo("to the client");
			assertThat(frame.isMasked()).isFalse();
			peer.send(Frame.text("to the server"));
			wscat.awaitOut("^to the server\n$");
		}
	}

	@Test
	void theEndOfInputEndsNothing() {
		try (WscatProcess wscat = Invocation.wscat("--listen=0").noInput().start();
				RawPeer peer = RawPeer.connect(wscat.port())) {
			for (int i = 0; i < 3; i++) {
				peer.send(Frame.text("message " + i));
				wscat.awaitOut("message " + i + "\n");
			}
			peer.send(Frame.close(1000, ""));
			assertThat(peer.readToEnd()).extracting(Frame::opcode).containsExactly(Frame.CLOSE);
			wscat.exits(0);
		}
	}

	@Test
	void aSecondClientIsRefusedWith503AndTheFirstIsNotDisturbed() {
		try (WscatProcess wscat = listen();
				RawPeer first = RawPeer.connect(wscat.port());
				RawPeer second = RawPeer.open("127.0.0.1", wscat.port())) {
			wscat.awaitErr("client connected");
			assertThat(second.request(RawPeer.upgradeRequest("localhost"))).startsWith("HTTP/1.1 503 ");
			assertThat(second.readBody()).contains("one client");
			wscat.awaitErr("503").type("still there\n");
			assertThat(first.read().text()).isEqualTo("still there");
			first.send(Frame.text("yes"), Frame.close(1000, ""));
			assertThat(first.readToEnd()).extracting(Frame::opcode).containsExactly(Frame.CLOSE);
			wscat.exits(0).printed("yes\n");
		}
	}

	@ParameterizedTest
	@CsvSource({ "1000, 0", "1001, 0", "1011, 1", "4000, 1" })
	void whenTheClientLeavesTheServerStopsWithTheTablesStatus(int code, int status) {
		try (WscatProcess wscat = listen(); RawPeer peer = RawPeer.connect(wscat.port())) {
			peer.send(Frame.text("last words"), Frame.close(code, "because"));
			assertThat(peer.readToEnd()).extracting(Frame::code).containsExactly(code);
			wscat.exits(status).printed("last words\n").said(code + " because");
		}
	}

	@Test
	void aClientThatGoesWithoutACloseFrameIsLost() {
		try (WscatProcess wscat = listen(); RawPeer peer = RawPeer.connect(wscat.port())) {
			wscat.awaitErr("client connected");
			peer.reset();
			wscat.exits(5).said("1006").saidNot("Exception");
		}
	}

	@Test
	void aClientThatBreaksTheProtocolIsClosed() {
		try (WscatProcess wscat = listen(); RawPeer peer = RawPeer.connect(wscat.port())) {
			peer.send(Frame.text("not masked").bytes(false));
			assertThat(peer.readToEnd()).extracting(Frame::code).containsExactly(1002);
			peer.close();
			wscat.exits(6).said("1002");
		}
	}

	@Test
	void keepTakesOneClientAfterTheOther() {
		try (WscatProcess wscat = Invocation.wscat("--listen=0", "--keep").start()) {
			int port = wscat.port();
			for (int i = 1; i <= 3; i++) {
				try (RawPeer peer = RawPeer.connect(port)) {
					wscat.awaitErr("(?s)(client connected.*){" + i + "}").type("to " + i + "\n");
					assertThat(peer.read().text()).isEqualTo("to " + i);
					peer.send(Frame.text("from " + i), Frame.close((i == 2) ? 1011 : 1000, ""));
					assertThat(peer.readToEnd()).hasSize(1);
				}
				wscat.awaitErr("(?s)(waiting for client connection.*){" + (i + 1) + "}");
			}
			wscat.terminate().exits(143).printed("from 1\nfrom 2\nfrom 3\n");
		}
	}

	@Test
	void bytesThatAreNotUtf8EndTheServerAfterAClose() {
		try (WscatProcess wscat = listen(); RawPeer peer = RawPeer.connect(wscat.port())) {
			wscat.awaitErr("client connected").type("fine\n");
			assertThat(peer.read().text()).isEqualTo("fine");
			assertThatNoException().isThrownBy(() -> {
				wscat.input().write(new byte[] { 'b', (byte) 0xff, '\n' });
				wscat.input().flush();
			});
			Frame close = peer.read();
			assertThat(close.opcode()).isEqualTo(Frame.CLOSE);
			peer.send(Frame.of(Frame.CLOSE, close.payload()));
			wscat.exits(8).said("not UTF-8", "line 2, byte 2");
		}
	}

	private static WscatProcess listen() {
		return Invocation.wscat("--listen=0").start();
	}

}
