package dev.wscat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of exit codes, row by row; what is written in jsonl tells the same. The bug
 * in wscat (70) cannot be ordered.
 */
class ExitCodesIT {

	/** What happens in one run, and how it has to end. */
	private record Row(String name, int status, List<String> args, String input, String lastEvent,
			Consumer<RawServer> peer, Consumer<WscatProcess> user) {

		Row(String name, int status, List<String> args, String input, String lastEvent, Consumer<RawServer> peer) {
			this(name, status, args, input, lastEvent, peer, (wscat) -> {
			});
		}

		@Override
		public String toString() {
			return this.status + ": " + this.name;
		}

	}

	private static final List<String> NONE = List.of();

	/** With a URL of wss. */
	private static final List<String> SECURE = List.of("wss");

	private static final Consumer<RawServer> NOBODY = (server) -> {
	};

	static Stream<Row> rows() {
		return Stream.of(new Row("end of input, clean close", 0, List.of("--wait=0"), "{\"text\":\"x\"}\n", "close",
				(server) -> last(server, (peer) -> {
					assertThat(peer.read().text()).isEqualTo("x");
					peer.answerClose(1000);
				})), new Row("the peer closes with 1000", 0, NONE, "", "close", closing(1000)),
				new Row("the peer closes with 1001", 0, NONE, "", "close", closing(1001)),
				new Row("the peer closes without a code", 0, NONE, "", "close",
						(server) -> last(server, (peer) -> peer.send(Frame.closeWithoutCode()).readToEnd())),
				new Row("the peer gives back the 1002 that we were told to send", 0, NONE,
						"{\"event\":\"close\",\"code\":1002}\n", "close",
						(server) -> last(server, (peer) -> peer.answerClose(1002))),
				new Row("the peer closes with 1002", 1, NONE, "", "close", closing(1002)),
				new Row("the peer closes with 1007", 1, NONE, "", "close", closing(1007)),
				new Row("the peer closes with 1009", 1, NONE, "", "close", closing(1009)),
				new Row("the peer closes with 1011", 1, NONE, "", "close", closing(1011)),
				new Row("the peer closes with 4000", 1, NONE, "", "close", closing(4000)),
				new Row("the peer answers our Close with 1002", 1, List.of("--wait=0"), "{\"text\":\"x\"}\n", "close",
						(server) -> last(server, (peer) -> {
							peer.read();
							assertThat(peer.read().code()).isEqualTo(1000);
							peer.send(Frame.close(1002, "no"));
						})),
				new Row("unknown option", 2, List.of("--nonsense"), "", "", NOBODY),
				new Row("a line that is no JSON", 2, NONE, "nonsense\n", "close",
						(server) -> last(server, (peer) -> peer.answerClose(1000))),
				new Row("closed before the upgrade", 3, NONE, "", "error", (server) -> server.acceptTcp().close()),
				new Row("no TLS", 3, SECURE, "", "error",
						(server) -> server.acceptTcp().send("nonsense".getBytes(StandardCharsets.UTF_8)).close()),
				new Row("upgrade refused", 4, NONE, "", "error", (server) -> {
					RawPeer peer = server.acceptTcp();
					peer.readHead();
					peer.send(
							"HTTP/1.1 403 Forbidden\r\nContent-Length: 4\r\n\r\nkeep".getBytes(StandardCharsets.UTF_8));
				}), new Row("upgrade not valid", 4, NONE, "", "error", (server) -> {
					RawPeer peer = server.acceptTcp();
					peer.readHead();
					peer.send("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(StandardCharsets.UTF_8));
				}),
				new Row("lost without a close frame", 5, NONE, "", "close",
						(server) -> last(server, RawPeer::shutdownOutput)),
				new Row("no answer to our Close", 5, List.of("--close-timeout=100ms"), "{\"event\":\"close\"}\n",
						"close", (server) -> last(server, RawPeer::readToEnd)),
				new Row("a frame that breaks the protocol", 6, NONE, "", "error", answering(Frame.of(3), 1002)),
				new Row("text that is no UTF-8", 6, NONE, "", "error",
						answering(Frame.of(Frame.TEXT, (byte) 0xff), 1007)),
				new Row("a message over the limit", 6, List.of("--max-message=3"), "", "error",
						answering(Frame.text("four"), 1009)),
				new Row("waited in vain", 7, List.of("--expect=never", "--timeout=500ms"), "", "close",
						(server) -> last(server, (peer) -> peer.answerClose(1000))),
				new Row("waited in vain for a connection", 7, List.of("--timeout=500ms"), "", "error",
						(server) -> server.acceptTcp().readToEnd()),
				new Row("a file that is not there", 8, List.of("--send=@/no/such/file"), "", "", NOBODY),
				new Row("ended by SIGINT", 130, List.of("--wait=-1"), "{\"text\":\"x\"}\n", "close",
						(server) -> last(server, (peer) -> {
							peer.read();
							peer.answerClose(1000);
						}), WscatProcess::interrupt),
				new Row("ended by SIGTERM", 143, List.of("--wait=-1"), "{\"text\":\"x\"}\n", "close",
						(server) -> last(server, (peer) -> {
							peer.read();
							peer.answerClose(1000);
						}), WscatProcess::terminate));
	}

	@ParameterizedTest
	@MethodSource("rows")
	void eachRowHasItsCodeAndItsLastEvent(Row row) {
		try (RawServer server = new RawServer()) {
			List<String> args = new ArrayList<>(List.of("--no-deflate", "--input=jsonl", "--output=jsonl", "-c"));
			args.add(row.args().equals(SECURE) ? server.secureUrl() : server.url());
			args.addAll(row.args().equals(SECURE) ? NONE : row.args());
			Invocation invocation = Invocation.wscat(args.toArray(String[]::new));
			try (WscatProcess wscat = invocation.input(row.input()).start()) {
				Thread peer = new Thread(() -> row.peer().accept(server));
				peer.setDaemon(true);
				peer.start();
				if (row.status() > 100) {
					wscat.awaitOut("\"dir\":\"out\"");
				}
				row.user().accept(wscat);
				wscat.exits(row.status()).saidNot("\tat ");
				String[] events = wscat.out().split("\n");
				assertThat(events[events.length - 1])
					.contains(row.lastEvent().isEmpty() ? "" : "\"event\":\"" + row.lastEvent() + '"');
			}
		}
	}

	@Test
	void aRefusedConnectionIsAnEventThatSaysWhy() throws IOException {
		int port;
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			port = free.getLocalPort();
		}
		try (WscatProcess wscat = Invocation.wscat("-c", "127.0.0.1:" + port, "--output=jsonl").start()) {
			wscat.exits(3);
			assertThat(wscat.out()).matches("\\{\"ts\":\"[^\"]*\",\"conn\":1,\"event\":\"error\",\"reason\":\""
					+ "cannot connect to ws://127.0.0.1:" + port
					+ "/?: connection refused; does the server run\\?\"}\n");
		}
	}

	@Test
	void aRefusedUpgradeIsAnEventWithStatusHeadersAndBody() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url(), "--output=jsonl").start()) {
			RawPeer peer = server.acceptTcp();
			peer.readHead();
			peer.send("HTTP/1.1 401 Unauthorized\r\nSet-Cookie: a=secret\r\nContent-Length: 6\r\n\r\nsay \"a"
				.getBytes(StandardCharsets.UTF_8));
			wscat.exits(4);
			assertThat(wscat.out())
				.contains("\"event\":\"error\",\"code\":401,\"reason\":\"the server refused the upgrade:"
						+ " 401 Unauthorized\",\"headers\":{\"Set-Cookie\":\"(hidden)\",\"Content-Length\":\"6\"},"
						+ "\"text\":\"say \\\"a\"}");
		}
	}

	private static Consumer<RawServer> closing(int code) {
		return (server) -> last(server, (peer) -> peer.send(Frame.close(code, "why")).readToEnd());
	}

	private static Consumer<RawServer> answering(Frame frame, int code) {
		return (server) -> last(server, (peer) -> {
			peer.send(frame);
			assertThat(peer.read().code()).isEqualTo(code);
			peer.close();
		});
	}

	private static void last(RawServer server, Consumer<RawPeer> talk) {
		talk.accept(server.accept());
	}

}
