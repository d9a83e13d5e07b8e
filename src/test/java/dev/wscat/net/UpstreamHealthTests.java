package dev.wscat.net;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who has failed is tried behind the others, for longer each time.
 */
class UpstreamHealthTests {

	private static final URI ONE = URI.create("ws://one");

	private static final URI TWO = URI.create("ws://two");

	private static final URI THREE = URI.create("ws://three");

	private final UpstreamHealth health = new UpstreamHealth(List.of(ONE, TWO, THREE));

	@Test
	void takesTurnsWhileAllAreWell() {
		assertThat(this.health.order(0, 0)).containsExactly(ONE, TWO, THREE);
		assertThat(this.health.order(2, 0)).containsExactly(THREE, ONE, TWO);
	}

	@Test
	void whoHasFailedIsLastForAWhile() {
		assertThat(this.health.failed(ONE, 0)).isTrue();
		assertThat(this.health.failed(ONE, 1)).isFalse();
		assertThat(this.health.order(0, millis(999))).containsExactly(TWO, THREE, ONE);
		assertThat(this.health.order(0, millis(1000))).containsExactly(ONE, TWO, THREE);
	}

	@Test
	void theWhileGrowsUpToAMinute() {
		long now = 0;
		long[] pauses = { 1, 2, 4, 8, 16, 32, 60, 60 };
		for (long pause : pauses) {
			this.health.failed(TWO, now);
			assertThat(this.health.order(1, now + millis(pause * 1000 - 1))).last().isEqualTo(TWO);
			now += millis(pause * 1000);
			assertThat(this.health.order(1, now)).first().isEqualTo(TWO);
		}
	}

	@Test
	void oneAnswerMakesItWell() {
		this.health.failed(TWO, 0);
		assertThat(this.health.worked(TWO)).isTrue();
		assertThat(this.health.worked(TWO)).isFalse();
		assertThat(this.health.order(1, 0)).first().isEqualTo(TWO);
		assertThat(this.health.failed(TWO, 0)).isTrue();
	}

	@Test
	void allThatAreDownAreTriedAllTheSame() {
		List.of(ONE, TWO, THREE).forEach((target) -> this.health.failed(target, 0));
		assertThat(this.health.order(1, 1)).containsExactly(TWO, THREE, ONE);
	}

	private static long millis(long millis) {
		return Duration.ofMillis(millis).toNanos();
	}

}
