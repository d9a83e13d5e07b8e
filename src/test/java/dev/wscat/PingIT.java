package dev.wscat;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pings, what comes back, and what is told of it.
 */
class PingIT {

	private static final String TIME = "time=\\d+\\.\\d{3} ms";

	@Test
	void tellsEachRoundTripAndAllOfThem() {
		try (RawServer server = new RawServer();
				WscatProcess client = ping(server, "-c", "3", "-i", "10ms");
				RawPeer peer = server.accept()) {
			for (int i = 0; i < 3; i++) {
				Frame ping = peer.read();
				assertThat(ping.opcode()).isEqualTo(Frame.PING);
				peer.send(Frame.of(Frame.PONG, ping.payload()));
			}
			peer.answerClose(1000);
			client.exits(0);
			assertThat(client.out()).matches("PING " + server.url() + "\n" + line(1) + "\n" + line(2) + "\n" + line(3)
					+ "\n--- " + server.url() + " ---\n3 pings sent, 3 answered, 0% loss, time \\d+ ms\n"
					+ "round trip min/avg/max/p50/p99/jitter = \\d+\\.\\d{3}(/\\d+\\.\\d{3}){5} ms\n");
		}
	}

	@Test
	void whatIsNotAnsweredIsLostAndNothingAtAllIsExitCode1() {
		try (RawServer server = new RawServer();
				WscatProcess client = ping(server, "-c2", "-i", "1ms", "-W", "50ms");
				RawPeer peer = server.accept()) {
			assertThat(peer.read().opcode()).isEqualTo(Frame.PING);
			assertThat(peer.read().opcode()).isEqualTo(Frame.PING);
			peer.answerClose(1000);
			client.exits(1);
			assertThat(client.out())
				.contains("no answer to seq=1 in 50 ms\n", "no answer to seq=2 in 50 ms\n",
						"2 pings sent, 0 answered, 100% loss")
				.doesNotContain("round trip");
		}
	}

	@Test
	void secondAnswersAndPongsOfNoPingAreTold() {
		try (RawServer server = new RawServer();
				WscatProcess client = ping(server, "-c1", "--payload=abc");
				RawPeer peer = server.accept()) {
			assertThat(peer.read().text()).isEqualTo("abc");
			peer.send(Frame.pong("cba\u001b[31m"), Frame.pong(""), Frame.pong("abc"), Frame.pong("abc"));
			peer.answerClose(1000);
			client.exits(0);
			assertThat(client.out())
				.contains(": of no ping of ours: \"cba\\x1b[31m\"\n", ": of no ping of ours: \"\"\n",
						"1 ping sent, 1 answered, +1 duplicate, +2 of no ping of ours, 0% loss")
				.containsPattern(
						"3 bytes from \\S+: seq=1 " + TIME + "\n3 bytes from \\S+: seq=1 " + TIME + " \\(DUP!\\)\n");
		}
	}

	@Test
	void aLateAnswerCounts() {
		try (RawServer server = new RawServer();
				WscatProcess client = ping(server, "-c2", "-W", "100ms", "-i", "500ms");
				RawPeer peer = server.accept()) {
			Frame first = peer.read();
			client.awaitOut("no answer to seq=1");
			peer.send(Frame.of(Frame.PONG, first.payload()));
			client.awaitOut("seq=1 " + TIME + " \\(late\\)\n");
			Frame second = peer.read();
			peer.send(Frame.of(Frame.PONG, second.payload()));
			peer.answerClose(1000);
			client.exits(0);
			assertThat(client.out()).contains("2 pings sent, 2 answered, 0% loss");
		}
	}

	@Test
	void eachLineOfStdinIsAPayload() {
		try (RawServer server = new RawServer();
				WscatProcess client = Invocation.wscat("ping", server.url()).input("one\nzw\u00f6lf\n\nlast").start();
				RawPeer peer = server.accept()) {
			for (String line : new String[] { "one", "zw\u00f6lf", "", "last" }) {
				Frame ping = peer.read();
				assertThat(ping.text()).isEqualTo(line);
				peer.send(Frame.of(Frame.PONG, ping.payload()));
			}
			peer.answerClose(1000);
			client.exits(0);
			assertThat(client.out()).contains("seq=1 ", "\"one\"\n", "\"zw\u00f6lf\"\n", "\"\"\n", "seq=4 ",
					"\"last\"\n", "4 pings sent, 4 answered");
		}
	}

	@Test
	void aLineThatIsTooLongEndsIt() {
		try (RawServer server = new RawServer();
				WscatProcess client = Invocation.wscat("ping", server.url())
					.input("one\n" + "x".repeat(126) + "\nthree\n")
					.start();
				RawPeer peer = server.accept()) {
			peer.send(Frame.of(Frame.PONG, peer.read().payload()));
			peer.answerClose(1000);
			client.exits(8).said("line 2 of standard input has 126 bytes");
			assertThat(client.out()).contains("1 ping sent, 1 answered");
		}
	}

	@Test
	void withoutInputThereIsAPingASecondUntilASignal() {
		try (RawServer server = new RawServer();
				WscatProcess client = Invocation.wscat("ping", server.url()).input("").start();
				RawPeer peer = server.accept()) {
			peer.send(Frame.of(Frame.PONG, peer.read().payload()));
			client.awaitOut("seq=1 " + TIME + "\n").interrupt();
			peer.answerClose(1000);
			client.exits(130);
			assertThat(client.out()).contains("1 ping sent, 1 answered, 0% loss");
		}
	}

	@Test
	void aPeerThatGoesAwayDecidesTheStatus() {
		try (RawServer server = new RawServer(); WscatProcess client = ping(server); RawPeer peer = server.accept()) {
			peer.send(Frame.of(Frame.PONG, peer.read().payload()), Frame.close(1011, "bad day"));
			assertThat(peer.readToEnd()).last().satisfies((last) -> assertThat(last.code()).isEqualTo(1011));
			client.exits(1).said("websocket connection closed: 1011 bad day");
			assertThat(client.out()).contains("1 answered");
		}
		try (RawServer server = new RawServer(); WscatProcess client = ping(server); RawPeer peer = server.accept()) {
			peer.read();
			peer.close();
			client.exits(5);
			assertThat(client.out()).contains("0 answered");
		}
	}

	@Test
	void aReaderThatHasGoneEndsItQuietly() {
		try (RawServer server = new RawServer();
				WscatProcess client = Invocation.wscat("ping", "-i", "10ms", server.url()).readUntil("seq=1").start();
				RawPeer peer = server.accept()) {
			Frame frame = peer.read();
			while (frame.opcode() == Frame.PING) {
				peer.send(Frame.of(Frame.PONG, frame.payload()));
				frame = peer.read();
			}
			assertThat(frame.code()).isEqualTo(1000);
			peer.send(frame);
			client.exits(0).saidNot("Broken pipe", "error");
		}
	}

	@Test
	void showsWhereTheTimeGoes() {
		String row = " +\\d+\\.\\d{3} +\\d+\\.\\d{3}\n";
		try (RawServer server = new RawServer();
				WscatProcess client = ping(server, "-c1", "--upgrade");
				RawPeer peer = server.accept()) {
			peer.send(Frame.of(Frame.PONG, peer.read().payload()));
			peer.answerClose(1000);
			client.exits(0);
			assertThat(client.out())
				.containsPattern("took ms +done at ms\nname lookup" + row + "TCP connect" + row + "upgrade" + row
						+ "first pong" + row)
				.doesNotContain("TLS");
		}
		try (RawServer server = new RawServer();
				WscatProcess client = ping(server, "-c1", "--tcp");
				RawPeer peer = server.accept()) {
			peer.send(Frame.of(Frame.PONG, peer.read().payload()));
			peer.answerClose(1000);
			client.exits(0);
			assertThat(client.out()).containsPattern("name lookup" + row + "TCP connect" + row)
				.doesNotContain("upgrade");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "--count=0 | --count", "--count=-1 | --count", "--interval=0 | --interval",
					"--timeout=-1 | --timeout",
					"--payload=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
							+ "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx | 125 at most" })
	void aBadOptionIsNamed(String option, String name) {
		try (WscatProcess client = Invocation.wscat("ping", option, "localhost:1").start()) {
			client.exits(2).said(name);
		}
	}

	private static WscatProcess ping(RawServer server, String... options) {
		String[] args = new String[options.length + 2];
		args[0] = "ping";
		System.arraycopy(options, 0, args, 1, options.length);
		args[args.length - 1] = server.url();
		return Invocation.wscat(args).noInput().start();
	}

	private static String line(int sequence) {
		return "\\d+ bytes from 127\\.0\\.0\\.1:\\d+: seq=" + sequence + " " + TIME;
	}

}
