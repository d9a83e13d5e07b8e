package dev.wscat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Nothing is lost, doubled, reordered, split or joined, and memory stays bounded.
 */
class ChainIT {

	private static final int LINES = 100_000;

	@Test
	void linesOfTheClientComeOutOfTheServerUnchanged() throws Exception {
		byte[] input = numberedLines("client");
		try (WscatProcess server = Invocation.wscat("--listen=0").java("-Xmx64m").start();
				WscatProcess client = Invocation.wscat("--connect=localhost:" + server.port(), "--wait=0")
					.java("-Xmx64m")
					.input(input)
					.start()) {
			client.exits(0).printed("");
			server.exits(0);
			assertThat(digest(server.outBytes())).isEqualTo(digest(input));
		}
	}

	@Test
	void linesOfTheServerComeOutOfTheClientUnchanged() throws Exception {
		byte[] input = numberedLines("server");
		try (WscatProcess server = Invocation.wscat("--listen=0").java("-Xmx64m").start();
				WscatProcess client = Invocation.wscat("--connect=localhost:" + server.port())
					.java("-Xmx64m")
					.start()) {
			server.awaitErr("client connected");
			write(server, input).get(WscatProcess.DEADLINE.toSeconds(), TimeUnit.SECONDS);
			client.awaitOut("server " + (LINES - 1) + " .*\n");
			server.interrupt().exits(130);
			client.exits(0);
			assertThat(digest(client.outBytes())).isEqualTo(digest(input));
		}
	}

	@Test
	void bothDirectionsAtOnceDoNotDisturbEachOther() throws Exception {
		byte[] up = numberedLines("up");
		byte[] down = numberedLines("down");
		try (WscatProcess server = Invocation.wscat("--listen=0").java("-Xmx64m").start();
				WscatProcess client = Invocation.wscat("--connect=localhost:" + server.port(), "--wait=-1")
					.java("-Xmx64m")
					.start()) {
			server.awaitErr("client connected");
			CompletableFuture.allOf(write(server, down), write(client, up))
				.get(WscatProcess.DEADLINE.toSeconds(), TimeUnit.SECONDS);
			server.awaitOut("up " + (LINES - 1) + " .*\n");
			client.awaitOut("down " + (LINES - 1) + " .*\n");
			server.terminate().exits(143);
			client.exits(0);
			assertThat(digest(server.outBytes())).isEqualTo(digest(up));
			assertThat(digest(client.outBytes())).isEqualTo(digest(down));
		}
	}

	@Test
	void aPeerThatStopsReadingStopsStdinAndMemoryStaysBounded() throws Exception {
		byte[] block = "0123456789".repeat(6_500).concat("\n").getBytes(StandardCharsets.US_ASCII);
		int blocks = 2_000;
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url(), "--wait=0", "--no-deflate")
					.java("-Xmx64m")
					.start()) {
			RawPeer peer = server.accept();
			CompletableFuture<Void> typed = CompletableFuture.runAsync(() -> {
				try {
					for (int i = 0; i < blocks; i++) {
						wscat.input().write(block);
					}
					wscat.input().close();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
			assertThatThrownBy(() -> typed.get(2, TimeUnit.SECONDS)).as("130 MB are not taken")
				.isInstanceOf(TimeoutException.class);
			for (int i = 0; i < blocks; i++) {
				assertThat(peer.read().payload()).hasSize(block.length - 1);
			}
			peer.answerClose(1000);
			wscat.exits(0).saidNot("OutOfMemory", "not sent");
		}
	}

	@Test
	void theLastOfManyMessagesBeforeTheCloseIsPrinted() throws Exception {
		byte[] lines = numberedLines("burst");
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url()).java("-Xmx64m").start()) {
			RawPeer peer = server.accept();
			ByteArrayOutputStream frames = new ByteArrayOutputStream();
			new String(lines, StandardCharsets.UTF_8).lines()
				.forEach((line) -> frames.writeBytes(Frame.text(line).bytes(false)));
			frames.writeBytes(Frame.close(1000, "").bytes(false));
			peer.send(frames.toByteArray());
			assertThat(peer.readToEnd()).extracting(Frame::opcode).containsExactly(Frame.CLOSE);
			wscat.exits(0);
			assertThat(digest(wscat.outBytes())).isEqualTo(digest(lines));
		}
	}

	private static CompletableFuture<Void> write(WscatProcess wscat, byte[] bytes) {
		return CompletableFuture.runAsync(() -> {
			try {
				wscat.input().write(bytes);
				wscat.input().flush();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	private static byte[] numberedLines(String name) {
		StringBuilder text = new StringBuilder(LINES * 40);
		for (int i = 0; i < LINES; i++) {
			text.append(name).append(' ').append(i).append(" \u20ac").append("*".repeat(i % 50)).append('\n');
		}
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}

	private static String digest(byte[] bytes) throws Exception {
		return bytes.length + " " + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
	}

}
