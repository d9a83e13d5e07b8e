package dev.wscat.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.wscat.core.Closing;
import dev.wscat.core.Message;
import dev.wscat.core.Opcode;
import dev.wscat.net.OpenSession.Role;
import dev.wscat.testing.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a session hands on besides messages, and in which order.
 */
class SeenTests {

	@ParameterizedTest
	@EnumSource
	void messagesOnlyUnlessMoreIsAskedFor(Role role) {
		try (OpenSession open = role.open()) {
			CompletableFuture<List<String>> seen = seen(open);
			open.peer().send(Frame.ping("a"), Frame.text("b"), Frame.pong("c"), Frame.close(1000, ""));
			assertThat(OpenSession.get(seen)).containsExactly("in text b");
		}
	}

	@ParameterizedTest
	@EnumSource
	void pingsAndPongsComeInTheOrderOfTheWireAlsoInsideAMessage(Role role) {
		try (OpenSession open = role.open((options) -> options.with(Seen.CONTROL, 0))) {
			CompletableFuture<List<String>> seen = seen(open);
			open.peer()
				.send(Frame.text("one"), Frame.ping("a"), Frame.text("t").more(), Frame.pong("b"),
						Frame.of(Frame.CONTINUATION, (byte) 'w'), Frame.ping(""), Frame.close(1000, ""));
			assertThat(OpenSession.get(seen)).containsExactly("in text one", "in ping a", "in pong b", "in text tw",
					"in ping ");
		}
	}

	@ParameterizedTest
	@EnumSource
	void allThatIsSentStandsBeforeWhatAnswersIt(Role role) {
		try (OpenSession open = role.open((options) -> options.with(Seen.ALL, 0))) {
			CompletableFuture<List<String>> seen = seen(open);
			OpenSession.get(open.session()
				.sendMessages(Flux.just(Message.text("question"), Message.control(Opcode.PING, new byte[] { 'p' })))
				.toFuture());
			assertThat(open.peer().read().text()).isEqualTo("question");
			assertThat(open.peer().read().opcode()).isEqualTo(Frame.PING);
			open.peer().send(Frame.pong("p"), Frame.text("answer"), Frame.ping("q"));
			assertThat(open.peer().read().opcode()).isEqualTo(Frame.PONG);
			open.closeWith(new Closing(4000, "x"));
			assertThat(open.peer().read().opcode()).isEqualTo(Frame.CLOSE);
			open.peer().send(Frame.close(4001, "y"));
			assertThat(OpenSession.get(seen)).containsExactly("out text question", "out ping p", "in pong p",
					"in text answer", "in ping q", "out pong q", "out close \u000f\u00a0x", "in close \u000f\u00a1y");
		}
	}

	@ParameterizedTest
	@EnumSource
	void ourAnswerToACloseIsSeen(Role role) {
		try (OpenSession open = role.open((options) -> options.with(Seen.ALL, 0))) {
			CompletableFuture<List<String>> seen = seen(open);
			open.peer().send(Frame.close(1000, ""));
			assertThat(OpenSession.get(seen)).containsExactly("in close \u0003\u00e8", "out close \u0003\u00e8");
		}
	}

	@Test
	void aMessageCutIntoFragmentsIsSeenOnce() {
		try (OpenSession open = Role.CLIENT.open((options) -> options.with(Seen.ALL, 3))) {
			CompletableFuture<List<String>> seen = seen(open);
			OpenSession.get(open.session().sendLines(Flux.just("fragments")).toFuture());
			assertThat(List.of(open.peer().read(), open.peer().read(), open.peer().read())).extracting(Frame::text)
				.containsExactly("fra", "gme", "nts");
			open.peer().send(Frame.close(1000, ""));
			assertThat(OpenSession.get(seen)).startsWith("out text fragments").hasSize(3);
		}
	}

	@Test
	void whoSendsWaitsWhileWhatWasSentIsNotTaken() {
		try (OpenSession open = Role.CLIENT.open((options) -> options.with(Seen.ALL, 0))) {
			AtomicInteger asked = new AtomicInteger();
			byte[] large = new byte[1 << 20];
			OneByOne<MessageBatch> slow = new OneByOne<>(MessageBatch::release, () -> {
			});
			open.session().batches().subscribe(slow);
			CompletableFuture<Void> sent = open.session()
				.sendMessages(
						Flux.range(0, 40).doOnNext((i) -> asked.incrementAndGet()).map((i) -> Message.binary(large)))
				.toFuture();
			CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> {
				int frames = 0;
				while (frames < 40 && open.peer().read().payload().length == large.length) {
					frames++;
				}
				return frames;
			});
			// all the time that an unbounded source would need
			assertThat(read.copy().completeOnTimeout(-1, 1, TimeUnit.SECONDS)).succeedsWithin(OpenSession.DEADLINE)
				.isEqualTo(-1);
			assertThat(asked.get()).isLessThan(20);
			slow.request(Long.MAX_VALUE);
			OpenSession.get(sent);
			assertThat(OpenSession.get(read)).isEqualTo(40);
		}
	}

	private static CompletableFuture<List<String>> seen(OpenSession open) {
		return open.session().batches().collect(ArrayList<String>::new, (events, batch) -> {
			assertThat(batch.micros() == 0).isEqualTo(batch.nanos() == 0);
			for (int i = 0; i < batch.size(); i++) {
				String payload = new String(batch.bytes(i), StandardCharsets.ISO_8859_1);
				events.add((batch.isOutgoing(i) ? "out " : "in ") + Opcode.name(batch.opcode(i)) + " " + payload);
			}
			batch.release();
		}).map((events) -> (List<String>) events).toFuture();
	}

}
