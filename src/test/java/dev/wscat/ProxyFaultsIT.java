package dev.wscat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The proxy that listens, and does something to what is said.
 */
class ProxyFaultsIT {

	/** "Hello" as RFC 7692 section 7.2.3.1 has it, and again as in 7.2.3.2. */
	private static final byte[][] PACKED_HELLO = { { (byte) 0xf2, 0x48, (byte) 0xcd, (byte) 0xc9, (byte) 0xc9, 7, 0 },
			{ (byte) 0xf2, 0, 0x11, 0, 0 } };

	private final Path directory;

	ProxyFaultsIT(@TempDir Path directory) {
		this.directory = directory;
	}

	/** Both sides of a session, and the proxy between them. */
	private static final class Session implements AutoCloseable {

		private final RawServer target = new RawServer();

		private final WscatProcess proxy;

		private final RawPeer client;

		private final RawPeer server;

		Session(String extensions, String... options) {
			List<String> words = new ArrayList<>(
					List.of("proxy-server", "--port=0", "--remote_host", this.target.url()));
			words.addAll(List.of(options));
			this.proxy = Invocation.wscat(words.toArray(new String[0])).start();
			this.client = RawPeer.open("localhost", this.proxy.port());
			this.client
				.send(RawPeer.upgradeRequest("a.example", "Sec-WebSocket-Extensions: " + extensions, "Cookie: x=y")
					.getBytes(StandardCharsets.US_ASCII));
			this.server = this.target.accept(extensions.isEmpty() ? "X: y" : "Sec-WebSocket-Extensions: " + extensions);
			assertThat(this.client.readHead()).startsWith("HTTP/1.1 101 ");
		}

		@Override
		public void close() {
			this.client.close();
			this.server.close();
			this.proxy.close();
			this.target.close();
		}

	}

	@Test
	void theTapWritesWhatBothSay() throws IOException {
		Path file = this.directory.resolve("tap");
		try (Session it = new Session("", "--log=jsonl:" + file, "--log-payload=10")) {
			it.client.send(Frame.text("o\"n").more(), Frame.ping("p"), Frame.of(Frame.CONTINUATION, (byte) 'e'),
					Frame.binary((byte) 0, (byte) -1), Frame.text("123456789äö"), Frame.of(Frame.TEXT, (byte) -1));
			for (int i = 0; i < 6; i++) {
				it.server.read();
			}
			it.server.send(Frame.text("two"), Frame.close(4000, "why"));
			assertThat(it.client.read().text()).isEqualTo("two");
			it.client.read();
			it.client.send(Frame.close(4000, ""));
			it.server.read();
			it.proxy.terminate().exits(143);
			List<String> lines = Files.readAllLines(file).stream().map(ProxyFaultsIT::withoutTime).toList();
			assertThat(lines.get(0)).startsWith("\"conn\":0,\"event\":\"open\",\"uri\":\"/chat\"")
				.contains("\"Cookie\":\"(hidden)\"");
			assertThat(lines.subList(1, lines.size())).containsExactly(
					"\"conn\":0,\"event\":\"ping\",\"dir\":\"in\",\"opcode\":9,\"len\":1,\"text\":\"p\"}",
					"\"conn\":0,\"event\":\"message\",\"dir\":\"in\",\"opcode\":1,\"len\":4,\"text\":\"o\\\"ne\"}",
					"\"conn\":0,\"event\":\"message\",\"dir\":\"in\",\"opcode\":2,\"len\":2,\"base64\":\"AP8=\"}",
					"\"conn\":0,\"event\":\"message\",\"dir\":\"in\",\"opcode\":1,\"len\":13,\"text\":\"123456789\",\"cut\":true}",
					"\"conn\":0,\"event\":\"message\",\"dir\":\"in\",\"opcode\":1,\"len\":1,\"base64\":\"/w==\"}",
					"\"conn\":0,\"event\":\"message\",\"dir\":\"out\",\"opcode\":1,\"len\":3,\"text\":\"two\"}",
					"\"conn\":0,\"event\":\"close\",\"dir\":\"out\",\"opcode\":8,\"len\":5,\"code\":4000,\"reason\":\"why\"}",
					"\"conn\":0,\"event\":\"close\",\"dir\":\"in\",\"opcode\":8,\"len\":2,\"code\":4000,\"reason\":\"\"}");
		}
	}

	@Test
	void theTapUnpacksWhatPassesPacked() {
		try (Session it = new Session("permessage-deflate", "--log=jsonl")) {
			for (byte[] packed : PACKED_HELLO) {
				Frame frame = Frame.of(Frame.TEXT, packed).with(0x40);
				it.client.send(frame);
				assertThat(it.server.read().payload()).isEqualTo(packed);
				it.server.send(frame);
				Frame back = it.client.read();
				assertThat(back.payload()).isEqualTo(packed);
				assertThat(back.reserved()).isNotZero();
			}
			it.client.send(Frame.of(Frame.TEXT, (byte) 6, (byte) 6).with(0x40), Frame.of(Frame.TEXT, (byte) 'a'));
			it.server.read();
			it.server.read();
			it.proxy.terminate().exits(143);
			assertThat(it.proxy.out().lines().filter((line) -> line.contains("\"len\":5,\"text\":\"Hello\"}")))
				.hasSize(4);
			assertThat(it.proxy.out()).contains("\"packed\":true", "\"text\":\"a\"}");
		}
	}

	@Test
	void aFullDiskEndsTheProxy() {
		try (Session it = new Session("", "--log=jsonl:/dev/full")) {
			it.client.send(Frame.text("a"));
			it.proxy.exits(8).said("cannot write /dev/full: No space left");
		}
	}

	@Test
	void rewritesTextOfOneSideAndLeavesTheRest() {
		try (Session it = new Session("permessage-deflate", "--rewrite=client:s/(o)(n)/\\2&/",
				"--rewrite=server:s/x//g")) {
			assertThat(it.server.head()).doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
			it.client.send(Frame.text("o").more(), Frame.of(Frame.CONTINUATION, (byte) 'n'),
					Frame.binary((byte) 'o', (byte) 'n'), Frame.text("xx"));
			Frame rewritten = it.server.read();
			assertThat(rewritten.text()).isEqualTo("non");
			assertThat(rewritten.isMasked()).isTrue();
			assertThat(it.server.read().payload()).asString().isEqualTo("on");
			assertThat(it.server.read().text()).isEqualTo("xx");
			it.server.send(Frame.text("xonx"));
			assertThat(it.client.read().text()).isEqualTo("on");
			it.client.close();
			it.proxy.awaitErr("closed: .*, 2 rewritten").terminate().exits(143).said("0 messages dropped, 2 rewritten");
		}
	}

	@Test
	void aTextTooLongToBeRewrittenEndsTheSession() {
		try (Session it = new Session("", "--rewrite=s/a/b/", "--max-message=10")) {
			it.client.send(Frame.text("a"), Frame.text("x".repeat(11)), Frame.text("a"));
			assertThat(it.server.read().text()).isEqualTo("b");
			assertThat(it.server.read().code()).isEqualTo(1009);
			assertThat(it.client.read().code()).isEqualTo(1009);
			it.proxy.awaitErr("connection 0: text over 10 bytes");
		}
	}

	@Test
	void dropsMessagesAndNoControlFrames() {
		try (Session it = new Session("", "--drop=client:100%")) {
			it.client.send(Frame.text("a").more(), Frame.ping("p"), Frame.of(Frame.CONTINUATION, (byte) 'n'),
					Frame.binary((byte) 1), Frame.close(1000, ""));
			assertThat(it.server.read().text()).isEqualTo("p");
			it.server.send(Frame.text("kept"), Frame.close(1000, ""));
			assertThat(it.client.read().text()).isEqualTo("kept");
			assertThat(it.server.read().code()).isEqualTo(1000);
			it.proxy.awaitErr("closed: 1000, 2 messages in, 1 out, 2 dropped");
		}
	}

	@Test
	void theSameSeedDropsTheSame() {
		List<String> first = dropHalf("--seed=7");
		assertThat(first).hasSizeBetween(10, 90).isEqualTo(dropHalf("--seed=7")).isNotEqualTo(dropHalf("--seed=8"));
	}

	private static List<String> dropHalf(String seed) {
		try (Session it = new Session("", "--drop=50%", "--delay=1ms+-1", seed)) {
			Frame[] frames = new Frame[101];
			for (int i = 0; i < 100; i++) {
				frames[i] = Frame.text("message " + i);
			}
			frames[100] = Frame.close(1000, "");
			it.client.send(frames);
			List<String> texts = new ArrayList<>();
			for (Frame frame = it.server.read(); frame.opcode() == Frame.TEXT; frame = it.server.read()) {
				texts.add(frame.text());
			}
			return texts;
		}
	}

	@Test
	void whatIsDelayedIsLateInOrderAndCountedWhenItIsLost() {
		try (Session it = new Session("", "--delay=client:1h+-1ms")) {
			it.client.send(Frame.text("late"), Frame.text("later"));
			it.server.send(Frame.text("at once"));
			assertThat(it.client.read().text()).isEqualTo("at once");
			it.server.close();
			it.proxy.awaitErr("connection 0: 21 bytes of the client were still under way and are lost");
		}
	}

	@Test
	void whatWaitsIsBounded() {
		try (Session it = new Session("", "--delay=client:1h")) {
			Frame large = Frame.binary(new byte[1 << 20]);
			AtomicInteger sent = new AtomicInteger();
			Thread writer = new Thread(() -> {
				for (int i = 0; i < 200; i++) {
					it.client.send(large);
					sent.incrementAndGet();
				}
			});
			writer.setDaemon(true);
			writer.setUncaughtExceptionHandler((thread, error) -> {
				// the test is over
			});
			writer.start();
			it.proxy.during(() -> {
				while (sent.get() < 4) {
					Thread.onSpinWait();
				}
				return true;
			});
			it.server.send(Frame.text("still there"));
			assertThat(it.client.read().text()).isEqualTo("still there");
			it.server.close();
			it.proxy.awaitErr("[1-5]\\d{6} bytes of the client were still under way");
			assertThat(sent.get()).isLessThan(50);
		}
	}

	@Test
	void theThrottleLetsPiecesThrough() {
		try (Session it = new Session("", "--throttle=client:1KB/s")) {
			it.client.send(Frame.binary(new byte[60_000]));
			assertThat(it.server.readBytes(2)).containsExactly(0x82, 0xfe);
			it.server.close();
			it.proxy.awaitErr("[1-5]\\d{3,4} bytes of the client were still under way");
		}
	}

	@ParameterizedTest
	@CsvSource({ "1ms, 1011, ''", "1ms:4000:so it is, 4000, so it is" })
	void endsSessionsByItself(String fault, int code, String reason) {
		try (Session it = new Session("", "--close-after=" + fault, "--log=jsonl")) {
			for (RawPeer peer : List.of(it.client, it.server)) {
				Frame close = peer.read();
				assertThat(close.code()).isEqualTo(code);
				assertThat(close.reason()).isEqualTo(reason);
				peer.send(Frame.close(code, ""));
			}
			it.proxy.awaitErr("connection 0 closed: " + code).awaitOut("\"code\":" + code + ".*\"fate\":\"added\"");
		}
	}

	@Test
	void aSideThatDoesNotAnswerAnAddedCloseIsLeft() {
		try (Session it = new Session("", "--close-after=client:1ms", "--close-timeout=100ms")) {
			assertThat(it.server.read().code()).isEqualTo(1011);
			assertThat(it.client.readToEnd()).extracting(Frame::code).containsExactly(1014);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			--delay=abc              | invalid --delay
			--delay=1s+-x            | invalid --delay
			--drop=1                 | invalid --drop
			--drop=101%              | invalid --drop
			--drop=both:1%           | invalid --drop
			--throttle=0             | invalid --throttle
			--throttle=1MB/h         | invalid --throttle
			--close-after=1s:999     | 999
			--rewrite=client:s/a/b   | invalid --rewrite
			--seed=7                 | --seed is for
			--max-message=7          | --max-message is for
			--log=xml                | invalid --log
			--log-payload=7          | --log-payload is for
			--log=jsonl:/no/where    | cannot write /no/where
			--rate=7                 | --rate
			--idle-timeout=7         | --idle-timeout
			--subprotocol=a          | --subprotocol
			""")
	void wrongOptionsAreOneLine(String option, String said) {
		Invocation.wscat("proxy-server", "--port=0", "--remote_host=ws://localhost:1", option)
			.start()
			.exits(option.contains("/no/where") ? 8 : 2)
			.said(said);
	}

	private static String withoutTime(String line) {
		return line.replaceFirst("^\\{\"ts\":\"[^\"]+\",", "");
	}

}
