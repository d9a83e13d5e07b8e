package dev.wscat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

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
			// the terminal itself takes a Ctrl-D that comes between two lines
			peer.send(Frame.text("ready"));
			wscat.awaitOut("< ready");
			wscat.type("\004");
			peer.answerClose(1000);
			wscat.exits(0);
		}
		Path history = this.home.resolve("wscat/history");
		assertThat(Files.readAllLines(history)).containsExactly("h\u00e4llo", "begun and ended");
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
