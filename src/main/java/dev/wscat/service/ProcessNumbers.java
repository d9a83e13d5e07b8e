package dev.wscat.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.netty.util.internal.PlatformDependent;

/**
 * The numbers of the process and of its JVM that are read when they are asked for: they
 * cost next to nothing until then.
 */
final class ProcessNumbers {

	private static final Path STATUS = Path.of("/proc/self/status");

	private static final String RESIDENT = "VmRSS:";

	private ProcessNumbers() {
	}

	static void bind(MeterRegistry registry) {
		for (MeterBinder binder : List.of(new UptimeMetrics(), new ProcessorMetrics(), new FileDescriptorMetrics(),
				new JvmInfoMetrics(), new JvmGcMetrics(), new JvmMemoryMetrics(), new JvmThreadMetrics(),
				new ClassLoaderMetrics())) {
			binder.bindTo(registry);
		}
		Gauge.builder("jvm.netty.direct.memory", PlatformDependent::usedDirectMemory)
			.description("Memory outside of the heap that holds what is read and written")
			.baseUnit("bytes")
			.register(registry);
		if (Files.exists(STATUS)) {
			Gauge.builder("process.resident.memory", ProcessNumbers::resident)
				.description("Memory of the process that is in RAM")
				.baseUnit("bytes")
				.register(registry);
		}
	}

	private static double resident() {
		try {
			for (String line : Files.readAllLines(STATUS)) {
				if (line.startsWith(RESIDENT)) {
					return Double.parseDouble(line.replaceAll("\\D", "")) * 1024;
				}
			}
		}
		catch (IOException ex) {
			// told as no number
		}
		return Double.NaN;
	}

}
