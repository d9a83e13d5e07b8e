package dev.wscat.service;

import java.time.Duration;
import java.util.stream.LongStream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Histograms of times on a network.
 */
final class Times {

	private static final Duration[] BOUNDS = LongStream
		.of(100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000,
				5_000_000, 10_000_000)
		.mapToObj((micros) -> Duration.ofNanos(micros * 1000))
		.toArray(Duration[]::new);

	private Times() {
	}

	/**
	 * Register a histogram from 100 microseconds to 10 seconds.
	 * @param name with dots, without its unit
	 * @param description what is measured
	 * @param registry where
	 * @return takes the times
	 */
	static Timer histogram(String name, String description, MeterRegistry registry) {
		return Timer.builder(name).description(description).serviceLevelObjectives(BOUNDS).register(registry);
	}

}
