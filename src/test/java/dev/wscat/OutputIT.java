package dev.wscat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Received messages on stdout.
 */
class OutputIT {

	@Test
	void eachMessageComesAtOnceWithALineFeed() {
		try (RawServer server = new RawServer(); WscatProcess wscat = Invocation.wscat("-c", server.url()).start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("one"));
			wscat.awaitOut("^one\n$");
			peer.send(Frame.text(""));
			wscat.awaitOut("^one\n\n$");
			peer.send(Frame.text("two\nlines \u00e4\u20ac\ud83d\ude00"), Frame.close(1000, ""));
			wscat.exits(0).printed("one\n\ntwo\nlines \u00e4\u20ac\ud83d\ude00\n");
		}
	}

	@Test
	void binaryIsWrittenByteForByteIntoAPipe() {
		byte[] all = new byte[256];
		for (int i = 0; i < all.length; i++) {
			all[i] = (byte) i;
		}
		try (RawServer server = new RawServer(); WscatProcess wscat = Invocation.wscat("-c", server.url()).start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.binary(all), Frame.binary(), Frame.close(1000, ""));
			wscat.exits(0);
			byte[] expected = Arrays.copyOf(all, 258);
			expected[256] = '\n';
			expected[257] = '\n';
			assertThat(wscat.outBytes()).isEqualTo(expected);
		}
	}

	@Test
	void controlCharactersInTextAreLeftAloneInAPipe() {
		try (RawServer server = new RawServer(); WscatProcess wscat = Invocation.wscat("-c", server.url()).start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("\u001b[2J\u0000\u202e"), Frame.close(1000, ""));
			wscat.exits(0).printed("\u001b[2J\u0000\u202e\n");
		}
	}

	@Test
	void onATerminalTextIsEscapedAndBinaryShownInHex() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url()).java("-Dwscat.terminals=1").start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("\u001b[2J\u0000"), Frame.binary((byte) 0, (byte) 255), Frame.close(1000, ""));
			wscat.exits(0);
			assertThat(wscat.out()).startsWith("\\x1b[2J\\x00\n").contains("binary", "2 bytes", "00ff");
		}
	}

	@Test
	void fragmentsAreOneMessage() {
		try (RawServer server = new RawServer(); WscatProcess wscat = Invocation.wscat("-c", server.url()).start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("a").more(), Frame.ping("in between"), Frame.of(0, (byte) 'b').more(),
					Frame.of(0, (byte) 'c'), Frame.close(1000, ""));
			assertThat(peer.readToEnd()).extracting(Frame::opcode).containsExactly(Frame.PONG, Frame.CLOSE);
			wscat.exits(0).printed("abc\n");
		}
	}

	@Test
	void outputGoesToAFileWhole(@TempDir Path directory) throws IOException {
		Path file = directory.resolve("messages");
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url()).outputTo(file).start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("x".repeat(100_000)), Frame.text("end"), Frame.close(1000, ""));
			wscat.exits(0);
			assertThat(Files.readString(file)).isEqualTo("x".repeat(100_000) + "\nend\n");
		}
	}

	@Test
	void aClientWhoseOutputIsClosedClosesWith1000AndEndsQuietly() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url()).readUntil("one\n").start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("one"));
			Frame close = firstClose(peer);
			assertThat(close.code()).isEqualTo(1000);
			peer.send(Frame.of(Frame.CLOSE, close.payload()));
			assertThat(wscat.exits(0).out()).startsWith("one\n");
			wscat.saidNot("error", "wscat:", "Exception", "roken pipe");
		}
	}

	@Test
	void aServerWhoseOutputIsClosedClosesItsClientAndEndsQuietly() {
		try (WscatProcess wscat = Invocation.wscat("-l", "0", "--keep").readUntil("one\n").start();
				RawPeer peer = RawPeer.connect(wscat.port())) {
			peer.send(Frame.text("one"));
			Frame close = firstClose(peer);
			assertThat(close.code()).isEqualTo(1000);
			peer.send(Frame.of(Frame.CLOSE, close.payload()));
			assertThat(wscat.exits(0).out()).startsWith("one\n");
			wscat.saidNot("error", "wscat:", "Exception", "roken pipe");
		}
	}

	@Test
	void aFullDiskIsALocalFaultAfterACleanClose() {
		assumeTrue(Files.exists(Path.of("/dev/full")));
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url()).outputTo(Path.of("/dev/full")).start()) {
			RawPeer peer = server.accept();
			peer.send(Frame.text("one"));
			peer.answerClose(1000);
			wscat.exits(8).said("No space left").saidNot("Exception");
		}
	}

	/** A pipe tells of its end only when it is written to: send until the Close comes. */
	private static Frame firstClose(RawPeer peer) {
		while (true) {
			peer.send(Frame.text("more"), Frame.ping(""));
			Frame frame = peer.read();
			if (frame.opcode() == Frame.CLOSE) {
				return frame;
			}
		}
	}

}
