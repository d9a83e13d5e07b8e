package dev.wscat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The chat server, and the client of terminals and pipes.
 */
class ChatIT {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path home;

	private static WscatProcess server(String... options) {
		List<String> args = new ArrayList<>(List.of("chat-server", "--port=0"));
		args.addAll(List.of(options));
		return Invocation.wscat(args.toArray(new String[0])).start();
	}

	private static RawPeer enter(WscatProcess server, String query) {
		RawPeer peer = RawPeer.open("127.0.0.1", server.port());
		peer.request(RawPeer.upgradeRequest("localhost").replaceFirst("/chat", "/" + query));
		assertThat(peer.head()).startsWith("HTTP/1.1 101 ");
		assertThat(peer.read().text()).contains("\"type\":\"welcome\"");
		assertThat(peer.read().text()).contains("\"type\":\"room\"");
		return peer;
	}

	private static Invocation chat(WscatProcess server, String... args) {
		List<String> all = new ArrayList<>(List.of("chat", "localhost:" + server.port()));
		all.addAll(List.of(args));
		return Invocation.wscat(all.toArray(new String[0]));
	}

	@Test
	void aClientOfAnotherChatTakesPart() {
		try (WscatProcess server = server();
				RawPeer peer = enter(server, "");
				RawPeer ann = enter(server, "?user=ann")) {
			assertThat(peer.read().text()).contains("\"type\":\"join\"", "\"message\":\"ann joined lobby\"");
			peer.send(Frame.text("{\"type\":\"setname\",\"name\":\"eve\"}"));
			assertThat(peer.read().text()).contains("\"oldName\":\"User1\",\"newName\":\"eve\"");
			assertThat(ann.read().text()).contains("\"message\":\"User1 is now eve\"");
			peer.send(Frame.text("{\"type\":\"message\",\"text\":\"hello\"}"));
			assertThat(ann.read().text()).contains("\"type\":\"message\"", "\"user\":\"eve\",\"text\":\"hello\"",
					"\"timestamp\":");
			ann.send(Frame.text("plain"));
			assertThat(ann.read().text()).isEqualTo("lobby  ann: plain");
			ann.reset();
			assertThat(peer.read().text()).contains("\"text\":\"hello\"");
			assertThat(peer.read().text()).contains("\"text\":\"plain\"");
			assertThat(peer.read().text()).contains("\"message\":\"ann left lobby\"");
		}
	}

	@Test
	void aNameThatIsTakenClosesTheNewOne() {
		try (WscatProcess server = server(); RawPeer ann = enter(server, "?user=ann")) {
			try (WscatProcess other = chat(server, "Ann").start()) {
				other.exits(1).said("error: the name Ann is taken", "closed: 4002 the name Ann is taken");
			}
			ann.send(Frame.text("still here"));
			assertThat(ann.read().text()).isEqualTo("lobby  ann: still here");
		}
	}

	@Test
	void binaryAndHugeMessagesEndNobodyElse() {
		try (WscatProcess server = server();
				RawPeer ann = enter(server, "?user=ann");
				RawPeer eve = enter(server, "?user=eve")) {
			assertThat(ann.read().text()).contains("eve joined");
			eve.send(Frame.of(Frame.BINARY, (byte) 1));
			assertThat(eve.read().text()).contains("\"code\":\"binary\"");
			eve.send(Frame.text("x".repeat(70_000)));
			assertThat(eve.read().code()).isEqualTo(1009);
			assertThat(ann.read().text()).contains("eve left lobby");
			server.saidNot("Exception");
		}
	}

	@Test
	void whoTakesNothingIsClosedAndCounted() {
		try (WscatProcess server = server("--user-rate=100000", "--max-text=100000", "--max-message=1MB",
				"--close-timeout=1", "--metrics-port=0");
				RawPeer ann = enter(server, "?user=ann");
				RawPeer slow = enter(server, "?user=slow")) {
			ann.read();
			String text = "{\"type\":\"message\",\"text\":\"" + "x".repeat(100_000) + "\"}";
			// more than sockets and buffers hold
			for (int i = 0; i < 300; i++) {
				ann.send(Frame.text(text));
				assertThat(ann.read().text()).contains("xxx");
			}
			server.awaitErr("slow had to go: 1013 too slow, [1-9]\\d* messages were not delivered");
			assertThat(ann.read().text()).contains("slow left lobby");
			assertThat(slow.readToEnd()).extracting(Frame::opcode).contains(Frame.TEXT);
			assertThat(server.metrics()).contains("\nwebsocket_limits_total{limit=\"slow\"} 1.0\n");
		}
	}

	@Test
	void atTheEndAllAreToldToGo() {
		List<RawPeer> peers = new ArrayList<>();
		try (WscatProcess server = server()) {
			for (int i = 0; i < 50; i++) {
				peers.add(enter(server, "?room=r" + i % 5));
			}
			server.terminate();
			for (RawPeer peer : peers) {
				Frame frame = peer.read();
				while (frame.opcode() != Frame.CLOSE) {
					assertThat(frame.text()).contains("joined");
					frame = peer.read();
				}
				assertThat(frame.code()).isEqualTo(1001);
				peer.send(Frame.close(1001, ""));
			}
			server.exits(143).said("closing 50 connections", "server exiting");
		}
		finally {
			peers.forEach(RawPeer::close);
		}
	}

	@Test
	void linesOfStdinAreSaidAndMessagesArePrinted() {
		try (WscatProcess server = server(); RawPeer ann = enter(server, "?user=ann&room=dev")) {
			try (WscatProcess bob = chat(server, "bob", "--room=dev", "--wait=200ms")
				.input("one\n\n/nothing\n//two\n/msg ann three\n/who\n")
				.start()) {
				assertThat(ann.read().text()).contains("bob joined dev");
				assertThat(ann.read().text()).contains("\"text\":\"one\"");
				assertThat(ann.read().text()).contains("\"text\":\"/two\"");
				assertThat(ann.read().text()).contains("\"type\":\"private\"", "\"text\":\"three\"");
				assertThat(ann.read().text()).contains("bob left dev");
				bob.exits(0)
					.printed("dev  bob: one\ndev  bob: /two\nbob -> ann: three\n* in dev: ann, bob\n")
					.said("Welcome! You are bob", "you are in dev with ann, bob", "error: there is no such command",
							"closed: 1000");
			}
		}
	}

	@Test
	void moreLinesThanTheRateAllowsAreSaidMoreSlowly() {
		StringBuilder lines = new StringBuilder();
		StringBuilder expected = new StringBuilder();
		for (int i = 0; i < 60; i++) {
			lines.append(i).append('\n');
			expected.append("lobby  ann: ").append(i).append('\n');
		}
		try (WscatProcess server = server("--user-rate=20");
				WscatProcess ann = chat(server, "ann", "--wait=500ms").input(lines.toString()).start()) {
			ann.exits(0).printed(expected.toString()).saidNot("not so fast");
		}
	}

	@Test
	void theNextServerIsFoundAndWhatWasTypedMeanwhileIsSaid() {
		int port;
		try (WscatProcess first = server()) {
			port = first.port();
			try (WscatProcess ann = chat(first, "ann", "--room=dev", "--wait=300ms").start()) {
				ann.type("before\n").awaitOut("dev  ann: before");
				first.kill().exits(137);
				ann.awaitErr("closed: 1006").awaitErr("reconnecting in");
				ann.type("meanwhile\n");
				try (WscatProcess second = Invocation.wscat("chat-server", "--port=" + port).start()) {
					ann.awaitOut("dev  ann: meanwhile");
					ann.endInput().exits(0).printed("dev  ann: before\ndev  ann: meanwhile\n");
					second.awaitErr("closed: 1000");
				}
			}
		}
	}

	@Test
	void aServerThatEndsIsLookedForAgainUnlessThatIsNotWanted() {
		try (WscatProcess server = server(); WscatProcess ann = chat(server, "ann", "--no-reconnect").start()) {
			ann.awaitErr("you are in lobby");
			server.terminate().exits(143);
			ann.exits(0).said("closed: 1001").saidNot("reconnecting");
		}
	}

	@Test
	void withoutAServerThereIsNoChat() {
		int port;
		try (WscatProcess server = server()) {
			port = server.port();
		}
		try (WscatProcess ann = Invocation.wscat("chat", "localhost:" + port, "ann").input("x\n").start()) {
			ann.exits(3).said("cannot connect").saidNot("reconnecting");
		}
	}

	@Test
	void aSignalClosesTheSession() {
		try (WscatProcess server = server(); WscatProcess ann = chat(server, "ann").start()) {
			ann.awaitErr("you are in lobby").interrupt().exits(130).said("closed: 1000");
		}
	}

	@Test
	void atAPromptMessagesAreShownAboveTheLineAndCommandsAreCompleted() {
		assumeTrue(Invocation.isTerminalAvailable(), "python3 with pty");
		try (WscatProcess server = server();
				RawPeer eve = enter(server, "?user=eve");
				WscatProcess ann = chat(server, "ann").onTerminal()
					.environment("XDG_STATE_HOME", this.home.toString())
					.environment("NO_COLOR", "")
					.start()) {
			ann.awaitOut("you are in lobby with eve, ann").awaitOut("lobby> ");
			ann.type("hello").awaitOut("hello").type("\r");
			assertThat(eve.read().text()).contains("ann joined");
			assertThat(eve.read().text()).contains("\"text\":\"hello\"");
			ann.type("begun");
			ann.awaitOut("begun");
			eve.send(Frame.text("hi \u001b[2Jann"));
			ann.awaitOut("\033\\[34mlobby  eve: hi \ufffd\\[2Jann\033\\[39m");
			ann.type(" and ended\r");
			assertThat(eve.read().text()).isEqualTo("lobby  eve: hi \ufffd[2Jann");
			assertThat(eve.read().text()).isEqualTo("lobby  ann: begun and ended");
			ann.type("/ms\te\tpsst\r");
			assertThat(eve.read().text()).isEqualTo("ann -> eve: psst");
			ann.type("/join dev\r").awaitOut("you are in dev with ann").awaitOut("dev> ");
			ann.type("/jion x\r").awaitOut("Did you mean /join");
			ann.type("/quit\r").exits(0);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "chat-server --history=1001 | --history: 1001", "chat-server --max-text=0 | --max-text: 0",
					"chat-server --max-rooms=0 | --max-rooms", "chat-server --max-text=20000 | --max-message",
					"chat-server --user-rate=0 | --user-rate", "chat localhost:1 'a b' | has a blank",
					"chat localhost:1 | USER", "chat localhost:1 ann --room=/x | begins with /",
					"chat localhost:1 ann --color=x | --color" })
	void aBadOptionIsNamed(String line, String part) {
		String[] args = line.replace("'a b'", "a%b").split(" ");
		for (int i = 0; i < args.length; i++) {
			args[i] = args[i].replace("a%b", "a b");
		}
		try (WscatProcess wscat = Invocation.wscat(args).start()) {
			wscat.exits(2).said(part);
		}
	}

}
