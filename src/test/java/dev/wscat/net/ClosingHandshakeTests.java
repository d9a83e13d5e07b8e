package dev.wscat.net;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.core.ExitCode;
import dev.wscat.net.OpenSession.Role;
import dev.wscat.testing.Frame;
import dev.wscat.testing.RawPeer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * RFC 6455 section 7, Closing the Connection.
 */
class ClosingHandshakeTests {

	@ParameterizedTest
	@EnumSource
	void ourCloseIsAnsweredAndThenTcpIsClosed(Role role) {
		try (OpenSession open = role.open()) {
			CompletableFuture<List<String>> received = open.received();
			CompletableFuture<Ending> ended = open.closeWith(new Closing(1001, "moving"));
			Frame close = open.peer().read();
			assertThat(close.opcode()).isEqualTo(Frame.CLOSE);
			assertThat(close.code()).isEqualTo(1001);
			assertThat(close.reason()).isEqualTo("moving");
			open.peer().send(Frame.close(1001, "moving"));
			assertThat(open.peer().readToEnd()).as("never two Close frames").isEmpty();
			Ending ending = OpenSession.get(ended);
			assertThat(ending.sent()).isEqualTo(new Closing(1001, "moving"));
			assertThat(ending.received()).isEqualTo(new Closing(1001, "moving"));
			assertThat(OpenSession.get(received)).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void thePeersCloseIsEchoedOnceAndThenTcpIsClosed(Role role) {
		try (OpenSession open = role.open()) {
			CompletableFuture<List<String>> received = open.received();
			open.peer().send(Frame.text("last"), Frame.close(4321, "enough"));
			assertThat(open.peer().readToEnd()).singleElement().satisfies((close) -> {
				assertThat(close.opcode()).isEqualTo(Frame.CLOSE);
				assertThat(close.code()).isEqualTo(4321);
				assertThat(close.isMasked()).isEqualTo(role == Role.CLIENT);
			});
			assertThat(OpenSession.get(received)).containsExactly("last");
			assertThat(open.ending().received()).isEqualTo(new Closing(4321, "enough"));
			assertThat(open.ending().exitCode()).isEqualTo(ExitCode.CLOSED_WITH_ERROR);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aCloseWithoutACodeIsAnsweredWithoutACode(Role role) {
		try (OpenSession open = role.open()) {
			open.peer().send(Frame.closeWithoutCode());
			assertThat(open.peer().readToEnd()).singleElement()
				.satisfies((close) -> assertThat(close.payload()).isEmpty());
			assertThat(open.ending().received()).isEqualTo(Closing.NO_CODE);
			assertThat(open.ending().exitCode()).isEqualTo(ExitCode.OK);
		}
	}

	@ParameterizedTest
	@EnumSource
	void repliesThatComeBeforeThePeersCloseAreAllDelivered(Role role) {
		try (OpenSession open = role.open()) {
			CompletableFuture<List<String>> received = open.received();
			open.closeWith(Closing.NORMAL);
			assertThat(open.peer().read().code()).isEqualTo(1000);
			for (int i = 0; i < 100; i++) {
				open.peer().send(Frame.text("reply " + i));
			}
			open.peer().send(Frame.text("in one "), Frame.text("write"), Frame.close(1000, ""));
			assertThat(open.peer().readToEnd()).isEmpty();
			assertThat(open.ending()).isEqualTo(new Ending(Closing.NORMAL, Closing.NORMAL, null));
			assertThat(OpenSession.get(received)).hasSize(102).contains("reply 0", "reply 99").endsWith("write");
		}
	}

	@ParameterizedTest
	@EnumSource
	void twoCallsOfCloseSendOneCloseFrame(Role role) {
		try (OpenSession open = role.open()) {
			CompletableFuture<Ending> first = open.closeWith(Closing.NORMAL);
			CompletableFuture<Ending> second = open.closeWith(Closing.GOING_AWAY);
			assertThat(open.peer().read().code()).isEqualTo(1000);
			open.peer().send(Frame.close(1000, ""));
			assertThat(open.peer().readToEnd()).isEmpty();
			assertThat(OpenSession.get(first)).isEqualTo(OpenSession.get(second));
		}
	}

	@ParameterizedTest
	@EnumSource
	void closesThatCrossOnTheWireAreOneOfEachSide(Role role) {
		try (OpenSession open = role.open()) {
			CompletableFuture<Ending> ended = open.closeWith(Closing.NORMAL);
			open.peer().send(Frame.close(1001, "me too"));
			assertThat(open.peer().readToEnd()).extracting(Frame::opcode).containsExactly(Frame.CLOSE);
			assertThat(OpenSession.get(ended).received()).isEqualTo(new Closing(1001, "me too"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatComesBehindThePeersCloseIsIgnored(Role role) {
		try (OpenSession open = role.open()) {
			CompletableFuture<List<String>> received = open.received();
			open.peer().send(Frame.close(1000, ""), Frame.text("too late"), Frame.ping("x"), Frame.close(1001, ""));
			assertThat(open.peer().readToEnd()).extracting(Frame::code).containsExactly(1000);
			assertThat(OpenSession.get(received)).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void aPeerThatNeverAnswersIsDroppedAfterTheCloseTimeout(Role role) {
		try (OpenSession open = role.open(OpenSession.closeTimeout(Duration.ofMillis(100)))) {
			CompletableFuture<Ending> ended = open.closeWith(Closing.NORMAL);
			assertThat(open.peer().readToEnd()).extracting(Frame::code).containsExactly(1000);
			assertThat(OpenSession.get(ended).received()).isNull();
			assertThat(OpenSession.get(ended).exitCode()).isEqualTo(ExitCode.CONNECTION_LOST);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aPeerThatTakesNothingIsDroppedToo(Role role) {
		try (OpenSession open = role.open(OpenSession.closeTimeout(Duration.ofMillis(100)))) {
			CompletableFuture<Void> sent = open.session()
				.sendLines(Flux.range(0, 3_000).map((i) -> "x".repeat(10_000)))
				.toFuture();
			assertThat(open.peer().read().payload()).hasSize(10_000);
			CompletableFuture<Ending> ended = open.closeWith(Closing.NORMAL);
			assertThat(OpenSession.get(ended).received()).isNull();
			OpenSession.get(sent);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aPeerThatGoesWithoutACloseIsLost(Role role) {
		try (OpenSession open = role.open()) {
			CompletableFuture<List<String>> received = open.received();
			open.peer().send(Frame.text("last"));
			open.peer().shutdownOutput();
			assertThat(open.ending().received()).isNull();
			assertThat(open.ending().exitCode()).isEqualTo(ExitCode.CONNECTION_LOST);
			assertThat(OpenSession.get(received)).containsExactly("last");
		}
	}

	@ParameterizedTest
	@EnumSource
	void aPeerThatResetsIsLost(Role role) {
		try (OpenSession open = role.open()) {
			CompletableFuture<List<String>> received = open.received();
			open.peer().reset();
			assertThat(open.ending().received()).isNull();
			assertThat(open.ending().sent()).isNull();
			assertThat(OpenSession.get(received)).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void aFaultIsToldInTheCloseAndTheRestOfTheStreamIsIgnored(Role role) {
		try (OpenSession open = role.open()) {
			CompletableFuture<List<String>> received = open.received();
			open.peer().send(Frame.text("good"), Frame.of(Frame.TEXT).with(0x20), Frame.text("never"));
			assertThat(open.peer().readToEnd()).extracting(Frame::code).containsExactly(1002);
			open.peer().close();
			assertThat(OpenSession.get(received)).containsExactly("good");
			assertThat(open.ending().exitCode()).isEqualTo(ExitCode.PROTOCOL_ERROR);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aFaultAfterOurCloseSendsNoSecondClose(Role role) {
		try (OpenSession open = role.open()) {
			open.closeWith(Closing.NORMAL);
			RawPeer peer = open.peer();
			assertThat(peer.read().code()).isEqualTo(1000);
			peer.send(Frame.of(Frame.TEXT).with(0x20));
			assertThat(peer.readToEnd()).isEmpty();
			peer.close();
			assertThat(open.ending().received()).isNull();
		}
	}

	@ParameterizedTest
	@CsvSource({ "CLIENT, 0", "CLIENT, 999", "CLIENT, 1004", "CLIENT, 1005", "CLIENT, 1006", "CLIENT, 1015",
			"CLIENT, 1016", "CLIENT, 2999", "CLIENT, 5000", "SERVER, 1005", "SERVER, 65535" })
	void aCloseCodeThatMayNotBeSentIsAProtocolError(Role role, int code) {
		try (OpenSession open = role.open()) {
			open.peer().send(Frame.close(code, ""));
			assertThat(open.peer().readToEnd()).extracting(Frame::code).containsExactly(1002);
			open.peer().close();
			assertThat(open.ending().exitCode()).isEqualTo(ExitCode.PROTOCOL_ERROR);
		}
	}

}
