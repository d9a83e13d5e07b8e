package dev.wscat.service;

import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Messages and bytes of one direction. Threads that add do not wait for each other; the
 * sums are taken when they are asked for.
 */
final class Traffic {

	private final LongAdder texts = new LongAdder();

	private final LongAdder textBytes = new LongAdder();

	private final LongAdder binaries = new LongAdder();

	private final LongAdder binaryBytes = new LongAdder();

	Traffic(String direction, MeterRegistry registry) {
		register(direction, "text", this.texts, this.textBytes, registry);
		register(direction, "binary", this.binaries, this.binaryBytes, registry);
	}

	private static void register(String direction, String type, LongAdder messages, LongAdder bytes,
			MeterRegistry registry) {
		FunctionCounter.builder("websocket.messages." + direction, messages, LongAdder::sum)
			.description("Messages " + direction)
			.tag("type", type)
			.register(registry);
		FunctionCounter.builder("websocket." + direction, bytes, LongAdder::sum)
			.description("Bytes of the messages " + direction + ", not packed")
			.baseUnit("bytes")
			.tag("type", type)
			.register(registry);
	}

	void add(int moreTexts, long moreTextBytes, int moreBinaries, long moreBinaryBytes) {
		if (moreTexts > 0) {
			this.texts.add(moreTexts);
			this.textBytes.add(moreTextBytes);
		}
		if (moreBinaries > 0) {
			this.binaries.add(moreBinaries);
			this.binaryBytes.add(moreBinaryBytes);
		}
	}

}
