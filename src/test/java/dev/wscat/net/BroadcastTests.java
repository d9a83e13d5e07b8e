package dev.wscat.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import dev.wscat.net.BroadcastOptions.Slow;
import dev.wscat.net.Broadcasting.Client;
import dev.wscat.testing.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the clients of a hub get, in which order, and what becomes of the slow ones.
 */
class BroadcastTests {

	private static final int LONG = 20_000;

	/** More than the sockets and the queues together hold. */
	private static final int MANY = 400;

	@Test
	void eachMessageGoesToAllOthersAsWhatItWas() {
		try (Broadcasting all = new Broadcasting(Broadcasting.options(Slow.CLOSE, 1 << 20))) {
			Client sender = all.join();
			List<Client> others = List.of(all.join(), all.join(), all.join());
			sender.peer().send(Frame.text("zw\u00f6lf"), Frame.of(Frame.BINARY, (byte) 0, (byte) -1), Frame.text(""));
			for (Client other : others) {
				assertThat(other.peer().read().text()).isEqualTo("zw\u00f6lf");
				Frame binary = other.peer().read();
				assertThat(binary.opcode()).isEqualTo(Frame.BINARY);
				assertThat(binary.payload()).containsExactly(0, -1);
				assertThat(other.peer().read().payload()).isEmpty();
			}
			others.get(0).peer().send(Frame.text("back"));
			assertThat(sender.peer().read().text()).as("nothing of its own came before").isEqualTo("back");
		}
	}

	@Test
	void withEchoItGoesToTheSenderToo() {
		try (Broadcasting all = new Broadcasting(
				new BroadcastOptions(true, Slow.CLOSE, 1 << 20, Duration.ofMinutes(1), 1 << 24))) {
			Client one = all.join();
			Client two = all.join();
			one.peer().send(Frame.text("a"));
			assertThat(one.peer().read().text()).isEqualTo("a");
			assertThat(two.peer().read().text()).isEqualTo("a");
		}
	}

	@Test
	void fragmentsArriveAsOneMessage() {
		try (Broadcasting all = new Broadcasting(Broadcasting.options(Slow.CLOSE, 1 << 20))) {
			Client sender = all.join();
			Client other = all.join();
			sender.peer().send(Frame.text("a").more(), Frame.ping("p"), Frame.of(Frame.CONTINUATION, (byte) 'b'));
			Frame whole = other.peer().read();
			assertThat(whole.isFinal()).isTrue();
			assertThat(whole.text()).isEqualTo("ab");
		}
	}

	@ParameterizedTest
	@EnumSource(Slow.class)
	void severalSendersAreHeardInTheSameOrderByAll(Slow slow) {
		try (Broadcasting all = new Broadcasting(Broadcasting.options(slow, 1 << 23))) {
			List<Client> receivers = List.of(all.join(), all.join(), all.join(), all.join());
			List<Client> senders = List.of(all.join(), all.join(), all.join());
			List<CompletableFuture<List<String>>> heard = new ArrayList<>();
			for (Client receiver : receivers) {
				heard.add(CompletableFuture.supplyAsync(() -> read(receiver, 3 * 2000)));
			}
			// what senders get of each other has to be read too
			senders.forEach((sender) -> CompletableFuture.runAsync(() -> read(sender, 2 * 2000)));
			List<CompletableFuture<Void>> sent = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				sent.add(Broadcasting.send(senders.get(i), "s" + i, 2000, 10 + 300 * i));
			}
			sent.forEach(OpenSession::get);
			List<String> first = OpenSession.get(heard.get(0));
			for (CompletableFuture<List<String>> other : heard) {
				assertThat(OpenSession.get(other)).isEqualTo(first);
			}
			for (int i = 0; i < 3; i++) {
				int sender = i;
				assertThat(first.stream().filter((text) -> text.startsWith("s" + sender)))
					.containsExactlyElementsOf(numbered("s" + i, 2000, 10 + 300 * i));
			}
		}
	}

	@Test
	void aSlowOneMissesTheOldestWholeMessagesAndTheyAreCounted() {
		try (Broadcasting all = new Broadcasting(Broadcasting.options(Slow.DROP_OLDEST, 1 << 18))) {
			Client slow = all.join();
			Client good = all.join();
			Client sender = all.join();
			CompletableFuture<List<String>> heard = CompletableFuture
				.supplyAsync(() -> good.readUpTo(Broadcasting.text("m", MANY - 1, LONG)));
			OpenSession.get(Broadcasting.send(sender, "m", MANY, LONG));
			assertThat(OpenSession.get(heard)).isEqualTo(numbered("m", MANY, LONG));
			assertThat(slow.dropped()).isPositive();
			List<String> rest = slow.readUpTo(Broadcasting.text("m", MANY - 1, LONG));
			assertThat(rest.size() + slow.dropped()).isEqualTo(MANY);
			assertThat(numbered("m", MANY, LONG)).containsSubsequence(rest);
			assertThat(good.dropped()).isZero();
		}
	}

	@Test
	void aSlowOneIsClosedAndWhatItDidNotGetIsCounted() {
		try (Broadcasting all = new Broadcasting(Broadcasting.options(Slow.CLOSE, 1 << 18))) {
			Client slow = all.join();
			Client good = all.join();
			Client sender = all.join();
			CompletableFuture<List<String>> heard = CompletableFuture
				.supplyAsync(() -> good.readUpTo(Broadcasting.text("m", MANY - 1, LONG)));
			OpenSession.get(Broadcasting.send(sender, "m", MANY, LONG));
			assertThat(OpenSession.get(heard)).hasSize(MANY);
			slow.awaitDrop();
			List<Frame> frames = readToClose(slow);
			Frame close = frames.remove(frames.size() - 1);
			assertThat(close.code()).isEqualTo(1013);
			assertThat(close.reason()).isEqualTo("too slow");
			assertThat(frames.stream().map(Frame::text)).containsExactlyElementsOf(numbered("m", frames.size(), LONG));
			assertThat(slow.dropped()).isBetween(1L, (long) MANY - frames.size());
		}
	}

	@Test
	void sendersWaitForASlowOneAndNothingIsLost() {
		BroadcastOptions options = Broadcasting.options(Slow.BLOCK, 1 << 18);
		try (Broadcasting all = new Broadcasting(options)) {
			Client slow = all.join();
			Client good = all.join();
			Client sender = all.join();
			CompletableFuture<List<String>> heard = CompletableFuture
				.supplyAsync(() -> good.readUpTo(Broadcasting.text("m", MANY - 1, LONG)));
			CompletableFuture<Void> sent = Broadcasting.send(sender, "m", MANY, LONG);
			for (int i = 0; i < MANY; i++) {
				assertThat(slow.peer().read().text()).isEqualTo(Broadcasting.text("m", i, LONG));
				assertThat(all.hub().held()).isLessThan(options.memory());
			}
			OpenSession.get(sent);
			assertThat(OpenSession.get(heard)).hasSize(MANY);
			assertThat(slow.dropped() + good.dropped()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource(Slow.class)
	void oneWhoTakesNothingAtAllIsNotWaitedForForEver(Slow slow) {
		try (Broadcasting all = new Broadcasting(
				new BroadcastOptions(false, slow, 1 << 18, Duration.ofMillis(200), 1 << 24))) {
			Client stuck = all.join();
			Client good = all.join();
			Client sender = all.join();
			CompletableFuture<List<String>> heard = CompletableFuture
				.supplyAsync(() -> good.readUpTo(Broadcasting.text("m", MANY - 1, LONG)));
			OpenSession.get(Broadcasting.send(sender, "m", MANY, LONG));
			assertThat(OpenSession.get(heard)).hasSize(MANY);
			stuck.awaitClosing();
			List<Frame> frames = readToClose(stuck);
			assertThat(frames.get(frames.size() - 1).code()).isEqualTo(1013);
		}
	}

	@Test
	void oneWhoWasStuckLeavesWithAResetAndTheOthersGoOn() {
		try (Broadcasting all = new Broadcasting(Broadcasting.options(Slow.BLOCK, 1 << 18))) {
			Client stuck = all.join();
			Client good = all.join();
			Client sender = all.join();
			CompletableFuture<Void> sent = Broadcasting.send(sender, "m", MANY, LONG);
			assertThat(good.peer().read().text()).startsWith("m:0:");
			stuck.peer().reset();
			assertThat(good.readUpTo(Broadcasting.text("m", MANY - 1, LONG))).hasSize(MANY - 1);
			OpenSession.get(sent);
		}
	}

	@Test
	void whenMemoryIsShortThoseGoWhoHoldIt() {
		BroadcastOptions options = new BroadcastOptions(false, Slow.DROP_OLDEST, 1 << 22, Duration.ofMinutes(1),
				1 << 20);
		try (Broadcasting all = new Broadcasting(options)) {
			Client stuck = all.join();
			Client good = all.join();
			Client sender = all.join();
			CompletableFuture<List<String>> heard = CompletableFuture
				.supplyAsync(() -> good.readUpTo(Broadcasting.text("m", MANY - 1, LONG)));
			OpenSession.get(Broadcasting.send(sender, "m", MANY, LONG));
			assertThat(OpenSession.get(heard)).hasSize(MANY);
			stuck.awaitDrop();
			assertThat(stuck.peer().readToEnd()).isNotEmpty().noneMatch((frame) -> frame.opcode() == Frame.CLOSE);
		}
	}

	@Test
	void aMessageLongerThanTheQueueArrives() {
		try (Broadcasting all = new Broadcasting(Broadcasting.options(Slow.CLOSE, 1000))) {
			Client sender = all.join();
			Client other = all.join();
			sender.peer().send(Frame.text("x".repeat(500_000)));
			assertThat(other.peer().read().payload()).hasSize(500_000);
		}
	}

	@Test
	void nothingFollowsAClose() {
		try (Broadcasting all = new Broadcasting(Broadcasting.options(Slow.CLOSE, 1 << 20))) {
			Client leaving = all.join();
			Client other = all.join();
			Client sender = all.join();
			CompletableFuture<Void> sent = Broadcasting.send(sender, "m", 2000, 100);
			assertThat(leaving.peer().read().text()).startsWith("m:0:");
			leaving.peer().send(Frame.close(1000, ""));
			assertThat(leaving.peer().readToEnd()).last()
				.satisfies((last) -> assertThat(last.opcode()).isEqualTo(Frame.CLOSE));
			assertThat(other.readUpTo(Broadcasting.text("m", 1999, 100))).hasSize(2000);
			OpenSession.get(sent);
		}
	}

	@Test
	void rfc7692LongMessagesArePackedWithoutReferenceToEarlierOnes() throws DataFormatException {
		try (Broadcasting all = new Broadcasting(Broadcasting.options(Slow.CLOSE, 1 << 20))) {
			Client packing = all.join("Sec-WebSocket-Extensions: permessage-deflate");
			Client small = all.join("Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=9");
			Client plain = all.join();
			Client sender = all.join();
			String text = "again and ".repeat(100);
			sender.peer().send(Frame.text(text), Frame.text(text), Frame.text("short"));
			for (int i = 0; i < 2; i++) {
				Frame packed = packing.peer().read();
				assertThat(packed.reserved()).isEqualTo(0x40);
				assertThat(inflate(packed.payload())).isEqualTo(text);
				for (Client other : List.of(small, plain)) {
					Frame frame = other.peer().read();
					assertThat(frame.reserved()).isZero();
					assertThat(frame.text()).isEqualTo(text);
				}
			}
			for (Client other : List.of(packing, small, plain)) {
				Frame frame = other.peer().read();
				assertThat(frame.reserved()).isZero();
				assertThat(frame.text()).isEqualTo("short");
			}
		}
	}

	private static List<String> read(Client client, int count) {
		List<String> texts = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			texts.add(client.peer().read().text());
		}
		return texts;
	}

	private static List<Frame> readToClose(Client client) {
		List<Frame> frames = new ArrayList<>();
		do {
			frames.add(client.peer().read());
		}
		while (frames.get(frames.size() - 1).opcode() != Frame.CLOSE);
		return frames;
	}

	private static List<String> numbered(String name, int count, int length) {
		List<String> texts = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			texts.add(Broadcasting.text(name, i, length));
		}
		return texts;
	}

	/** With a fresh window, as if nothing had come before. */
	private static String inflate(byte[] packed) throws DataFormatException {
		Inflater inflater = new Inflater(true);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		byte[] buffer = new byte[4096];
		for (byte[] part : List.of(packed, new byte[] { 0, 0, -1, -1 })) {
			inflater.setInput(part);
			for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
				out.write(buffer, 0, n);
			}
		}
		inflater.end();
		return out.toString(StandardCharsets.UTF_8);
	}

}
