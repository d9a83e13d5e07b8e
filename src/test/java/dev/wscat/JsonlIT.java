package dev.wscat;

import java.util.List;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions as lines of JSON.
 */
class JsonlIT {

	private static final String CONVERSATION = """
			{"event":"ping","text":"hey"}
			{"text":"h\\u00e4llo\\n \\ud83d\\ude00"}

			{"base64":"AAE=","unknown":[{}]}
			{"event":"pong"}
			{"event":"message","dir":"in","text":"not ours"}
			{"event":"close","code":4001,"reason":"bye"}
			""";

	@Test
	void allEventsAreWrittenInTheOrderOfTheWire() {
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server, "--output=jsonl").start()) {
			RawPeer peer = server.accept("X-Test: one \"two\"", "Set-Cookie: secret");
			wscat.awaitOut("\"event\":\"open\"");
			wscat.type("question\n");
			assertThat(peer.read().text()).isEqualTo("question");
			peer.send(Frame.text("a\"\u0001\u00e4"), Frame.binary((byte) 0, (byte) 255), Frame.ping("p"));
			assertThat(peer.read().opcode()).isEqualTo(Frame.PONG);
			peer.send(Frame.close(1001, "bye"));
			wscat.exits(0);
			assertThat(events(wscat)).contains("X-Test\":\"one \\\"two\\\"\"", "\"(hidden)\"").doesNotContain("secret");
			assertThat(events(wscat).lines().skip(1)).containsExactly(
					"\"conn\":1,\"event\":\"message\",\"dir\":\"out\",\"opcode\":1,\"len\":8,\"text\":\"question\"}",
					"\"conn\":1,\"event\":\"message\",\"dir\":\"in\",\"opcode\":1,\"len\":5,\"text\":\"a\\\"\\u0001\u00e4\"}",
					"\"conn\":1,\"event\":\"message\",\"dir\":\"in\",\"opcode\":2,\"len\":2,\"base64\":\"AP8=\"}",
					"\"conn\":1,\"event\":\"ping\",\"dir\":\"in\",\"opcode\":9,\"len\":1,\"text\":\"p\"}",
					"\"conn\":1,\"event\":\"pong\",\"dir\":\"out\",\"opcode\":10,\"len\":1,\"text\":\"p\"}",
					"\"conn\":1,\"event\":\"close\",\"dir\":\"in\",\"opcode\":8,\"len\":5,\"code\":1001,\"reason\":\"bye\"}",
					"\"conn\":1,\"event\":\"close\",\"dir\":\"out\",\"opcode\":8,\"len\":5,\"code\":1001,\"reason\":\"bye\"}");
		}
	}

	@Test
	void messagesOfBothKindsAndControlFramesMixInOnePipe() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = connect(server, "--input=jsonl").input(CONVERSATION).start()) {
			assertConversation(server.accept());
			wscat.exits(0).printed("").saidNot("error");
		}
	}

	@Test
	void whatWasRecordedIsAnInputThatSendsTheSame() {
		try (RawServer server = new RawServer();
				WscatProcess recorded = connect(server, "--input=jsonl", "--output=jsonl").input(CONVERSATION)
					.start()) {
			assertConversation(server.accept());
			recorded.exits(0);
			assertThat(recorded.out().lines()).hasSize(7).first().asString().contains("\"event\":\"open\"");
			try (WscatProcess replayed = connect(server, "--input=jsonl").input(recorded.out()).start()) {
				assertConversation(server.accept());
				replayed.exits(0).saidNot("error");
			}
		}
	}

	/** Frame by frame, in both directions: what one run has seen the next one sends. */
	@Test
	void oddTextsEmptyMessagesAndLongOnesComeBackByteForByte() {
		String odd = "\u0000\u0001\u001f\"\\/\u007f\u0080\u2028\u202e\ufeff\uffff\ud83d\ude00\n\r\t";
		byte[] bytes = new byte[256];
		for (int i = 0; i < 256; i++) {
			bytes[i] = (byte) i;
		}
		List<Frame> all = List.of(Frame.text(odd), Frame.text(""), Frame.binary(), Frame.binary(bytes),
				Frame.text("x\u00e9".repeat(400_000)), Frame.binary(new byte[1 << 20]), Frame.ping("p"),
				Frame.of(Frame.PING, bytes[200], bytes[0]), Frame.pong(""), Frame.text("last"));
		String recorded;
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server, "--output=jsonl").start()) {
			RawPeer peer = server.accept();
			peer.send(all.toArray(Frame[]::new));
			peer.send(Frame.close(4001, "\u00e9\"\n"));
			peer.readToEnd();
			wscat.exits(1);
			recorded = wscat.out();
		}
		try (RawServer server = new RawServer();
				WscatProcess wscat = connect(server, "--input=jsonl", "--input-dir=in").input(recorded).start()) {
			RawPeer peer = server.accept();
			for (Frame expected : all) {
				Frame frame = peer.read();
				assertThat(frame.opcode()).isEqualTo(expected.opcode());
				assertThat(frame.payload()).isEqualTo(expected.payload());
			}
			Frame close = peer.read();
			assertThat(close.code()).isEqualTo(4001);
			assertThat(close.reason()).isEqualTo("\u00e9\"\n");
			peer.send(Frame.close(4001, ""));
			wscat.exits(0);
		}
	}

	@Test
	void thePongOfOurPingHasItsRoundTrip() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = connect(server, "--input=jsonl", "--output=jsonl").start()) {
			RawPeer peer = server.accept();
			wscat.type("{\"event\":\"ping\",\"text\":\"1\"}\n");
			assertThat(peer.read().text()).isEqualTo("1");
			peer.send(Frame.pong("other"), Frame.pong("1"), Frame.pong("1"), Frame.close(1000, ""));
			wscat.exits(0);
			List<String> pongs = wscat.out().lines().filter((line) -> line.contains("\"pong\"")).toList();
			assertThat(pongs).hasSize(3);
			assertThat(pongs.get(0)).doesNotContain("rtt_us");
			assertThat(pongs.get(1)).containsPattern("\"rtt_us\":\\d+}$");
			assertThat(pongs.get(2)).doesNotContain("rtt_us");
		}
	}

	@Test
	void aLostConnectionIsACloseWith1006() {
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server, "--output=jsonl").start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("x"));
			wscat.awaitOut("\"text\":\"x\"");
			peer.close();
			wscat.exits(5);
			assertThat(events(wscat).lines().skip(2)).singleElement()
				.asString()
				.startsWith("\"conn\":1,\"event\":\"close\",\"dir\":\"in\",\"code\":1006,");
		}
	}

	@Test
	void aPeerThatBreaksARuleIsAnError() {
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server, "--output=jsonl").start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("x").with(0x40));
			assertThat(peer.read().code()).isEqualTo(1002);
			peer.close();
			wscat.exits(6);
			assertThat(events(wscat).lines().skip(1).toList()).hasSize(2)
				.satisfies((lines) -> assertThat(lines.get(0)).contains("\"dir\":\"out\"", "\"code\":1002"))
				.satisfies((lines) -> assertThat(lines.get(1)).contains("\"event\":\"error\",\"code\":1002"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"text\":1}", "nonsense", "{\"event\":\"ping\",\"text\":", "{\"text\":\"\\ud800\"}",
			"{\"event\":\"close\",\"code\":1006.5}" })
	void aWrongLineEndsItAfterACleanCloseOrIsLeftOut(String bad) {
		String input = "{\"text\":\"a\"}\n" + bad + "\n{\"text\":\"b\"}\n";
		try (RawServer server = new RawServer();
				WscatProcess wscat = connect(server, "--input=jsonl").input(input).start()) {
			RawPeer peer = server.accept();
			assertThat(peer.read().text()).isEqualTo("a");
			peer.answerClose(1000);
			wscat.exits(2).said("line 2 of standard input: ").saidNot("Exception");
			try (WscatProcess other = connect(server, "--input=jsonl", "--input-errors=skip").input(input).start()) {
				RawPeer patient = server.accept();
				assertThat(patient.read().text()).isEqualTo("a");
				assertThat(patient.read().text()).isEqualTo("b");
				patient.answerClose(1000);
				other.exits(0).said("error: line 2 of standard input: ");
			}
		}
	}

	@Test
	void aServerNumbersItsConnections() {
		try (WscatProcess wscat = Invocation.wscat("--listen=0", "--keep", "--output=jsonl").start()) {
			for (int i = 1; i < 3; i++) {
				try (RawPeer peer = RawPeer.connect(wscat.port(), "X-Number: " + i)) {
					peer.send(Frame.text("m" + i), Frame.close(1000, ""));
					peer.readToEnd();
					wscat.awaitOut("\"conn\":" + i + ",\"event\":\"close\",\"dir\":\"out\"");
				}
			}
			wscat.interrupt().exits(130);
			assertThat(events(wscat)).containsSubsequence("\"conn\":1,\"event\":\"open\"", "X-Number\":\"1\"",
					"\"conn\":1,\"event\":\"message\"", "\"m1\"", "\"conn\":2,\"event\":\"open\"",
					"\"conn\":2,\"event\":\"message\"", "\"m2\"");
		}
	}

	private static void assertConversation(RawPeer peer) {
		List<Frame> frames = List.of(peer.read(), peer.read(), peer.read(), peer.read());
		assertThat(frames).extracting(Frame::opcode).containsExactly(Frame.PING, Frame.TEXT, Frame.BINARY, Frame.PONG);
		assertThat(frames.get(0).text()).isEqualTo("hey");
		assertThat(frames.get(1).text()).isEqualTo("h\u00e4llo\n \ud83d\ude00");
		assertThat(frames.get(2).payload()).containsExactly(0, 1);
		assertThat(frames.get(3).payload()).isEmpty();
		peer.answerClose(4001);
	}

	/** The lines without their times, whose form is checked. */
	private static String events(WscatProcess wscat) {
		assertThat(wscat.out().lines()).allMatch((line) -> line
			.matches("\\{\"ts\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z\",\"conn\".*}"));
		return wscat.out().replaceAll("(?m)^\\{\"ts\":\"[^\"]*\",", "");
	}

	private static Invocation connect(RawServer server, String... options) {
		String[] args = new String[options.length + 4];
		args[0] = "--connect";
		args[1] = server.url();
		args[2] = "--wait=0";
		args[3] = "--no-deflate";
		System.arraycopy(options, 0, args, 4, options.length);
		return Invocation.wscat(args);
	}

}
