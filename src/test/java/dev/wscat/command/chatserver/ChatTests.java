package dev.wscat.command.chatserver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.wscat.core.Closing;
import dev.wscat.core.Message;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.BaseSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rooms and users, without a network.
 */
class ChatTests {

	private final AtomicLong nanos = new AtomicLong();

	private Chat chat = new Chat(new Rules(20, 3, 4, 1000), "run", () -> 42);

	/** A user whose messages are seen. */
	private static final class Person {

		private final Guest guest;

		private final List<String> received = new ArrayList<>();

		private @Nullable Closing closing;

		Person(Guest guest, boolean reads) {
			this.guest = guest;
			if (reads) {
				guest.mailbox()
					.contents()
					.doOnNext((message) -> this.received.add(new String(message.payload(), StandardCharsets.UTF_8)))
					.subscribe();
			}
			guest.mailbox().dismissal().subscribe((how) -> this.closing = how);
		}

		List<String> take() {
			List<String> taken = List.copyOf(this.received);
			this.received.clear();
			return taken;
		}

	}

	private Person enter(@Nullable String name, String... rooms) {
		Person person = new Person(new Guest(new Mailbox(), new Bucket(1000, this.nanos::get)), true);
		this.chat.enter(person.guest, name, List.of(rooms));
		return person;
	}

	private void say(Person person, String text) {
		this.chat.receive(person.guest, text);
	}

	@Test
	void whoComesIsWelcomedAndToldWhoIsThereAndTheOthersAreTold() {
		Person ann = enter("ann", "lobby");
		assertThat(ann.take()).containsExactly(
				"{\"type\":\"welcome\",\"id\":1,\"user\":\"ann\",\"run\":\"run\",\"rate\":1000,\"longest\":20,"
						+ "\"message\":\"Welcome! You are ann\"}",
				"{\"type\":\"room\",\"room\":\"lobby\",\"count\":1,\"users\":[\"ann\"],\"history\":[]}");
		enter("bob", "LOBBY");
		assertThat(ann.take())
			.containsExactly("{\"type\":\"join\",\"room\":\"lobby\",\"user\":\"bob\",\"timestamp\":42,"
					+ "\"message\":\"bob joined lobby\"}");
	}

	@Test
	void whatIsSaidComesToAllInTheRoomAndToNobodyElse() {
		Person ann = enter("ann", "lobby");
		Person bob = enter("bob", "lobby");
		Person eve = enter("eve", "dev");
		List.of(ann, bob, eve).forEach(Person::take);
		say(ann, "{\"type\":\"message\",\"text\":\"hi\"}");
		String said = "{\"type\":\"message\",\"room\":\"lobby\",\"id\":1,\"user\":\"ann\",\"text\":\"hi\",\"timestamp\":42}";
		assertThat(ann.take()).containsExactly(said);
		assertThat(bob.take()).containsExactly(said);
		assertThat(eve.take()).isEmpty();
		say(eve, "{\"type\":\"message\",\"room\":\"lobby\",\"text\":\"hi\"}");
		assertThat(eve.take()).singleElement().asString().contains("not-there");
		assertThat(ann.take()).isEmpty();
	}

	@Test
	void whoSpeaksInLinesIsAnsweredInLines() {
		Person ann = enter(null, "lobby");
		ann.take();
		say(ann, "hello");
		say(ann, "/nick ann");
		say(ann, "/who");
		say(ann, "/nothing");
		say(ann, "{\"type\":\"nothing\",\"ref\":\"a1\"}");
		assertThat(ann.take()).containsExactly("lobby  User1: hello", "* User1 is now ann", "* in lobby: ann",
				"! there is no such command; /help tells which there are, and // in front says it all the same",
				"{\"type\":\"error\",\"code\":\"bad-type\",\"message\":\"there is no type of message like that; "
						+ "see the documentation of wscat chat-server\",\"ref\":\"a1\"}");
	}

	@Test
	void aNameIsFreeAgainOnceItsUserHasGone() {
		Person ann = enter("ann", "lobby");
		Person other = enter("\uff21NN", "lobby");
		assertThat(other.take()).singleElement().asString().contains("name-taken");
		assertThat(other.closing).isEqualTo(new Closing(4002, "the name \uff21NN is taken"));
		this.chat.leave(other.guest);
		this.chat.leave(ann.guest);
		this.chat.leave(ann.guest);
		assertThat(enter("Ann", "lobby").closing).isNull();
	}

	@Test
	void aNameMayBeSpelledAnewAndTheOldOneIsFree() {
		Person ann = enter("ann", "lobby", "dev");
		Person bob = enter("bob", "lobby", "dev");
		List.of(ann, bob).forEach(Person::take);
		say(ann, "/nick Ann");
		say(ann, "/nick anna");
		assertThat(bob.take()).hasSize(2).last().asString().contains("\"oldName\":\"Ann\",\"newName\":\"anna\"");
		say(bob, "/nick ANN");
		assertThat(bob.take()).containsExactly("* bob is now ANN");
		say(ann, "/nick ann");
		assertThat(ann.take()).last().isEqualTo("! the name ann is taken");
	}

	@Test
	void whatIsForOneComesToOne() {
		Person ann = enter("ann", "lobby");
		Person bob = enter("bob", "dev");
		Person eve = enter("eve", "lobby", "dev");
		List.of(ann, bob, eve).forEach(Person::take);
		say(ann, "/msg BOB psst");
		assertThat(ann.take()).containsExactly("ann -> bob: psst");
		assertThat(bob.take()).containsExactly(
				"{\"type\":\"private\",\"user\":\"ann\",\"to\":\"bob\",\"text\":\"psst\",\"timestamp\":42}");
		assertThat(eve.take()).isEmpty();
		say(ann, "/msg nobody psst");
		assertThat(ann.take()).containsExactly("! there is no user of that name");
		say(ann, "/msg ann me");
		assertThat(ann.take()).containsExactly("ann -> ann: me");
	}

	@Test
	void theLastMessagesAreThereForThoseWhoComeLater() {
		Person ann = enter("ann", "dev");
		for (int i = 1; i <= 5; i++) {
			say(ann, "m" + i);
		}
		this.chat.leave(ann.guest);
		Person bob = enter("bob", "dev");
		assertThat(bob.take().get(1)).doesNotContain("m2").contains("m3", "m4", "m5", "\"id\":5");
		say(bob, "{\"type\":\"join\",\"room\":\"dev\"}");
		assertThat(bob.take()).singleElement().asString().contains("\"history\":[]");
	}

	@Test
	void theHistoryIsBoundedInBytes() {
		this.chat = new Chat(new Rules(100_000, 1000, 4, 1000), "run", () -> 42);
		Person ann = enter("ann", "lobby");
		for (int i = 0; i < 10; i++) {
			say(ann, "x".repeat(50_000));
		}
		assertThat(enter("bob", "lobby").take().get(1).length()).isLessThan(Rules.HISTORY_BYTES + 1000);
	}

	@Test
	void emptyRoomsMakePlaceForNewOnesAndTheLobbyStays() {
		Person ann = enter("ann", "a", "b", "c");
		ann.take();
		say(ann, "/join d");
		assertThat(ann.take()).containsExactly("! there are 4 rooms already");
		say(ann, "/leave b");
		say(ann, "/join d");
		say(ann, "/rooms");
		assertThat(ann.take()).containsExactly("* ann left b", "* you are in d with ann",
				"* rooms: lobby (0), a (1), c (1), d (1)");
	}

	@Test
	void withoutARoomNothingIsSaid() {
		Person ann = enter("ann", "lobby", "dev");
		say(ann, "/leave");
		say(ann, "/leave");
		ann.take();
		say(ann, "hi");
		say(ann, "/leave lobby");
		assertThat(ann.take()).containsExactly("! join a room first", "! you are not in lobby");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "{\"type\":\"message\",\"text\":\"123456789012345678901\"} | too-long",
					"{\"type\":\"message\"} | empty", "{\"type\":\"message\",\"text\":7} | empty",
					"{\"type\":\"join\"} | bad-name", "{\"type\":\"join\",\"room\":\"\\u202e\"} | bad-name",
					"{\"type\":\"setname\",\"name\":\"a b\"} | bad-name", "{\"type\":\"who\",\"room\":\"x\"} | no-room",
					"{} | bad-type", "{\"type\":null} | bad-type", "{ | bad-json", "{\"type\":\"message\" | bad-json" })
	void whatIsWrongIsToldAndEndsNothing(String text, String code) {
		Person ann = enter("ann", "lobby");
		ann.take();
		say(ann, text);
		assertThat(ann.take()).singleElement().asString().contains("\"code\":\"" + code + "\"");
		say(ann, "still here");
		assertThat(ann.take()).containsExactly("lobby  ann: still here");
	}

	@Test
	void aFloodIsNotDeliveredAndToldOnceASecondAndEndsInTheEnd() {
		Person eve = enter("eve", "lobby");
		Person ann = enter("ann", "lobby");
		List.of(eve, ann).forEach(Person::take);
		for (int i = 0; i < 2500; i++) {
			say(eve, "x");
		}
		assertThat(ann.take()).hasSize(2000);
		assertThat(eve.take()).hasSize(2001).last().asString().contains("not so fast");
		assertThat(eve.closing).isNull();
		this.nanos.addAndGet(1_000_000_000);
		say(eve, "slower");
		assertThat(ann.take()).singleElement().asString().contains("slower");
		for (int i = 0; i < 2001 + Rules.PATIENCE; i++) {
			say(eve, "x");
		}
		assertThat(eve.closing).isEqualTo(new Closing(1008, "too many messages"));
		ann.take();
		say(eve, "x");
		assertThat(ann.take()).isEmpty();
	}

	@Test
	void whoTakesNothingHasToGoAndHoldsNobodyUp() {
		Person ann = enter("ann", "lobby");
		Person slow = new Person(new Guest(new Mailbox(), new Bucket(1, this.nanos::get)), false);
		this.chat.enter(slow.guest, "slow", List.of("lobby"));
		for (int i = 0; i < Mailbox.MOST + 100; i++) {
			say(ann, "x");
		}
		assertThat(slow.closing).isEqualTo(new Closing(1013, "too slow"));
		// welcome and room are among them
		assertThat(slow.guest.mailbox().lost()).isEqualTo(Mailbox.MOST + 102);
		assertThat(ann.take()).hasSize(Mailbox.MOST + 103);
	}

	@Test
	void allSeeTheSameOrderWhoeverSpeaks() throws InterruptedException {
		this.chat = new Chat(new Rules(20, 3, 4, 100_000), "run", () -> 42);
		List<Person> people = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			Person person = new Person(new Guest(new Mailbox(), new Bucket(100_000, this.nanos::get)), true);
			this.chat.enter(person.guest, "p" + i, List.of("lobby"));
			people.add(person);
		}
		people.forEach(Person::take);
		CountDownLatch done = new CountDownLatch(people.size());
		for (Person person : people) {
			new Thread(() -> {
				for (int i = 0; i < 500; i++) {
					say(person, "{\"type\":\"message\",\"text\":\"" + i + "\"}");
				}
				done.countDown();
			}).start();
		}
		assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
		List<String> first = people.get(0).take();
		assertThat(first).hasSize(4000);
		assertThat(people.subList(1, 8)).allSatisfy((person) -> assertThat(person.take()).isEqualTo(first));
	}

	@Test
	void aMailboxCountsBytesToo() {
		this.chat = new Chat(new Rules(100_000, 0, 4, 1000), "run", () -> 42);
		Person ann = enter("ann", "lobby");
		Person slow = new Person(new Guest(new Mailbox(), new Bucket(1, this.nanos::get)), false);
		this.chat.enter(slow.guest, "slow", List.of("lobby"));
		for (int i = 0; i < Mailbox.MOST_BYTES / 100_000 + 1; i++) {
			say(ann, "x".repeat(100_000));
		}
		assertThat(slow.closing).isEqualTo(new Closing(1013, "too slow"));
	}

	@Test
	void whatIsTakenMakesPlace() {
		Mailbox mailbox = new Mailbox();
		mailbox.contents().subscribe(new BaseSubscriber<>() {
		});
		for (int i = 0; i < Mailbox.MOST * 3; i++) {
			mailbox.put(Message.text("x".repeat(10_000)));
		}
		assertThat(mailbox.isDismissed()).isFalse();
	}

	@Test
	void atTheEndNobodyIsToldThatAllGo() {
		Person ann = enter("ann", "lobby");
		Person bob = enter("bob", "lobby");
		ann.take();
		this.chat.close();
		this.chat.leave(bob.guest);
		assertThat(ann.take()).isEmpty();
	}

}
