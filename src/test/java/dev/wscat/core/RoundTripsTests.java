package dev.wscat.core;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoundTripsTests {

	@Test
	void percentilesAreThoseOfWhatWasMeasured() {
		RoundTrips trips = new RoundTrips();
		for (int i = 100; i >= 1; i--) {
			trips.add(i);
		}
		assertThat(trips.count()).isEqualTo(100);
		assertThat(trips.percentile(0)).isEqualTo(1);
		assertThat(trips.percentile(50)).isEqualTo(50);
		assertThat(trips.percentile(99)).isEqualTo(99);
		assertThat(trips.percentile(100)).isEqualTo(100);
	}

	@Test
	void withoutAnyTheyAreZero() {
		assertThat(new RoundTrips().percentile(50)).isZero();
	}

	@Test
	void manyAreCountedAndASampleIsKept() {
		RoundTrips trips = new RoundTrips();
		for (int i = 0; i < 1_000_000; i++) {
			trips.add(i);
		}
		assertThat(trips.count()).isEqualTo(1_000_000);
		assertThat(trips.percentile(50)).isBetween(300_000L, 700_000L);
	}

}
