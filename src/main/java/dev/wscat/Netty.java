package dev.wscat;

/**
 * Netty's switches, as far as they cost or save start-up time.
 */
final class Netty {

	private Netty() {
	}

	static void tune() {
		set("io.netty.jfr.enabled", "false");
		set("io.netty.machineId", "00:00:00:00:00:00:00:01");
		set("io.netty.processId", "1");
		set("io.netty.leakDetection.level", "disabled");
		set("io.netty.osClassifiers", "");
	}

	private static void set(String name, String value) {
		if (System.getProperty(name) == null) {
			System.setProperty(name, value);
		}
	}

}
