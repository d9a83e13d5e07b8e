package dev.wscat.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import dev.wscat.core.Closing;
import dev.wscat.net.OpenSession.Role;
import dev.wscat.net.OpenSession.RunningListener;
import dev.wscat.testing.Frame;
import dev.wscat.testing.RawPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * An open session: messages both ways, Pings, and back-pressure.
 */
class SessionTests {

	private static final Frame FULL = Frame.ping("x".repeat(125));

	@ParameterizedTest
	@EnumSource
	void linesBecomeTextMessagesInOrder(Role role) {
		try (OpenSession open = role.open()) {
			CompletableFuture<Void> sent = open.session()
				.sendLines(Flux.just("one", "", "two \u20ac", "x".repeat(70_000)))
				.toFuture();
			assertThat(open.peer().read().text()).isEqualTo("one");
			assertThat(open.peer().read().text()).isEmpty();
			assertThat(open.peer().read().text()).isEqualTo("two \u20ac");
			Frame last = open.peer().read();
			assertThat(last.payload()).hasSize(70_000);
			assertThat(last.isMasked()).isEqualTo(role == Role.CLIENT);
			OpenSession.get(sent);
		}
	}

	@ParameterizedTest
	@EnumSource
	void messagesAreDeliveredInOrderWhateverTheirFrames(Role role) {
		try (OpenSession open = role.open()) {
			CompletableFuture<List<String>> received = open.received();
			open.peer()
				.send(Frame.text("one"), Frame.text(""), Frame.text("t").more(),
						Frame.of(Frame.CONTINUATION, (byte) 'w').more(), Frame.of(Frame.CONTINUATION, (byte) 'o'),
						Frame.binary((byte) 'b'), Frame.close(1000, ""));
			assertThat(OpenSession.get(received)).containsExactly("one", "", "two", "b");
		}
	}

	@ParameterizedTest
	@EnumSource
	void springsLaneCarriesTypesAndPayloads(Role role) {
		try (OpenSession open = role.open()) {
			open.peer().send(Frame.text("text"), Frame.binary((byte) 7), Frame.close(1000, ""));
			StepVerifier.create(open.session().receive().map((message) -> {
				byte[] bytes = new byte[message.getPayload().readableByteCount()];
				message.getPayload().read(bytes);
				return message.getType() + " " + bytes.length;
			})).expectNext("TEXT 4", "BINARY 1").expectComplete().verify(OpenSession.DEADLINE);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aPingIsAnsweredByAPongWithItsPayload(Role role) {
		try (OpenSession open = role.open()) {
			open.received();
			open.peer().send(Frame.ping("x".repeat(125)));
			Frame pong = open.peer().read();
			assertThat(pong.opcode()).isEqualTo(Frame.PONG);
			assertThat(pong.text()).isEqualTo("x".repeat(125));
			assertThat(pong.isMasked()).isEqualTo(role == Role.CLIENT);
			open.peer().send(Frame.ping(""), Frame.pong("unasked"), Frame.ping("again"));
			assertThat(open.peer().read().payload()).isEmpty();
			assertThat(open.peer().read().text()).isEqualTo("again");
		}
	}

	@ParameterizedTest
	@EnumSource
	void aPingBeforeACloseIsAnsweredBeforeTheClose(Role role) {
		try (OpenSession open = role.open()) {
			open.peer().send(Frame.ping("quick"), Frame.close(1000, ""));
			assertThat(open.peer().readToEnd()).extracting(Frame::opcode).containsExactly(Frame.PONG, Frame.CLOSE);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aPingInsideAFragmentedMessageIsAnswered(Role role) {
		try (OpenSession open = role.open()) {
			CompletableFuture<List<String>> received = open.received();
			open.peer().send(Frame.text("a").more(), Frame.ping("now"));
			assertThat(open.peer().read().opcode()).isEqualTo(Frame.PONG);
			open.peer().send(Frame.of(Frame.CONTINUATION, (byte) 'b'), Frame.close(1000, ""));
			assertThat(OpenSession.get(received)).containsExactly("ab");
		}
	}

	/** 52 MB of Pings, of whose Pongs the peer reads none before it has sent all. */
	@ParameterizedTest
	@EnumSource
	void aFloodOfPingsIsAnsweredByTheNewestPongsOnlySoThatMemoryIsBounded(Role role) {
		int pings = 400_000;
		try (OpenSession open = role.open()) {
			open.received();
			byte[] flood = Frame.allBytes(role == Role.SERVER, Collections.nCopies(1000, FULL).toArray(Frame[]::new));
			for (int i = 0; i < pings / 1000; i++) {
				open.peer().send(flood);
			}
			open.peer().send(Frame.ping("last"));
			int pongs = 0;
			Frame frame = open.peer().read();
			while (!frame.text().equals("last")) {
				assertThat(frame.opcode()).isEqualTo(Frame.PONG);
				pongs++;
				frame = open.peer().read();
			}
			assertThat(pongs).as("answered of " + pings).isLessThan(pings / 2);
		}
	}

	@Test
	void withoutDemandTheSocketIsNotReadSoThatThePeerHasToWait() throws Exception {
		try (RunningListener listener = new RunningListener(Gate.OPEN, List.of(), RunningListener.wire());
				SocketChannel raw = open(listener.port())) {
			Session session = listener.next();
			CompletableFuture<Long> count = new CompletableFuture<>();
			AtomicLong received = new AtomicLong();
			OneByOne<MessageBatch> slow = new OneByOne<>((batch) -> {
				received.addAndGet(batch.size());
				batch.release();
			}, () -> count.complete(received.get()));
			session.batches().subscribe(slow);
			raw.configureBlocking(false);
			byte[] frame = Frame.text("x".repeat(10_000)).bytes(true);
			long written = 0;
			ByteBuffer rest = ByteBuffer.allocate(0);
			while (written < 100_000_000L) {
				rest = rest.hasRemaining() ? rest : ByteBuffer.wrap(frame);
				int taken = raw.write(rest);
				written += taken;
				if (taken == 0 && !writable(raw)) {
					break;
				}
			}
			assertThat(written).as("what the kernel holds, and no more").isLessThan(60_000_000L);
			assertThat(received).hasValue(0);
			slow.request(Long.MAX_VALUE);
			raw.configureBlocking(true);
			while (rest.hasRemaining()) {
				written += raw.write(rest);
			}
			raw.write(ByteBuffer.wrap(Frame.close(1000, "").bytes(true)));
			assertThat(OpenSession.get(count)).isEqualTo(written / frame.length);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aPeerThatDoesNotReadStopsTheSource(Role role) throws Exception {
		try (OpenSession open = role.open()) {
			AtomicLong taken = new AtomicLong();
			CompletableFuture<Void> sent = open.session()
				.sendLines(Flux.range(0, 1_500)
					.map((i) -> i + " " + "x".repeat(20_000))
					.doOnNext((line) -> taken.incrementAndGet()))
				.toFuture();
			assertThatThrownBy(() -> sent.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
			assertThat(taken).as("of 1500 lines, 30 MB").hasValueLessThan(750);
			for (int i = 0; i < 1_500; i++) {
				assertThat(open.peer().read().text()).startsWith(i + " ");
			}
			OpenSession.get(sent);
		}
	}

	@ParameterizedTest
	@EnumSource
	void sendingEndsWhenThePeerCloses(Role role) {
		try (OpenSession open = role.open()) {
			open.received();
			CompletableFuture<Void> sent = open.session().sendLines(Flux.never()).toFuture();
			open.peer().send(Frame.close(1000, ""));
			OpenSession.get(sent);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatWasSentBeforeTheCloseGoesOutBeforeIt(Role role) {
		try (OpenSession open = role.open()) {
			open.session()
				.sendLines(Flux.range(0, 1000).map(String::valueOf))
				.then(open.session().close(Closing.NORMAL))
				.toFuture();
			for (int i = 0; i < 1000; i++) {
				assertThat(open.peer().read().text()).isEqualTo("" + i);
			}
			open.peer().answerClose(1000);
			assertThat(open.ending().received()).isEqualTo(Closing.NORMAL);
			assertThat(open.session().unsent()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void aMessageOverTheLimitIsRefusedByItsHeaderAlone(Role role) {
		try (OpenSession open = role.open(OpenSession.maxMessage(1000))) {
			CompletableFuture<List<String>> received = open.received();
			byte[] tooBig = Frame.text("y".repeat(1001)).bytes(role == Role.SERVER);
			open.peer().send(Frame.text("x".repeat(1000)));
			open.peer().send(Arrays.copyOf(tooBig, 20));
			assertThat(open.peer().readToEnd()).extracting(Frame::code).containsExactly(1009);
			open.peer().close();
			assertThat(OpenSession.get(received)).containsExactly("x".repeat(1000));
		}
	}

	@ParameterizedTest
	@EnumSource
	void messagesHaveOneSubscriberOnly(Role role) {
		try (OpenSession open = role.open()) {
			open.received();
			StepVerifier.create(open.session().batches())
				.expectError(IllegalStateException.class)
				.verify(OpenSession.DEADLINE);
		}
	}

	private static SocketChannel open(int port) throws IOException {
		SocketChannel raw = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
		raw.write(StandardCharsets.US_ASCII.encode(RawPeer.upgradeRequest("localhost")));
		ByteBuffer one = ByteBuffer.allocate(1);
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			one.clear();
			raw.read(one);
			head.append((char) one.get(0));
		}
		return raw;
	}

	/** Whether the kernel takes more within a second. */
	private static boolean writable(SocketChannel raw) throws IOException {
		try (Selector selector = Selector.open()) {
			raw.register(selector, SelectionKey.OP_WRITE);
			return selector.select(1000) > 0;
		}
	}

}
