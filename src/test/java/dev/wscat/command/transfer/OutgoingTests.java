package dev.wscat.command.transfer;

import java.util.UUID;

import dev.wscat.net.transfer.FileHeader;
import dev.wscat.net.transfer.Kinds;
import dev.wscat.net.transfer.Letter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who gets a file, and when it is done with.
 */
class OutgoingTests {

	private static final UUID ANN = new UUID(0, 1);

	private static final UUID BOB = new UUID(0, 2);

	private final Outgoing file = new Outgoing(1, new Source(null, "a"),
			new FileHeader(UUID.randomUUID(), "a", 9, 0, 0));

	@Test
	void itIsSentOnceAllWhoAreExpectedHaveAnswered() {
		this.file.offered(1, ANN);
		assertThat(this.file.isReady(2)).isFalse();
		want(1, 0);
		assertThat(this.file.isReady(2)).isFalse();
		this.file.offered(2, BOB);
		assertThat(this.file.isReady(1)).as("while an answer is due").isFalse();
		want(2, 5);
		assertThat(this.file.isReady(2)).isTrue();
		assertThat(this.file.serve()).containsOnlyKeys(1, 2);
		assertThat(this.file.isReady(2)).isFalse();
		assertThat(this.file.isAt(1, Outgoing.Step.GETS)).isTrue();
	}

	@Test
	void whoAsksItsUserIsNotWaitedForByTheOthers() {
		this.file.offered(1, ANN);
		this.file.offered(2, BOB);
		want(1, 0);
		this.file.set(2, Outgoing.Step.THINKS);
		assertThat(this.file.isReady(1)).isTrue();
		assertThat(this.file.isReady(2)).isFalse();
	}

	@Test
	void whoIsLateGetsTheNextFileUnlessThisOneNeedsIt() {
		assertThat(this.file.isFor(ANN, 1)).isTrue();
		this.file.offered(1, ANN);
		want(1, 0);
		this.file.serve();
		assertThat(this.file.isFor(BOB, 1)).as("one is expected, who has not acknowledged yet").isTrue();
		this.file.own(1, ANN);
		assertThat(this.file.isFor(BOB, 1)).isFalse();
		assertThat(this.file.isFor(BOB, 2)).isTrue();
		assertThat(this.file.isFor(ANN, 2)).as("has it").isFalse();
	}

	@Test
	void whoComesBackGoesOn() {
		this.file.offered(1, ANN);
		this.file.offered(2, BOB);
		want(1, 0);
		want(2, 0);
		this.file.serve();
		this.file.own(1, ANN);
		this.file.leave(2);
		assertThat(this.file.isOver(1)).isTrue();
		assertThat(this.file.isOver(2)).isFalse();
		assertThat(this.file.isFor(BOB, 1)).as("was to get it").isTrue();
		this.file.offered(3, BOB);
		want(3, 7);
		assertThat(this.file.isReady(2)).isTrue();
		this.file.serve();
		this.file.own(3, BOB);
		assertThat(this.file.isOver(2)).isTrue();
		assertThat(this.file.isDelivered(2)).isTrue();
	}

	@Test
	void aRefusalIsAnEndButNoDelivery() {
		this.file.offered(1, ANN);
		this.file.refuse(1, ANN);
		assertThat(this.file.isOver(1)).isTrue();
		assertThat(this.file.isDelivered(1)).isFalse();
		assertThat(this.file.isFor(ANN, 2)).isFalse();
	}

	@Test
	void oneThatCannotBeReadIsOver() {
		this.file.offered(1, ANN);
		this.file.breakOff();
		assertThat(this.file.isOver(1)).isTrue();
		assertThat(this.file.isDelivered(0)).isFalse();
		assertThat(this.file.isFor(BOB, 1)).isFalse();
	}

	private void want(int receiver, long offset) {
		this.file.want(receiver, Letter.place(Kinds.WANT, 1, 1, receiver, offset));
	}

}
