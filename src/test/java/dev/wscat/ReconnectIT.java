package dev.wscat;

import java.io.IOException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that watches its connection, and makes another when it is lost.
 */
class ReconnectIT {

	@TempDir
	Path folder = Path.of("");

	@ParameterizedTest
	@ValueSource(ints = { 0, 1001, 1011, 1012, 4001 })
	void aLostConnectionIsMadeAnewAndInputGoesOn(int code) {
		try (RawServer server = new RawServer(); WscatProcess wscat = client(server, "--reconnect").start()) {
			RawPeer first = server.accept();
			wscat.type("one\n");
			assertThat(read(first).text()).isEqualTo("one");
			first.send(Frame.text("answer"));
			wscat.awaitOut("answer");
			if (code == 0) {
				first.close();
			}
			else {
				first.send(Frame.close(code, ""));
				first.readToEnd();
			}
			wscat.awaitErr("reconnecting in").type("two\n").type("three\n");
			RawPeer second = server.accept();
			assertThat(read(second).text()).isEqualTo("two");
			assertThat(read(second).text()).isEqualTo("three");
			second.send(Frame.close(1000, ""));
			second.readToEnd();
			wscat.exits(0).printed("answer\n").said("connected", "closed: ", "reconnecting in", "reconnected after ");
			wscat.saidNot("read but not sent");
		}
	}

	@Test
	void whatEachConnectionBeginsWithIsSentAgainAndTheScriptIsNot() throws IOException {
		Path file = Files.writeString(this.folder.resolve("subscribe"), "topic 1\ntopic 2\n");
		try (RawServer server = new RawServer();
				WscatProcess wscat = client(server, "--reconnect", "--on-open", "login", "--on-open", "@" + file, "-x",
						"once", "-w", "-1")
					.start()) {
			for (int i = 0; i < 3; i++) {
				RawPeer peer = server.accept();
				assertThat(read(peer).text()).isEqualTo("login");
				assertThat(read(peer).text()).isEqualTo("topic 1");
				assertThat(read(peer).text()).isEqualTo("topic 2");
				if (i == 0) {
					assertThat(read(peer).text()).isEqualTo("once");
				}
				peer.send(Frame.text("data " + i));
				wscat.awaitOut("data " + i);
				if (i < 2) {
					peer.reset();
				}
				else {
					peer.send(Frame.closeWithoutCode());
					assertThat(peer.readToEnd()).extracting(Frame::opcode).doesNotContain(Frame.TEXT);
				}
			}
			wscat.exits(0).printed("data 0\ndata 1\ndata 2\n");
		}
	}

	@Test
	void linesThatTheSocketDidNotTakeGoOverTheNextConnectionInOrderAndNoneTwice() {
		int count = 200_000;
		StringBuilder lines = new StringBuilder();
		for (int i = 0; i < count; i++) {
			lines.append("line ").append(i).append(" 0123456789012345678901234567890123456789\n");
		}
		try (RawServer server = new RawServer();
				WscatProcess wscat = client(server, "--reconnect", "--wait=0").input(lines.toString()).start()) {
			RawPeer first = server.accept();
			for (int i = 0; i < 1000; i++) {
				assertThat(read(first).text()).startsWith("line " + i + " ");
			}
			first.reset();
			RawPeer second = server.accept();
			wscat.awaitErr("(\\d+) messages were handed to the connection and may not have arrived");
			int doubtful = Integer.parseInt(wscat.err().replaceAll("(?s).*error: (\\d+) messages were handed.*", "$1"));
			int next = doubtful;
			Frame frame = read(second);
			assertThat(frame.text()).startsWith("line " + next + " ");
			while (frame.opcode() != Frame.CLOSE) {
				assertThat(frame.text()).startsWith("line " + next + " ");
				next++;
				frame = read(second);
			}
			assertThat(next).isEqualTo(count);
			second.send(Frame.of(Frame.CLOSE, frame.payload()));
			wscat.exits(0).saidNot("read but not sent");
		}
	}

	@Test
	void withoutTheOptionALostConnectionEndsIt() {
		try (RawServer server = new RawServer(); WscatProcess wscat = client(server, "--ping-interval=1s").start()) {
			server.accept().close();
			wscat.exits(5).said("1006").saidNot("reconnecting");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "400 Bad Request", "401 Unauthorized", "404 Not Found", "302 Found" })
	void aRefusalThatWillLastIsFinal(String status) {
		try (RawServer server = new RawServer(); WscatProcess wscat = client(server, "--reconnect").start()) {
			refuse(server, status, "");
			wscat.exits(4).said(status).saidNot("reconnecting");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "503 Service Unavailable", "429 Too Many Requests", "408 Request Timeout" })
	void aRefusalForNowIsTriedAgainWhenTheServerWants(String status) {
		try (RawServer server = new RawServer(); WscatProcess wscat = client(server, "--reconnect=5").start()) {
			refuse(server, status, "retry-after: 1\r\n");
			RawPeer peer = server.accept();
			peer.send(Frame.close(1000, ""));
			peer.readToEnd();
			wscat.exits(0)
				.said("error: the server refused the upgrade: " + status, "the server asked for 1 s", "connected");
		}
	}

	@Test
	void afterSoManyTriesInARowTheLastFailureCounts() {
		String nobody;
		try (RawServer server = new RawServer()) {
			nobody = server.url();
		}
		try (WscatProcess wscat = Invocation.wscat("-c", nobody, "--reconnect=2", "--backoff=10ms").start()) {
			wscat.exits(3).said("(try 1 of 2)", "(try 2 of 2)", "wscat: cannot connect").saidNot("try 3");
		}
	}

	@Test
	void aPeerThatBreaksTheProtocolWouldDoSoAgain() {
		try (RawServer server = new RawServer(); WscatProcess wscat = client(server, "--reconnect").start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.of(3));
			peer.readToEnd();
			wscat.exits(6).said("1002").saidNot("reconnecting");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 130, 143 })
	void aSignalEndsTheWaitAtOnceAndCountsWhatIsLeft(int status) {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url(), "--reconnect", "--backoff=1h", "-x", "a")
					.start()) {
			refuse(server, "503 Service Unavailable", "Retry-After: 60\r\n");
			wscat.awaitErr("reconnecting in");
			if (status == 130) {
				wscat.interrupt();
			}
			else {
				wscat.terminate();
			}
			wscat.exits(status);
		}
	}

	@Test
	void aPeerThatAnswersNoPingIsGone() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = client(server, "--ping-interval=100ms", "--ping-timeout=400ms").start()) {
			RawPeer peer = server.accept();
			assertThat(peer.read().opcode()).isEqualTo(Frame.PING);
			wscat.exits(5).said("1006", "did not answer a Ping within 400 ms");
		}
	}

	@Test
	void pingsAreAnsweredOrNot() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = client(server, "--ping-interval=50ms", "--no-pong", "--summary").start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.ping("anybody?"));
			for (int i = 0; i < 3; i++) {
				Frame ping = peer.read();
				assertThat(ping.opcode()).isEqualTo(Frame.PING);
				peer.send(Frame.of(Frame.PONG, ping.payload()));
			}
			peer.send(Frame.close(1000, ""));
			assertThat(peer.readToEnd()).extracting(Frame::opcode).doesNotContain(Frame.PONG);
			wscat.exits(0).said("round trips of 3 pings");
		}
	}

	/** The next frame besides the Pings that ask what has arrived. */
	private static Frame read(RawPeer peer) {
		Frame frame = peer.read();
		return (frame.opcode() == Frame.PING) ? read(peer) : frame;
	}

	private static void refuse(RawServer server, String status, String headers) {
		RawPeer peer = server.acceptTcp();
		peer.readHead();
		peer.send(("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: 0\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII));
		peer.shutdownOutput();
	}

	private static Invocation client(RawServer server, String... args) {
		String[] all = new String[args.length + 3];
		all[0] = "-c";
		all[1] = server.url();
		all[2] = "--backoff=300ms";
		System.arraycopy(args, 0, all, 3, args.length);
		return Invocation.wscat(all);
	}

}
