package dev.wscat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

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
 * Messages that are no lines of text.
 */
class FormatsIT {

	private static final byte[] ALL = { 0, 1, (byte) 0xfe, (byte) 0xff, '\n' };

	@ParameterizedTest
	@CsvSource({ "--hex, 0001feff0a", "--base64, AAH+/wo=" })
	void binaryIsCodedBothWaysAndTextStaysText(String option, String coded) {
		try (RawServer server = new RawServer();
				WscatProcess wscat = connect(server, option).input(coded + "\n\n" + coded).start()) {
			RawPeer peer = server.accept();
			List<Frame> frames = List.of(peer.read(), peer.read(), peer.read());
			assertThat(frames).extracting(Frame::opcode).containsOnly(Frame.BINARY);
			assertThat(frames).extracting(Frame::payload).containsExactly(ALL, new byte[0], ALL);
			peer.send(Frame.binary(ALL), Frame.text("t\u00e4xt"), Frame.binary());
			peer.answerClose(1000);
			wscat.exits(0).printed(coded + "\nt\u00e4xt\n\n");
		}
	}

	@ParameterizedTest
	@CsvSource({ "--hex, 00, 0x, is no hex digit", "--base64, AA==, A*==, no base64" })
	void aWrongLineEndsItAfterACleanClose(String option, String good, String bad, String told) {
		try (RawServer server = new RawServer();
				WscatProcess wscat = connect(server, option).input(good + "\n" + bad + "\n" + good + "\n").start()) {
			RawPeer peer = server.accept();
			assertThat(peer.read().payload()).containsExactly(0);
			peer.answerClose(1000);
			wscat.exits(2).said("line 2", told).saidNot("Exception");
		}
	}

	@Test
	void aWrongLineCanBeLeftOut() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = connect(server, "--hex", "--input-errors=skip").input("00\nxx\n01\n").start()) {
			RawPeer peer = server.accept();
			assertThat(peer.read().payload()).containsExactly(0);
			assertThat(peer.read().payload()).containsExactly(1);
			peer.answerClose(1000);
			wscat.exits(0).said("error: line 2", "left out");
		}
	}

	@Test
	void zeroSeparatesMessagesThatHaveLines() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = connect(server, "-0").input("a\nb\r\n\0\0last").start()) {
			RawPeer peer = server.accept();
			assertThat(List.of(peer.read().text(), peer.read().text(), peer.read().text())).containsExactly("a\nb\r\n",
					"", "last");
			peer.send(Frame.text("x\ny"), Frame.text(""), Frame.text("z"));
			peer.answerClose(1000);
			wscat.exits(0).printed("x\ny\0\0z\0");
		}
	}

	@Test
	void anySeparatorCanBeSet() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = connect(server, "--separator=\\n--\\n").input("a\n\n--\nb\n-\n--\n").start()) {
			RawPeer peer = server.accept();
			assertThat(List.of(peer.read().text(), peer.read().text())).containsExactly("a\n", "b\n-");
			peer.send(Frame.text("x"), Frame.text("l".repeat(100_000)));
			peer.answerClose(1000);
			wscat.exits(0).printed("x\n--\n" + "l".repeat(100_000) + "\n--\n");
		}
	}

	@Test
	void binaryIsAStreamOfBytesBothWays() throws IOException {
		byte[] input = new byte[300_000];
		for (int i = 0; i < input.length; i++) {
			input[i] = (byte) (i * 7);
		}
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server, "-b").input(input).start()) {
			RawPeer peer = server.accept();
			ByteArrayOutputStream received = new ByteArrayOutputStream();
			while (received.size() < input.length) {
				Frame frame = peer.read();
				assertThat(frame.opcode()).isEqualTo(Frame.BINARY);
				assertThat(frame.payload()).hasSizeBetween(1, 65_536);
				received.write(frame.payload());
			}
			assertThat(received.toByteArray()).isEqualTo(input);
			peer.send(Frame.binary(ALL), Frame.binary(input), Frame.text("t"), Frame.binary(input));
			peer.answerClose(1000);
			wscat.exits(0);
			ByteArrayOutputStream expected = new ByteArrayOutputStream();
			expected.write(ALL);
			expected.write(input);
			expected.write('t');
			expected.write(input);
			assertThat(wscat.outBytes()).isEqualTo(expected.toByteArray());
		}
	}

	@Test
	void aMessageIsSentInFragmentsOfTheSizeSet() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = connect(server, "--fragment=2").input("a\u20acb\nxy\n").start()) {
			RawPeer peer = server.accept();
			List<Frame> frames = List.of(peer.read(), peer.read(), peer.read(), peer.read());
			assertThat(frames).extracting(Frame::opcode).containsExactly(1, 0, 0, 1);
			assertThat(frames).extracting(Frame::isFinal).containsExactly(false, false, true, true);
			assertThat(frames).extracting((frame) -> frame.payload().length).containsExactly(2, 2, 1, 2);
			peer.answerClose(1000);
			wscat.exits(0);
		}
	}

	@Test
	void pingsAndPongsAreToldOnStderrAndAnswered() {
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server, "-P").start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("one"), Frame.ping("p\u001b"), Frame.text("two"), Frame.pong(""));
			assertThat(peer.read().opcode()).isEqualTo(Frame.PONG);
			peer.send(Frame.close(1000, ""));
			wscat.exits(0).printed("one\ntwo\n").said("Received ping (data: \"p\\x1b\")", "Received pong (data: \"\")");
		}
	}

	@Test
	void onATerminalPingsAndPongsStandBetweenTheMessages() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = connect(server, "--show-ping-pong", "--timestamps").java("-Dwscat.terminals=1")
					.start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("one"), Frame.ping("p\nq"), Frame.text("two"), Frame.close(1000, ""));
			wscat.exits(0);
			String time = "\\[\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}] ";
			assertThat(wscat.out())
				.matches(time + "one\n" + time + "Received ping \\(data: \"p\\\\x0aq\"\\)\n" + time + "two\n");
		}
	}

	@Test
	void compressedPayloadsAreUnpackedAndBombsAreNot() throws IOException {
		byte[] bomb = gzip(new byte[3_000_000]);
		try (RawServer server = new RawServer();
				WscatProcess wscat = connect(server, "--gzip", "--hex", "--max-message=1MB").start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.binary(gzip("{\"a\":1}".getBytes(StandardCharsets.UTF_8))), Frame.binary(gzip(ALL)),
					Frame.text("plain"), Frame.binary(bomb), Frame.close(1000, ""));
			wscat.exits(0).said("over --max-message");
			List<String> lines = new ArrayList<>(wscat.out().lines().toList());
			assertThat(lines.subList(0, 3)).containsExactly("{\"a\":1}", "0001feff0a", "plain");
			assertThat(lines).hasSize(4);
			assertThat(lines.get(3)).startsWith("1f8b").hasSize(bomb.length * 2);
		}
	}

	@Test
	void jsonIsIndentedAndOtherTextIsNot() {
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server, "--pretty").start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("{\"a\":[1,{}],\"b\":\"\u00e4\\n\"}"), Frame.text("{not json}"), Frame.binary(ALL),
					Frame.close(1000, ""));
			wscat.exits(0)
				.printed("{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": \"\u00e4\\n\"\n}\n{not json}\n"
						+ new String(ALL, StandardCharsets.UTF_8) + "\n");
		}
	}

	@Test
	void aServerForOneClientHasTheSameFormats() {
		try (WscatProcess wscat = Invocation.wscat("--listen=0", "--hex", "-P").start();
				RawPeer peer = RawPeer.connect(wscat.port())) {
			wscat.awaitErr("client connected");
			wscat.type("00 ff\n");
			assertThat(peer.read().payload()).containsExactly(0, 0xff);
			peer.send(Frame.binary((byte) 0x12), Frame.ping("x"));
			assertThat(peer.read().opcode()).isEqualTo(Frame.PONG);
			peer.send(Frame.close(1000, ""));
			wscat.exits(0).printed("12\n").said("Received ping");
		}
	}

	@Test
	void formatsThatExcludeEachOtherAreAUsageError() {
		try (WscatProcess wscat = Invocation.wscat("-c", "ws://127.0.0.1:1/", "--hex", "--base64").start()) {
			wscat.exits(2).printed("").said("--hex and --base64 exclude each other");
		}
	}

	private static Invocation connect(RawServer server, String... options) {
		List<String> args = new ArrayList<>(List.of("--connect", server.url(), "--wait=0", "--no-deflate"));
		args.addAll(List.of(options));
		return Invocation.wscat(args.toArray(String[]::new));
	}

	private static byte[] gzip(byte[] bytes) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
			packing.write(bytes);
		}
		return out.toByteArray();
	}

}
