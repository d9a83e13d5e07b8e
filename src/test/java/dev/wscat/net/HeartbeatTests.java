package dev.wscat.net;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.wscat.core.Ending;
import dev.wscat.core.RoundTrips;
import dev.wscat.net.OpenSession.Role;
import dev.wscat.testing.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pings of ours, RFC 6455 sections 5.5.2 and 5.5.3.
 */
class HeartbeatTests {

	private static final Duration OFTEN = Duration.ofMillis(20);

	private static final Duration NEVER = Duration.ofSeconds(-1);

	private final RoundTrips trips = new RoundTrips();

	@ParameterizedTest
	@EnumSource
	void pingsGoOutAndTheirPongsAreMeasured(Role role) {
		try (OpenSession open = role.open()) {
			open.received();
			open.session().ping(new PingOptions(OFTEN, OpenSession.DEADLINE, true, this.trips), null);
			for (int i = 0; i < 5; i++) {
				Frame ping = open.peer().read();
				assertThat(ping.opcode()).isEqualTo(Frame.PING);
				open.peer().send(Frame.of(Frame.PONG, ping.payload()));
			}
			open.peer().send(Frame.close(1000, ""));
			assertThat(open.ending().received()).isNotNull();
			assertThat(this.trips.count()).isEqualTo(5);
		}
	}

	@Test
	void aPeerThatDoesNotAnswerIsGoneThoughItTalks() {
		try (OpenSession open = Role.CLIENT.open()) {
			CompletableFuture<List<String>> received = open.received();
			open.session().ping(new PingOptions(OFTEN, Duration.ofMillis(300), true, this.trips), null);
			assertThat(open.peer().read().opcode()).isEqualTo(Frame.PING);
			open.peer().send(Frame.text("busy"), Frame.of(Frame.PONG, "unasked".getBytes(StandardCharsets.UTF_8)));
			Ending ending = open.ending();
			assertThat(ending.closing().code()).isEqualTo(1006);
			assertThat(ending.describe()).contains("did not answer a Ping within 300 ms");
			assertThat(OpenSession.get(received)).containsExactly("busy");
			assertThat(this.trips.count()).isZero();
		}
	}

	@Test
	void oneAnswerAnswersAllBefore() {
		try (OpenSession open = Role.CLIENT.open()) {
			open.received();
			open.session().ping(new PingOptions(OFTEN, NEVER, true, this.trips), null);
			open.peer().read();
			open.peer().read();
			open.peer().send(Frame.of(Frame.PONG, open.peer().read().payload()), Frame.close(1000, ""));
			open.ending();
			assertThat(this.trips.count()).isEqualTo(1);
		}
	}

	@Test
	void aPeerIsNotGoneWhileNobodyReadsWhatItSends() {
		try (OpenSession open = Role.CLIENT.open()) {
			open.session().ping(new PingOptions(OFTEN, Duration.ofMillis(60), true, this.trips), null);
			for (int i = 0; i < 20; i++) {
				assertThat(open.peer().read().opcode()).isEqualTo(Frame.PING);
			}
			assertThat(open.session().isOpen()).isTrue();
		}
	}

	@Test
	void withoutDoubtNobodyIsAsked() {
		try (OpenSession open = Role.CLIENT.open()) {
			open.received();
			Ledger ledger = new Ledger();
			open.session().keepIn(ledger);
			open.session().ping(new PingOptions(OFTEN, NEVER, false, this.trips), ledger);
			open.session().sendLines(Flux.just("sure?")).toFuture();
			assertThat(open.peer().read().text()).isEqualTo("sure?");
			Frame ping = open.peer().read();
			assertThat(ping.opcode()).isEqualTo(Frame.PING);
			assertThat(ledger.doubtful()).isEqualTo(1);
			open.peer().send(Frame.of(Frame.PONG, ping.payload()), Frame.close(1000, ""));
			open.ending();
			assertThat(ledger.doubtful()).isZero();
		}
	}

	@Test
	void withheldPongsLeavePingsUnanswered() {
		try (OpenSession open = Role.CLIENT.open()) {
			open.received();
			open.session().withholdPongs();
			open.peer().send(Frame.ping("there?"), Frame.close(1000, ""));
			assertThat(open.peer().readToEnd()).extracting(Frame::opcode).containsExactly(Frame.CLOSE);
		}
	}

}
