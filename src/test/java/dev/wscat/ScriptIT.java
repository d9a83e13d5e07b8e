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
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that needs no stdin, and waits for what it is told to.
 */
class ScriptIT {

	@TempDir
	Path folder = Path.of("");

	@Test
	void whatIsTypedIsSentInOrderAndStdinIsLeftAlone() throws IOException {
		Path file = Files.writeString(this.folder.resolve("lines"), "two\nthree\n");
		try (RawServer server = new RawServer();
				WscatProcess wscat = client(server, "-x", "one", "--send", "@" + file, "-x", "four", "-w", "0")
					.input("unread\n")
					.start()) {
			RawPeer peer = server.accept();
			for (String text : new String[] { "one", "two", "three", "four" }) {
				assertThat(peer.read().text()).isEqualTo(text);
			}
			peer.answerClose(1000);
			wscat.exits(0).printed("").saidNot("not sent");
		}
	}

	@Test
	void anAnswerIsWaitedForAndPrinted() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = client(server, "-x", "ask", "-w", "300ms").noInput().start()) {
			RawPeer peer = server.accept();
			assertThat(peer.read().text()).isEqualTo("ask");
			peer.send(Frame.text("answer"));
			peer.answerClose(1000);
			wscat.exits(0).printed("answer\n");
		}
	}

	@Test
	void interactiveReadsStdinBehindTheScript() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = client(server, "-x", "first", "-i", "-w", "0").input("second\n").start()) {
			RawPeer peer = server.accept();
			assertThat(peer.read().text()).isEqualTo("first");
			assertThat(peer.read().text()).isEqualTo("second");
			peer.answerClose(1000);
			wscat.exits(0);
		}
	}

	@Test
	void aFileThatIsNoTextEndsTheScriptBehindTheLinesBefore() throws IOException {
		Path file = Files.write(this.folder.resolve("bad"), new byte[] { 'a', '\n', (byte) 0xff, '\n' });
		try (RawServer server = new RawServer();
				WscatProcess wscat = client(server, "--send", "@" + file, "-w", "-1").start()) {
			RawPeer peer = server.accept();
			assertThat(peer.read().text()).isEqualTo("a");
			peer.answerClose(1000);
			wscat.exits(8).said("line 2 of " + file + " is not UTF-8");
		}
	}

	@Test
	void outputEndsWithTheMessageThatWasExpected() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = client(server, "-x", "subscribe", "--expect", "^wel", "--expect",
						"$.type == \"ack\"")
					.start()) {
			RawPeer peer = server.accept();
			assertThat(peer.read().text()).isEqualTo("subscribe");
			peer.send(Frame.text("{\"type\":\"ack\"}"), Frame.text("welcome"), Frame.text("{\"type\":\"data\"}"),
					Frame.text("{\"type\":\"ack\"}"), Frame.text("more"));
			peer.answerClose(1000);
			wscat.exits(0)
				.printed("{\"type\":\"ack\"}\nwelcome\n{\"type\":\"data\"}\n{\"type\":\"ack\"}\n")
				.said("1 more messages came and were not printed");
		}
	}

	@Test
	void whatIsMetBeforeAllIsSentWaitsForTheRest() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = client(server, "-x", "a", "-x", "b", "--count", "1").start()) {
			RawPeer peer = server.acceptTcp();
			peer.acceptUpgrade();
			peer.send(Frame.text("hello"));
			assertThat(peer.read().text()).isEqualTo("a");
			assertThat(peer.read().text()).isEqualTo("b");
			peer.answerClose(1000);
			wscat.exits(0).printed("hello\n");
		}
	}

	@Test
	void theCountIsExactWhateverComesInOneRead() {
		try (RawServer server = new RawServer(); WscatProcess wscat = client(server, "--count=2").start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("1"), Frame.text("2"), Frame.text("3"));
			peer.answerClose(1000);
			wscat.exits(0).printed("1\n2\n");
		}
	}

	@Test
	void aTimeoutTellsWhatCameInstead() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = client(server, "--expect", "ack", "--timeout", "1s").start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("nothing"), Frame.text("x".repeat(1000) + "\u001b[2J"));
			wscat.awaitOut("xxx");
			peer.answerClose(1000);
			wscat.exits(7)
				.said("waited in vain for 1000 ms: no message matched ack; received 2 messages, the last: xxx",
						"... (1004 bytes)");
		}
	}

	@Test
	void aTimeoutAlsoEndsTheWaitForAConnection() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = client(server, "-x", "a", "--timeout", "800ms").start()) {
			server.acceptTcp().readHead();
			wscat.exits(7).said("waited in vain for 800 ms");
		}
	}

	@ParameterizedTest
	@CsvSource({ "1000, 7", "1001, 7", "4001, 1" })
	void aPeerThatClosesBeforeTheMatchIsNoSuccess(int code, int status) {
		try (RawServer server = new RawServer(); WscatProcess wscat = client(server, "--expect", "ack").start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("other"), Frame.close(code, ""));
			peer.readToEnd();
			wscat.exits(status).printed("other\n").said("closed: " + code, "expectation not met", "other");
		}
	}

	@Test
	void aLostConnectionBeforeTheMatchIsLost() {
		try (RawServer server = new RawServer(); WscatProcess wscat = client(server, "--expect", "ack").start()) {
			server.accept().shutdownOutput();
			wscat.exits(5).said("1006", "expectation not met: no message matched ack; received 0 messages");
		}
	}

	@Test
	void theSummaryCountsBothWays() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = client(server, "-q", "-x", "ab", "-x", "c", "--count=2", "--summary=json")
					.start()) {
			RawPeer peer = server.accept();
			peer.read();
			peer.read();
			peer.send(Frame.text("12345"), Frame.text("6"), Frame.close(1000, "so \"long\"\u0007"));
			peer.readToEnd();
			wscat.exits(0);
			assertThat(wscat.err().lines()).singleElement()
				.asString()
				.startsWith("{")
				.endsWith("}")
				.contains("\"messages_in\":2,\"bytes_in\":6,\"messages_out\":2,\"bytes_out\":3", "\"http_code\":101")
				.contains("\"close_code\":1000,\"close_reason\":\"so \\\"long\\\"\\u0007\"");
		}
	}

	@Test
	void writeOutComesBehindTheMessages() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = client(server, "-W",
						"%{close_code} %{close_reason} %{http_code} %{messages_in}%%\\n")
					.start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("one"), Frame.close(4001, "off"));
			peer.readToEnd();
			wscat.exits(1).printed("one\n4001 off 101 1%\n");
		}
	}

	@Test
	void writeOutComesAlsoWhenThereIsNoSession() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = client(server, "-W", "%{http_code} %{close_code}\\n").start()) {
			RawPeer peer = server.acceptTcp();
			peer.readHead();
			peer.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			wscat.exits(4).printed("403 0\n");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "--expect=( | no regular expression", "--expect=$.a === | no condition",
					"-W=%{speed} | knows no %{speed}", "--summary=xml | neither text nor json", "--count=0 | --count=0",
					"--ping-timeout=1s | needs --ping-interval", "--ping-interval=0 | too often",
					"--backoff=2s..1s | shorter", "--backoff=soon | no time", "--reconnect=-1 | no whole number" })
	void aWrongOptionIsFoundBeforeConnecting(String option, String reason) {
		try (WscatProcess wscat = Invocation.wscat("-c", "127.0.0.1:1", option).start()) {
			wscat.exits(2).printed("").said(reason).saidNot("connecting");
		}
	}

	private static Invocation client(RawServer server, String... args) {
		String[] all = new String[args.length + 2];
		all[0] = "-c";
		all[1] = server.url();
		System.arraycopy(args, 0, all, 2, args.length);
		return Invocation.wscat(all);
	}

}
