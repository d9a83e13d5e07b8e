package dev.wscat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The broadcast server.
 */
class BroadcastServerIT {

	private static final int MANY = 400;

	private static final String LONG = "x".repeat(20_000);

	@Test
	void relaysToAllOthersAsWhatItWas() {
		try (WscatProcess server = server();
				RawPeer one = join(server, 0);
				RawPeer two = join(server, 1);
				RawPeer three = join(server, 2)) {
			three.send(Frame.text("zw\u00f6lf"), Frame.of(Frame.BINARY, (byte) 0, (byte) -1));
			for (RawPeer other : List.of(one, two)) {
				assertThat(other.read().text()).isEqualTo("zw\u00f6lf");
				Frame binary = other.read();
				assertThat(binary.opcode()).isEqualTo(Frame.BINARY);
				assertThat(binary.payload()).containsExactly(0, -1);
			}
			one.send(Frame.text("back"));
			assertThat(three.read().text()).isEqualTo("back");
			assertThat(two.read().text()).isEqualTo("back");
			one.send(Frame.close(1000, "bye")).readToEnd();
			server.awaitErr("connection 0 closed: 1000 bye").said("New connection", "Received ");
		}
	}

	@Test
	void theNameMayHaveAnUnderscoreAndTheSenderAnEcho() {
		try (WscatProcess server = Invocation.wscat("broadcast_server", "--port=0", "--echo").start();
				RawPeer one = join(server, 0);
				RawPeer two = join(server, 1)) {
			two.send(Frame.text("a"));
			assertThat(two.read().text()).isEqualTo("a");
			assertThat(one.read().text()).isEqualTo("a");
		}
	}

	@Test
	void aSlowClientIsClosedAndTheOthersGetAll() {
		try (WscatProcess server = server("--queue=256KB", "--metrics-port=0");
				RawPeer slow = join(server, 0);
				RawPeer good = join(server, 1);
				RawPeer sender = join(server, 2)) {
			sendAndRead(server, sender, good);
			List<Frame> frames = readToClose(slow);
			Frame close = frames.remove(frames.size() - 1);
			assertThat(close.code()).isEqualTo(1013);
			assertThat(frames).hasSizeLessThan(MANY);
			slow.send(Frame.close(1013, "")).close();
			server.awaitErr("connection 0: too slow, \\d+ messages were dropped")
				.awaitErr("error: connection 0: \\d+ messages were not delivered");
			assertThat(server.metrics()).contains("\nwebsocket_limits_total{limit=\"slow\"} 1.0\n");
		}
	}

	@Test
	void aSlowClientMissesTheOldestAndTheNumberIsLogged() {
		try (WscatProcess server = server("--slow=drop-oldest", "--queue=256KB");
				RawPeer slow = join(server, 0);
				RawPeer good = join(server, 1);
				RawPeer sender = join(server, 2)) {
			sendAndRead(server, sender, good);
			List<String> texts = new ArrayList<>();
			do {
				texts.add(slow.read().text());
			}
			while (!texts.get(texts.size() - 1).equals(MANY - 1 + LONG));
			slow.send(Frame.close(1000, "")).readToEnd();
			server.awaitErr("error: connection 0: " + (MANY - texts.size()) + " messages were not delivered");
		}
	}

	@Test
	void sendersAreBlockedAndNothingIsLost() {
		try (WscatProcess server = server("--slow=block", "--queue=256KB");
				RawPeer slow = join(server, 0);
				RawPeer sender = join(server, 1)) {
			CompletableFuture<Void> sent = send(sender);
			for (int i = 0; i < MANY; i++) {
				assertThat(slow.read().text()).isEqualTo(i + LONG);
			}
			server.during(sent::join);
			server.saidNot("not delivered", "dropped");
		}
	}

	@Test
	void atTheEndAllClientsAreToldToGo() {
		List<RawPeer> peers = new ArrayList<>();
		try (WscatProcess server = server()) {
			for (int i = 0; i < 50; i++) {
				peers.add(join(server, i));
			}
			server.terminate();
			for (RawPeer peer : peers) {
				peer.answerClose(1001);
			}
			server.exits(143).said("closing 50 connections", "server exiting");
		}
		finally {
			peers.forEach(RawPeer::close);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "--slow=wait | drop-oldest", "--queue=x | --queue", "--queue=0 | --queue",
			"--slow-timeout=0 | --slow-timeout" })
	void aBadOptionIsNamed(String option, String name) {
		try (WscatProcess server = Invocation.wscat("broadcast-server", option).start()) {
			server.exits(2).said(name);
		}
	}

	private static WscatProcess server(String... options) {
		List<String> args = new ArrayList<>(List.of("broadcast-server", "--port=0"));
		args.addAll(List.of(options));
		return Invocation.wscat(args.toArray(new String[0])).start();
	}

	/**
	 * Connect, and wait until the server knows it: clients come in one after the other,
	 * so all of them are there when the last one is heard.
	 */
	private static RawPeer join(WscatProcess server, int number) {
		RawPeer peer = RawPeer.connect(server.port());
		server.awaitErr("id: " + number + "\n");
		return peer;
	}

	private static void sendAndRead(WscatProcess server, RawPeer sender, RawPeer good) {
		CompletableFuture<Void> sent = send(sender);
		for (int i = 0; i < MANY; i++) {
			assertThat(good.read().text()).isEqualTo(i + LONG);
		}
		server.during(sent::join);
	}

	private static CompletableFuture<Void> send(RawPeer sender) {
		return CompletableFuture.runAsync(() -> {
			for (int i = 0; i < MANY; i++) {
				sender.send(Frame.text(i + LONG));
			}
		});
	}

	private static List<Frame> readToClose(RawPeer peer) {
		List<Frame> frames = new ArrayList<>();
		do {
			frames.add(peer.read());
		}
		while (frames.get(frames.size() - 1).opcode() != Frame.CLOSE);
		return frames;
	}

}
