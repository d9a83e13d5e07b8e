package dev.wscat.service;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * A counter for each value of a label. Clients can choose some values, so there is an end
 * to how many are told apart.
 */
final class Labelled {

	private static final int MOST = 48;

	private static final String OTHERS = "other";

	private final String name;

	private final String label;

	private final String description;

	private final MeterRegistry registry;

	private final Map<String, Counter> counters = new ConcurrentHashMap<>();

	Labelled(String name, String label, String description, MeterRegistry registry) {
		this.name = name;
		this.label = label;
		this.description = description;
		this.registry = registry;
	}

	/**
	 * Add to a counter, which is there from then on.
	 * @param value the label's value
	 * @param count how much
	 */
	void add(String value, int count) {
		Counter counter = this.counters.get(value);
		if (counter == null) {
			String shown = (this.counters.size() < MOST) ? value : OTHERS;
			counter = this.counters.computeIfAbsent(shown, this::register);
		}
		counter.increment(count);
	}

	private Counter register(String value) {
		return Counter.builder(this.name).description(this.description).tag(this.label, value).register(this.registry);
	}

}
