package dev.wscat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
 * The test server, and the numbers that every server can have.
 */
class ServerForTestsIT {

	private static final String SERVER = "Starting WebSocket server on .*:(\\d+)";

	private static final String METRICS = "Starting metrics server on .*:(\\d+)";

	@Test
	void echoesAtItsPathAndSaysWhoComesAndGoes() {
		try (WscatProcess server = server()) {
			assertThat(server.err()).doesNotContain("error");
			try (RawPeer peer = connect(server)) {
				assertThat(peer.send(Frame.text("hello")).read().text()).isEqualTo("hello");
				peer.send(Frame.close(1000, "")).readToEnd();
			}
			server.awaitErr("WebSocket disconnected: 127.0.0.1:\\d+\n")
				.said("Starting WebSocket server on 127.0.0.1:", "Starting metrics server on :",
						"WebSocket connected: 127.0.0.1:");
			try (RawPeer peer = connect(server)) {
				peer.send((byte) 0xff, (byte) 0xff);
				server.awaitErr("WebSocket disconnected: 127.0.0.1:\\d+ \\(1002 ");
			}
		}
	}

	@Test
	void otherPathsAreNotFound() {
		try (WscatProcess server = server(); RawPeer peer = RawPeer.open("127.0.0.1", port(server, SERVER))) {
			assertThat(peer.request(RawPeer.upgradeRequest("localhost"))).startsWith("HTTP/1.1 404 ");
			assertThat(peer.readBody()).contains("/ws");
			assertThat(server.metrics()).contains("\nwebsocket_handshake_failures_total{status=\"404\"} 1.0\n");
		}
	}

	@Test
	void saysNowAndThenHowManyClientsThereAre() {
		try (WscatProcess server = server("--report-interval=50ms")) {
			server.awaitErr("Active connections: 0\n");
			try (RawPeer peer = connect(server)) {
				server.awaitErr("Active connections: 1\n");
				peer.send(Frame.close(1000, "")).readToEnd();
			}
			server.awaitErr("(?s)disconnected.* Active connections: 0\n");
		}
	}

	@Test
	void countsWhatItsClientsSayAndHear() {
		try (WscatProcess server = server(); RawPeer peer = connect(server); RawPeer other = connect(server)) {
			peer.send(Frame.text("abc"), Frame.text("de"), Frame.of(Frame.BINARY, (byte) 1), Frame.text(""));
			for (int i = 0; i < 4; i++) {
				peer.read();
			}
			other.send(Frame.close(4321, "")).readToEnd();
			server.awaitErr("disconnected");
			assertThat(server.metrics()).contains("\nwebsocket_connections 1.0\n",
					"\nwebsocket_connections_opened_total 2.0\n",
					"\nwebsocket_messages_received_total{type=\"text\"} 3.0\n",
					"\nwebsocket_received_bytes_total{type=\"text\"} 5.0\n",
					"\nwebsocket_messages_received_total{type=\"binary\"} 1.0\n",
					"\nwebsocket_messages_sent_total{type=\"text\"} 3.0\n",
					"\nwebsocket_sent_bytes_total{type=\"binary\"} 1.0\n",
					"\nwebsocket_closes_total{code=\"4321\"} 1.0\n", "\nwebsocket_handshake_seconds_count 2\n");
		}
	}

	@ParameterizedTest
	@CsvSource({ "GET, /, 404", "GET, /metrics/, 404", "GET, /metrics/../metrics, 404", "POST, /metrics, 405",
			"DELETE, /metrics, 405", "HEAD, /metrics, 200", "GET, /metrics?a=b, 200" })
	void theNumbersHaveOnePlaceAndCanOnlyBeRead(String method, String path, int status) {
		try (WscatProcess server = server(); RawPeer peer = RawPeer.open("127.0.0.1", port(server, METRICS))) {
			peer.request(method + " " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			assertThat(peer.head()).startsWith("HTTP/1.1 " + status + " ");
			assertThat(peer.readBody().isEmpty()).isEqualTo(method.equals("HEAD"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "test-server --host=127.0.0.1 --port=0 --metrics-port=",
			"echo-server --port=0 --metrics-port=" })
	void aPortOfNumbersThatIsInUseIsSaidBeforeAnyoneComesIn(String command) {
		try (WscatProcess server = server()) {
			String port = Integer.toString(port(server, METRICS));
			try (WscatProcess second = Invocation.wscat((command + port).split(" ")).start()) {
				second.exits(8).said(port + ": the port is in use").saidNot("tarting");
			}
		}
	}

	@Test
	void otherServersHaveNumbersWhenTheyAreToldToAndOnThisMachineOnly() {
		try (WscatProcess server = Invocation.wscat("echo-server", "--port=0", "--metrics-port=0").start();
				RawPeer peer = RawPeer.connect(server.port())) {
			assertThat(peer.send(Frame.text("a")).read().text()).isEqualTo("a");
			server.awaitErr(METRICS).said("Starting metrics server on localhost:");
			assertThat(server.metrics()).contains("\nwebsocket_connections 1.0\n");
		}
	}

	@Test
	void atTheEndClientsAreToldToGoWhileTheNumbersCanStillBeRead() {
		List<RawPeer> peers = new ArrayList<>();
		try (WscatProcess server = server()) {
			for (int i = 0; i < 20; i++) {
				peers.add(connect(server));
			}
			server.awaitErr("(?s)(WebSocket connected.*){20}").terminate();
			assertThat(peers.get(0).read().code()).isEqualTo(1001);
			assertThat(server.metrics()).contains("\nwebsocket_connections 20.0\n");
			peers.get(0).send(Frame.close(1001, "")).readToEnd();
			peers.subList(1, peers.size()).forEach((peer) -> peer.answerClose(1001));
			server.exits(143).said("received signal terminated", "closing 20 connections", "server exiting");
		}
		finally {
			peers.forEach(RawPeer::close);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "test-server --report-interval=0", "test-server --metrics-port=65536",
			"test-server --metrics-port=x", "echo-server --metrics-host=localhost" })
	void aBadOptionIsNamed(String command) {
		String[] args = command.split(" ");
		try (WscatProcess server = Invocation.wscat(args).start()) {
			server.exits(2).said(args[1].replaceFirst("=.*", ""));
		}
	}

	private static WscatProcess server(String... options) {
		List<String> args = new ArrayList<>(List.of("test-server", "--host=127.0.0.1", "--port=0", "--metrics-port=0"));
		args.addAll(List.of(options));
		return Invocation.wscat(args.toArray(new String[0])).start().awaitErr(METRICS);
	}

	private static int port(WscatProcess server, String line) {
		Matcher matcher = Pattern.compile(line).matcher(server.awaitErr(line).err());
		assertThat(matcher.find()).isTrue();
		return Integer.parseInt(matcher.group(1));
	}

	private static RawPeer connect(WscatProcess server) {
		RawPeer peer = RawPeer.open("127.0.0.1", port(server, SERVER));
		assertThat(peer.request(RawPeer.upgradeRequest("localhost").replaceFirst("GET \\S+", "GET /ws")))
			.startsWith("HTTP/1.1 101 ");
		return peer;
	}

}
