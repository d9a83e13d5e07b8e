package dev.wscat;

import java.util.ArrayList;
import java.util.List;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The echo server, and what every server for many clients has.
 */
class EchoServerIT {

	private static final String BASIC = "Authorization: Basic dXNlcjpwYXNz"; // user:pass

	@Test
	void echoesTextAsTextAndBinaryAsBinary() {
		try (WscatProcess server = server(); RawPeer peer = RawPeer.connect(server.port())) {
			peer.send(Frame.text("zw\u00f6lf"), Frame.text(""), Frame.of(Frame.BINARY, (byte) 0, (byte) -1));
			assertThat(peer.read().text()).isEqualTo("zw\u00f6lf");
			assertThat(peer.read().text()).isEmpty();
			Frame binary = peer.read();
			assertThat(binary.opcode()).isEqualTo(Frame.BINARY);
			assertThat(binary.payload()).containsExactly(0, -1);
			assertThat(peer.send(Frame.close(1000, "bye")).readToEnd()).extracting(Frame::code).containsExactly(1000);
			server.awaitErr("connection 0 closed: 1000 bye")
				.said("New connection", "remote ip: 127.0.0.1", "id: 0", "Uri: /", "Headers:", "Received 6 bytes");
		}
	}

	@Test
	void theNameMayHaveAnUnderscore() {
		try (WscatProcess server = Invocation.wscat("echo_server", "--port=0").start();
				RawPeer peer = RawPeer.connect(server.port())) {
			assertThat(peer.send(Frame.text("a")).read().text()).isEqualTo("a");
		}
	}

	@Test
	void greetsAndSaysNothingWhenQuiet() {
		try (WscatProcess server = server("-g", "hello there");
				RawPeer peer = RawPeer.connect(server.port(), "Cookie: secret=1", "Authorization: Bearer hidden")) {
			assertThat(peer.read().text()).isEqualTo("hello there");
			server.awaitErr("Authorization: \\*\\*\\*").saidNot("hidden", "secret=1");
		}
	}

	@Test
	void theRightAuthorizationHeaderIsToldSoAndAnotherOneIsClosed() {
		try (WscatProcess server = server("--http_authorization_header", "supersecret");
				RawPeer right = RawPeer.connect(server.port(), "Authorization: supersecret");
				RawPeer wrong = RawPeer.connect(server.port(), "Authorization: other");
				RawPeer none = RawPeer.connect(server.port())) {
			assertThat(right.read().text()).isEqualTo("Authorization suceeded!");
			assertThat(right.send(Frame.text("a")).read().text()).isEqualTo("a");
			for (RawPeer denied : List.of(wrong, none)) {
				Frame close = denied.read();
				assertThat(close.code()).isEqualTo(4001);
				assertThat(close.reason()).isEqualTo("Permission denied");
			}
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "/ | text/html | <title>wscat echo server</title>",
			"/echo.js | text/javascript | new WebSocket", "/echo.css | text/css | prefers-color-scheme" })
	void servesItsPageUnderAStrictPolicy(String path, String type, String part) {
		try (WscatProcess server = server(); RawPeer peer = RawPeer.open("127.0.0.1", server.port())) {
			peer.request("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
			assertThat(peer.head()).startsWith("HTTP/1.1 200 ");
			assertThat(peer.header("Content-Type")).startsWith(type);
			assertThat(peer.header("Content-Security-Policy")).contains("default-src 'none'").doesNotContain("unsafe");
			assertThat(peer.readBody()).contains(part);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nothing", "/../index.html", "/%2e%2e/index.html", "//etc/passwd", "/index.html/",
			"/echo.JS", "/a.js" })
	void otherPathsAreNoPages(String path) {
		try (WscatProcess server = server(); RawPeer peer = RawPeer.open("127.0.0.1", server.port())) {
			peer.request("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
			assertThat(peer.head()).startsWith("HTTP/1.1 404 ");
			assertThat(peer.readBody()).isNotBlank();
		}
	}

	@Test
	void credentialsAreAskedForBeforeTheUpgrade() {
		try (WscatProcess server = server("--auth", "user:pass", "--bearer", "token")) {
			try (RawPeer peer = RawPeer.open("127.0.0.1", server.port())) {
				peer.request(RawPeer.upgradeRequest("localhost"));
				assertThat(peer.head()).startsWith("HTTP/1.1 401 ");
				assertThat(peer.header("WWW-Authenticate")).startsWith("Basic ");
				assertThat(peer.readBody()).contains("credentials");
			}
			for (String header : List.of(BASIC, "Authorization: Bearer token")) {
				try (RawPeer peer = RawPeer.connect(server.port(), header)) {
					assertThat(peer.send(Frame.text("a")).read().text()).isEqualTo("a");
				}
			}
			assertThat(refusal(server, BASIC + "x")).startsWith("HTTP/1.1 401 ");
			server.saidNot("dXNlcjpwYXNz", "user:pass");
		}
	}

	@Test
	void aPathASubprotocolAndHeadersOfTheAnswer() {
		try (WscatProcess server = server("--path=/ws", "--subprotocol=v2", "--subprotocol=v1", "--header",
				"X-Server: a:b"); RawPeer peer = RawPeer.open("127.0.0.1", server.port())) {
			assertThat(refusal(server)).startsWith("HTTP/1.1 404 ");
			peer.request(RawPeer.upgradeRequest("localhost", "Sec-WebSocket-Protocol: v0, v1,v2")
				.replaceFirst("GET \\S+", "GET /ws?a=b"));
			assertThat(peer.head()).startsWith("HTTP/1.1 101 ");
			assertThat(peer.header("Sec-WebSocket-Protocol")).isEqualTo("v2");
			assertThat(peer.header("X-Server")).isEqualTo("a:b");
		}
	}

	@Test
	void thereAreSoManyClientsAndTheNextMayComeWhenOneHasGone() {
		try (WscatProcess server = server("--max-connections=2"); RawPeer first = RawPeer.connect(server.port())) {
			try (RawPeer second = RawPeer.connect(server.port())) {
				assertThat(refusal(server)).startsWith("HTTP/1.1 503 ");
				second.send(Frame.close(1000, "")).readToEnd();
			}
			server.awaitErr("connection 1 closed");
			try (RawPeer third = RawPeer.connect(server.port())) {
				assertThat(third.send(Frame.text("a")).read().text()).isEqualTo("a");
			}
		}
	}

	@Test
	void thereAreSoManyClientsOfOneAddress() {
		try (WscatProcess server = server("--max-connections-per-ip=1");
				RawPeer first = RawPeer.connect(server.port())) {
			assertThat(refusal(server)).startsWith("HTTP/1.1 429 ");
			assertThat(first.send(Frame.text("a")).read().text()).isEqualTo("a");
		}
	}

	@Test
	void atTheEndAllClientsAreToldToGo() {
		List<RawPeer> peers = new ArrayList<>();
		try (WscatProcess server = server()) {
			for (int i = 0; i < 200; i++) {
				peers.add(RawPeer.connect(server.port()));
			}
			server.awaitErr("id: 199").terminate();
			for (RawPeer peer : peers) {
				peer.answerClose(1001);
			}
			server.exits(143).said("received signal terminated", "closing 200 connections", "server exiting");
		}
		finally {
			peers.forEach(RawPeer::close);
		}
	}

	@Test
	void aClientThatDoesNotSayGoodbyeIsNotWaitedForLongerThanTold() {
		try (WscatProcess server = server("--shutdown-timeout=100ms"); RawPeer peer = RawPeer.connect(server.port())) {
			server.awaitErr("id: 0").terminate().exits(143);
			assertThat(peer.read().code()).isEqualTo(1001);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "--header=nocolon | --header", "--auth=nocolon | --auth", "--path=ws | --path",
					"--port=65536 | --port", "--port=x | --port", "--max-connections=0 | --max-connections",
					"--gret=x | --greet" })
	void aBadOptionIsNamed(String option, String name) {
		try (WscatProcess server = Invocation.wscat("echo-server", option).start()) {
			server.exits(2).said(name);
		}
	}

	private static WscatProcess server(String... options) {
		List<String> args = new ArrayList<>(List.of("echo-server", "--port=0"));
		args.addAll(List.of(options));
		return Invocation.wscat(args.toArray(new String[0])).start();
	}

	private static String refusal(WscatProcess server, String... headers) {
		try (RawPeer peer = RawPeer.open("127.0.0.1", server.port())) {
			peer.request(RawPeer.upgradeRequest("localhost", headers));
			assertThat(peer.readBody()).isNotBlank();
			return peer.head();
		}
	}

}
