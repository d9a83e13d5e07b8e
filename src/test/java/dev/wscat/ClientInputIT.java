package dev.wscat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
 * What a client makes of its stdin.
 */
class ClientInputIT {

	@Test
	void eachLineIsOneTextMessage() {
		assertThat(sent("one\ntwo words\n3\n")).containsExactly("one", "two words", "3");
	}

	@Test
	void theLastLineNeedsNoTerminator() {
		assertThat(sent("one\ntwo")).containsExactly("one", "two");
	}

	@Test
	void carriageReturnBeforeTheLineFeedBelongsToTheTerminator() {
		assertThat(sent("one\r\ntwo\r\n\r\nin\rside\n")).containsExactly("one", "two", "", "in\rside");
	}

	@Test
	void emptyLinesAreEmptyMessages() {
		assertThat(sent("\n\none\n\n")).containsExactly("", "", "one", "");
	}

	@Test
	void anyCharacterOfUnicodeGoesThrough() {
		String line = "\u0000 \u00e4 \u20ac \ud83d\ude00 \ufeff \u2028 \uffff";
		assertThat(sent(line + "\n")).containsExactly(line);
	}

	@Test
	void aLineOverSixtyFourKibibytesIsOneMessage() {
		String line = "0123456789".repeat(20_000);
		assertThat(sent(line + "\nend\n")).containsExactly(line, "end");
	}

	@Test
	void linesReadBeforeTheConnectionIsUpAreSent() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("--connect=" + server.url(), "--wait=0")
					.input("early\n")
					.start()) {
			RawPeer peer = server.acceptTcp();
			wscat.awaitErr("connecting to " + server.url());
			peer.acceptUpgrade();
			assertThat(peer.read().text()).isEqualTo("early");
			peer.answerClose(1000);
			wscat.exits(0);
		}
	}

	@Test
	void aLineGoesOutAtOnce() {
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server).start()) {
			RawPeer peer = server.accept();
			wscat.type("question\n");
			assertThat(peer.read().text()).isEqualTo("question");
			peer.send(Frame.text("answer"));
			wscat.awaitOut("^answer\n$");
			wscat.type("again\n");
			assertThat(peer.read().text()).isEqualTo("again");
			wscat.endInput();
			peer.answerClose(1000);
			wscat.exits(0);
		}
	}

	@Test
	void framesAreFinalMaskedTextOfOneMessageEach() {
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server).input("a\nb\n").start()) {
			RawPeer peer = server.accept();
			List<Frame> frames = List.of(peer.read(), peer.read());
			peer.answerClose(1000);
			wscat.exits(0);
			assertThat(frames).allSatisfy((frame) -> {
				assertThat(frame.opcode()).isEqualTo(Frame.TEXT);
				assertThat(frame.isFinal()).isTrue();
				assertThat(frame.isMasked()).isTrue();
				assertThat(frame.reserved()).isZero();
			});
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "good\nalso\nb\u00e4d\nnever\n", "good\nalso\n\u00ff", "good\nalso\ncut \u00e2\u0082" })
	void bytesThatAreNotUtf8EndItAfterACleanClose(String latin) {
		try (RawServer server = new RawServer();
				WscatProcess wscat = connect(server).input(latin.getBytes(StandardCharsets.ISO_8859_1)).start()) {
			RawPeer peer = server.accept();
			assertThat(peer.read().text()).isEqualTo("good");
			assertThat(peer.read().text()).isEqualTo("also");
			peer.answerClose(1000);
			wscat.exits(8).printed("").said("not UTF-8", "line 3").saidNot("Exception");
			assertThat(wscat.err().lines().filter((line) -> line.contains("UTF-8"))).hasSize(1);
		}
	}

	@Test
	void theErrorNamesLineAndOffsetOfTheFirstBadByte() {
		byte[] input = "gr\u00fc\u00df\nab?d\n".getBytes(StandardCharsets.UTF_8);
		int bad = new String(input, StandardCharsets.ISO_8859_1).indexOf('?');
		input[bad] = (byte) 0xff;
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server).input(input).start()) {
			RawPeer peer = server.accept();
			assertThat(peer.read().text()).isEqualTo("gr\u00fc\u00df");
			peer.answerClose(1000);
			wscat.exits(8).said("line 2, byte 3", "offset " + bad);
		}
	}

	@Test
	void aLineLongerThanTheLargestMessageIsALocalFault() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url(), "--max-message=100KB")
					.input("ok\n" + "x".repeat(300_000) + "\n")
					.start()) {
			RawPeer peer = server.accept();
			assertThat(peer.read().text()).isEqualTo("ok");
			peer.answerClose(1000);
			wscat.exits(8).said("line 2", "--max-message");
		}
	}

	private static Invocation connect(RawServer server) {
		return Invocation.wscat("--connect", server.url(), "--wait=0", "--no-deflate");
	}

	private static List<String> sent(String input) {
		try (RawServer server = new RawServer(); WscatProcess wscat = connect(server).input(input).start()) {
			RawPeer peer = server.accept();
			List<String> lines = new ArrayList<>();
			Frame frame = peer.read();
			while (frame.opcode() != Frame.CLOSE) {
				lines.add(frame.text());
				frame = peer.read();
			}
			assertThat(frame.code()).isEqualTo(1000);
			peer.send(Frame.of(Frame.CLOSE, frame.payload()));
			wscat.exits(0).printed("");
			return lines;
		}
	}

}
