package dev.wscat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The prompt of a terminal.
 */
class PromptIT {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path home;

	@BeforeEach
	void thereIsATerminal() {
		assumeTrue(Invocation.isTerminalAvailable(), "python3 with pty");
	}

	private Invocation terminal(String... args) {
		return Invocation.wscat(args)
			.onTerminal()
			.environment("XDG_STATE_HOME", this.home.toString())
			.environment("NO_COLOR", "")
			.environment("HOME", this.home.toString());
	}

	@Test
	void whatIsTypedIsSentAndWhatComesIsShownAbove() throws IOException {
		try (RawServer server = new RawServer(); WscatProcess wscat = terminal("-c", server.url()).start()) {
			RawPeer peer = server.accept();
			wscat.awaitOut("> ");
			wscat.type("h\u00e4llo\r");
			assertThat(peer.read().text()).isEqualTo("h\u00e4llo");
			wscat.type("begun");
			wscat.awaitOut("begun");
			peer.send(Frame.text("one\n\033[31mtwo"));
			wscat.awaitOut("\033\\[34m< one\033\\[39m\r?\n\033\\[34m  \\\\x1b\\[31mtwo\033\\[39m");
			wscat.type(" and ended\r");
			assertThat(peer.read().text()).isEqualTo("begun and ended");
			wscat.type(" secret\r");
			assertThat(peer.read().text()).isEqualTo(" secret");
			// also a Ctrl-D that comes between two lines
			wscat.type("x\r\004");
			assertThat(peer.read().text()).isEqualTo("x");
			peer.answerClose(1000);
			wscat.exits(0);
		}
		Path history = this.home.resolve("wscat/history");
		assertThat(Files.readAllLines(history)).containsExactly("h\u00e4llo", "begun and ended", "x");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history))).isEqualTo("rw-------");
	}

	@Test
	void aLineLongerThanTheTerminalTakesInOnePieceIsPasted() {
		String line = "x".repeat(10_000);
		try (RawServer server = new RawServer(); WscatProcess wscat = terminal("-c", server.url()).start()) {
			RawPeer peer = server.accept();
			wscat.awaitOut("> ");
			wscat.type("\033[200~" + line + "\nnext\033[201~\r");
			assertThat(peer.read().text()).isEqualTo(line);
			assertThat(peer.read().text()).isEqualTo("next");
		}
	}

	@Test
	void aBlockIsOneMessage() {
		try (RawServer server = new RawServer(); WscatProcess wscat = terminal("-c", server.url()).start()) {
			RawPeer peer = server.accept();
			wscat.awaitOut("> ");
			wscat.type("\"\"\"\r/a\rb\r\"\"\"\rc\\\rd\r");
			assertThat(peer.read().text()).isEqualTo("/a\nb");
			assertThat(peer.read().text()).isEqualTo("c\nd");
		}
	}

	@Test
	void linesWithASlashAreCommands() {
		try (RawServer server = new RawServer(); WscatProcess wscat = terminal("-c", server.url()).start()) {
			RawPeer peer = server.accept();
			wscat.awaitOut("> ");
			wscat.type("/ping abc\r");
			Frame ping = peer.read();
			assertThat(ping.opcode()).isEqualTo(Frame.PING);
			assertThat(ping.text()).isEqualTo("abc");
			peer.send(Frame.pong("abc"));
			wscat.awaitOut("pong \"abc\" after \\d+\\.\\d{3} ms");
			wscat.type("/pnig\r").awaitOut("error: Unrecognized slash command\\. Did you mean /ping\\?");
			wscat.type("/close 1006\r").awaitOut("error: '1006' is no close code");
			wscat.type("//x\r");
			assertThat(peer.read().text()).isEqualTo("/x");
			wscat.type("/close 4000 see you\r");
			peer.answerClose(4000);
			wscat.exits(0);
		}
	}

	@Test
	void everyFormatIsShownAboveTheLine() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = terminal("-c", server.url(), "--pretty", "-P", "--hex").start()) {
			RawPeer peer = server.accept();
			wscat.awaitOut("> ");
			wscat.type("begun");
			wscat.awaitOut("begun");
			peer.send(Frame.text("{\"a\":1}"), Frame.ping("hi"), Frame.binary((byte) 0xfe));
			wscat.awaitOut("\033\\[34m< \\{\033\\[39m").awaitOut("\033\\[34;1m\"a\"\033\\[0m: \033\\[36m1\033\\[0m");
			wscat.awaitOut("< Received ping \\(data: \"hi\"\\)").awaitOut("< fe");
			wscat.type("\025zz\r").awaitOut("error: not sent: 'z' in column 1 is no hex digit");
			wscat.type("00 ff\r");
			assertThat(peer.read().opcode()).isEqualTo(Frame.PONG);
			assertThat(peer.read().payload()).containsExactly(0, 0xff);
		}
	}

	@Test
	void eventsAreShownAndTypedAsJson() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = terminal("-c", server.url(), "--output=jsonl", "--input=jsonl").start()) {
			RawPeer peer = server.accept();
			wscat.awaitOut("\"event\":\"open\"").awaitOut("> ");
			wscat.type("{\"base64\":\"AAE=\"}\r")
				.awaitOut("\"dir\":\"out\",\"opcode\":2,\"len\":2,\"base64\":\"AAE=\"");
			assertThat(peer.read().payload()).containsExactly(0, 1);
			wscat.type("nonsense\r").awaitOut("error: not sent: no JSON");
			wscat.type("{\"event\":\"close\",\"code\":4001}\r");
			peer.answerClose(4001);
			wscat.awaitOut("\"event\":\"close\",\"dir\":\"in\"").exits(0);
		}
	}

	@Test
	void aMessageOverTheLimitIsNotSent() throws IOException {
		Path file = Files.writeString(this.home.resolve("large"), "12345");
		try (RawServer server = new RawServer();
				WscatProcess wscat = terminal("-c", server.url(), "--max-message=4").start()) {
			RawPeer peer = server.accept();
			wscat.awaitOut("> ");
			wscat.type("12345\r").awaitOut("error: not sent: the message has 5 bytes, and --max-message allows 4");
			wscat.type("/file " + file + "\r").awaitOut("has more bytes than --max-message allows, 4");
			wscat.type("/binary 0102030405\r").awaitOut("(?s)allows 4.*allows.*allows 4");
			wscat.type("1234\r");
			assertThat(peer.read().text()).isEqualTo("1234");
		}
	}

	@Test
	void theUpgradeIsShownWithoutItsSecrets() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = terminal("-c", server.url() + "?y", "-H", "Authorization: geheim", "-H", "X-A: b")
					.start()) {
			server.accept("Set-Cookie: geheim=1");
			wscat.awaitOut("> ");
			wscat.type("/headers\r").awaitOut("> GET /chat\\?y HTTP/1.1").awaitOut("> Authorization: \\(hidden\\)");
			wscat.awaitOut("> X-A: b").awaitOut("< HTTP/1.1 101").awaitOut("< Set-Cookie: \\(hidden\\)");
			assertThat(wscat.out()).doesNotContain("geheim");
		}
	}

	/** The program ends at once, and what it has changed about the terminal is undone. */
	@Test
	void aSecondSignalLeavesTheTerminalAsItWas() {
		try (RawServer server = new RawServer(); WscatProcess wscat = terminal("-c", server.url()).start()) {
			RawPeer peer = server.accept();
			wscat.awaitOut("> ");
			wscat.type("begun").awaitOut("begun");
			wscat.type("\003").awaitOut("received signal interrupt");
			assertThat(peer.read().code()).isEqualTo(1000);
			// within 5 ms it would be the same signal for Signals
			CompletableFuture
				.runAsync(() -> wscat.type("\003"), CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS))
				.join();
			wscat.exits(130);
			assertThat(wscat.out()).contains("\033[?2004h").endsWith("\033[?2004l\033[?1l\033>\r\n");
		}
	}

	@Test
	void commandsCanBeTurnedOff() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = terminal("--no-slash", "-c", server.url()).start()) {
			RawPeer peer = server.accept();
			wscat.awaitOut("> ");
			wscat.type("//ping\r");
			assertThat(peer.read().text()).isEqualTo("//ping");
		}
	}

	@Test
	void controlCClosesAsTheSignalDoes() {
		try (RawServer server = new RawServer(); WscatProcess wscat = terminal("-c", server.url()).start()) {
			RawPeer peer = server.accept();
			wscat.awaitOut("> ");
			wscat.type("begun").awaitOut("begun");
			wscat.type("\003");
			peer.answerClose(1000);
			wscat.exits(130);
		}
	}

	@Test
	void noColorMeansNone() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = terminal("-c", server.url()).environment("NO_COLOR", "1").start()) {
			RawPeer peer = server.accept();
			wscat.awaitOut("> ");
			peer.send(Frame.text("plain"));
			wscat.awaitOut("< plain");
			assertThat(wscat.out()).doesNotContain("\033[34m").doesNotContain("\033[32m");
		}
	}

	@Test
	void aDumbTerminalGetsNoEscapeCodes() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = terminal("-c", server.url()).environment("TERM", "dumb").start()) {
			RawPeer peer = server.accept();
			wscat.awaitOut("connected");
			wscat.type("hello\n");
			assertThat(peer.read().text()).isEqualTo("hello");
			peer.send(Frame.text("answer"));
			wscat.awaitOut("answer");
			assertThat(wscat.out()).doesNotContain("\033");
		}
	}

}
