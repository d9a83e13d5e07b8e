package dev.wscat.command.chat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTests {

	private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);

	private final Pace pace = new Pace(this.nanos::get);

	@Test
	void aSecondsWorthIsSaidAtOnceAndAllElseInEvenSteps() {
		for (int i = 0; i < 10; i++) {
			assertThat(this.pace.next(10)).isZero();
		}
		assertThat(this.pace.next(10)).isEqualTo(Duration.ofMillis(100));
		assertThat(this.pace.next(10)).isEqualTo(Duration.ofMillis(200));
	}

	@Test
	void timeThatPassesIsSavedForASecondAtMost() {
		for (int i = 0; i < 12; i++) {
			this.pace.next(10);
		}
		this.nanos.addAndGet(60_000_000_000L);
		for (int i = 0; i < 10; i++) {
			assertThat(this.pace.next(10)).isZero();
		}
		assertThat(this.pace.next(10)).isPositive();
	}

}
