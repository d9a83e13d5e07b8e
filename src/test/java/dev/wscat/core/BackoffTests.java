package dev.wscat.core;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTests {

	private static final RandomGenerator HIGHEST = () -> -1L;

	private static final RandomGenerator LOWEST = () -> 0L;

	@Test
	void theLimitDoublesUpToTheLongest() {
		Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1), HIGHEST);
		assertThat(backoff.next(Duration.ZERO)).isBetween(Duration.ofMillis(199), Duration.ofMillis(200));
		assertThat(backoff.next(Duration.ZERO)).isBetween(Duration.ofMillis(399), Duration.ofMillis(400));
		assertThat(backoff.next(Duration.ZERO)).isBetween(Duration.ofMillis(799), Duration.ofMillis(800));
		for (int i = 0; i < 100; i++) {
			assertThat(backoff.next(Duration.ZERO)).isBetween(Duration.ofMillis(999), Duration.ofSeconds(1));
		}
		assertThat(backoff.tries()).isEqualTo(103);
	}

	@Test
	void theWaitCanBeAnythingBelowTheLimit() {
		Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1), LOWEST);
		assertThat(backoff.next(Duration.ZERO)).isEqualTo(Duration.ZERO);
	}

	@Test
	void whatTheServerAsksForIsTheLeast() {
		Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1), LOWEST);
		assertThat(backoff.next(Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
	}

	@Test
	void aSuccessBeginsAnew() {
		Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1), HIGHEST);
		backoff.next(Duration.ZERO);
		backoff.next(Duration.ZERO);
		backoff.reset();
		assertThat(backoff.tries()).isZero();
		assertThat(backoff.next(Duration.ZERO)).isLessThanOrEqualTo(Duration.ofMillis(200));
	}

}
