package dev.wscat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a server for many clients lets each of them have, tried on the echo server.
 */
class ServerLimitsIT {

	@Test
	void aClientWithoutMessagesIsClosedAndOneWithPingsToo() {
		try (WscatProcess server = server("--idle-timeout=300ms"); RawPeer peer = RawPeer.connect(server.port())) {
			peer.send(Frame.ping("a"));
			assertThat(peer.read().opcode()).isEqualTo(Frame.PONG);
			Frame close = peer.read();
			assertThat(close.code()).isEqualTo(1001);
			assertThat(close.reason()).isEqualTo("no message within 300 ms");
			peer.send(Frame.close(1001, ""));
			assertThat(peer.readToEnd()).isEmpty();
			server.awaitErr("127\\.0\\.0\\.1:\\d+: no message within 300 ms");
		}
	}

	@Test
	void aClientWithoutAnyOfTheTimeoutsStaysOpen() {
		try (WscatProcess server = server("--idle-timeout=-1", "--ping-interval=-1", "--slow-timeout=-1");
				RawPeer peer = RawPeer.connect(server.port())) {
			assertThat(peer.send(Frame.text("a")).read().text()).isEqualTo("a");
		}
	}

	@Test
	void allOfManyClientsAreLookedAtWhenOthersHaveGone() {
		try (WscatProcess server = server("--idle-timeout=1s")) {
			List<RawPeer> peers = new ArrayList<>();
			try {
				for (int i = 0; i < 60; i++) {
					peers.add(RawPeer.connect(server.port()));
				}
				for (int i = 0; i < 60; i += 3) {
					peers.get(i).reset();
				}
				for (int i = 0; i < 60; i++) {
					if (i % 3 != 0) {
						assertThat(peers.get(i).read().code()).isEqualTo(1001);
					}
				}
			}
			finally {
				peers.forEach(RawPeer::close);
			}
		}
	}

	@Test
	void aSilentClientIsSentAPingAndStaysWhenItAnswers() {
		try (WscatProcess server = server("--ping-interval=50ms", "--ping-timeout=10s");
				RawPeer peer = RawPeer.connect(server.port())) {
			for (int i = 0; i < 3; i++) {
				Frame ping = peer.read();
				assertThat(ping.opcode()).isEqualTo(Frame.PING);
				peer.send(Frame.pong(ping.text()));
			}
		}
	}

	@Test
	void aDeadClientIsFoundAndDropped() {
		try (WscatProcess server = server("--ping-interval=50ms", "--ping-timeout=200ms");
				RawPeer peer = RawPeer.connect(server.port())) {
			assertThat(peer.readToEnd()).extracting(Frame::opcode).containsOnly(Frame.PING);
			server.awaitErr("no answer to a Ping within 200 ms").awaitErr("connection 0 closed: 1006");
		}
	}

	@Test
	void aClientThatTakesNothingIsClosedAndDropped() {
		try (WscatProcess server = server("--slow-timeout=300ms", "--close-timeout=300ms");
				RawPeer peer = RawPeer.connect(server.port())) {
			Frame big = Frame.binary(new byte[1 << 20]);
			server.during(() -> {
				sendUntilDropped(peer, big);
				return server;
			});
			server.awaitErr("nothing was taken within 300 ms").awaitErr("connection 0 closed: ");
		}
	}

	private static void sendUntilDropped(RawPeer peer, Frame frame) {
		try {
			for (int i = 0; i < 10_000; i++) {
				peer.send(frame);
			}
			throw new AssertionError("10 GB were taken and nothing was sent away");
		}
		catch (RuntimeException ex) {
			// dropped
		}
	}

	@Test
	void aHastyClientIsSlowedDownAndLosesNothing() {
		try (WscatProcess server = server("--rate=100"); RawPeer peer = RawPeer.connect(server.port())) {
			Frame[] many = new Frame[150];
			for (int i = 0; i < many.length; i++) {
				many[i] = Frame.text("message " + i);
			}
			peer.send(many);
			long before = System.nanoTime();
			peer.send(Frame.text("last"));
			for (int i = 0; i < many.length; i++) {
				assertThat(peer.read().text()).isEqualTo("message " + i);
			}
			assertThat(peer.read().text()).isEqualTo("last");
			server.awaitErr("slowed down to 100 messages a second");
			assertThat(System.nanoTime()).isGreaterThan(before);
			assertThat(peer.send(Frame.text("after")).read().text()).isEqualTo("after");
		}
	}

	@Test
	void anOrdinaryClientIsNotSlowedDown() {
		try (WscatProcess server = server("--rate=1000"); RawPeer peer = RawPeer.connect(server.port())) {
			for (int i = 0; i < 50; i++) {
				assertThat(peer.send(Frame.text("a")).read().text()).isEqualTo("a");
			}
			server.saidNot("slowed down");
		}
	}

	@Test
	void aMessageOverTheLimitIsSaidInTheLog() {
		try (WscatProcess server = server("--max-message=1KB"); RawPeer peer = RawPeer.connect(server.port())) {
			peer.send(Frame.binary(new byte[1025]));
			assertThat(peer.read().code()).isEqualTo(1009);
			server.awaitErr("127\\.0\\.0\\.1:\\d+: message of 1025 bytes is over the limit of 1024");
		}
	}

	@Test
	void aSlowHandshakeIsSaidInTheLog() {
		try (WscatProcess server = server("--handshake-timeout=300ms");
				RawPeer peer = RawPeer.open("127.0.0.1", server.port())) {
			peer.send("GET / HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));
			assertThat(peer.readBody()).doesNotContain(" 101 ");
			server.awaitErr("no handshake within 300 ms");
		}
	}

	@Test
	void theOldestOfTooManyConnectionsWithoutAHandshakeGoesAndNobodyIsKeptOut() {
		try (WscatProcess server = server("--max-handshakes=20", "--handshake-timeout=1m")) {
			List<RawPeer> silent = new ArrayList<>();
			try {
				for (int i = 0; i < 200; i++) {
					silent.add(RawPeer.open("127.0.0.1", server.port()));
				}
				server.awaitErr("over 20 connections are before their handshake")
					.awaitErr("\\d+ more stopped by the same limit: handshake");
				try (RawPeer peer = RawPeer.connect(server.port())) {
					assertThat(peer.send(Frame.text("a")).read().text()).isEqualTo("a");
				}
				assertThat(silent.get(0).readBody()).doesNotContain(" 101 ");
				assertThat(server.err().split("over 20 connections")).hasSizeLessThan(100);
			}
			finally {
				silent.forEach(RawPeer::close);
			}
		}
	}

	@Test
	void aHeaderOfAHugeFrameTakesNoMemory() {
		try (WscatProcess server = server("--max-message=1GB")) {
			List<RawPeer> greedy = new ArrayList<>();
			try {
				byte[] header = { (byte) 0x82, (byte) 0xff, 0, 0, 0, 0, 0x3f, (byte) 0xff, 0, 0, 1, 2, 3, 4, 5 };
				for (int i = 0; i < 300; i++) {
					greedy.add(RawPeer.connect(server.port()).send(header));
				}
				try (RawPeer peer = RawPeer.connect(server.port())) {
					assertThat(peer.send(Frame.text("a")).read().text()).isEqualTo("a");
				}
				server.saidNot("OutOfMemory", "Exception");
			}
			finally {
				greedy.forEach(RawPeer::close);
			}
		}
	}

	@Test
	void largeAndSmallMessagesComeBackWholeAndInOrder() {
		int[] sizes = { 3, 8191, 8192, 8193, 10, 70_000, 70_000, 0, 300_000, 5, 20_000, 126, 65_535, 65_536 };
		Frame[] frames = new Frame[sizes.length];
		for (int i = 0; i < sizes.length; i++) {
			byte[] payload = new byte[sizes[i]];
			for (int k = 0; k < payload.length; k++) {
				payload[k] = (byte) (k * 31 + i);
			}
			frames[i] = Frame.binary(payload);
		}
		try (WscatProcess server = server(); RawPeer peer = RawPeer.connect(server.port())) {
			for (int round = 0; round < 20; round++) {
				peer.send(frames);
				for (Frame frame : frames) {
					assertThat(peer.read().payload()).isEqualTo(frame.payload());
				}
			}
		}
	}

	@Test
	void withoutPongsAPingIsNotAnswered() {
		try (WscatProcess server = server("-p"); RawPeer peer = RawPeer.connect(server.port())) {
			assertThat(peer.send(Frame.ping("a"), Frame.text("b")).read().text()).isEqualTo("b");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "-x", "--no-deflate" })
	void withoutDeflateNoneIsAgreed(String option) {
		String offer = "Sec-WebSocket-Extensions: permessage-deflate";
		try (WscatProcess plain = server(option);
				WscatProcess packed = server();
				RawPeer one = RawPeer.open("127.0.0.1", plain.port());
				RawPeer other = RawPeer.open("127.0.0.1", packed.port())) {
			assertThat(one.request(RawPeer.upgradeRequest("localhost", offer))).contains(" 101 ");
			assertThat(one.head()).doesNotContainIgnoringCase("permessage-deflate");
			assertThat(other.request(RawPeer.upgradeRequest("localhost", offer))).contains(" 101 ");
			assertThat(other.head()).containsIgnoringCase("permessage-deflate");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--idle-timeout=0", "--ping-interval=0", "--ping-timeout=0", "--slow-timeout=0",
			"--max-handshakes=0", "--max-connections=0", "--rate=-1", "--rate=many", "--slow-timeout=soon" })
	void valuesThatMakeNoSenseAreRefused(String option) {
		String name = option.replaceFirst("=.*", "");
		try (WscatProcess wrong = server(option)) {
			wrong.exits(2).said(name);
		}
	}

	private static WscatProcess server(String... options) {
		List<String> arguments = new ArrayList<>(List.of("echo-server", "--port=0"));
		arguments.addAll(List.of(options));
		return Invocation.wscat(arguments.toArray(String[]::new)).start();
	}

}
