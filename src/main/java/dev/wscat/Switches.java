package dev.wscat;

/**
 * System properties of the libraries that cost or save start-up time, set before their
 * classes are loaded; one given on the command line of the JVM stays.
 */
final class Switches {

	private Switches() {
	}

	static void set() {
		// the look for a logging library, and its complaint that there is none
		set("slf4j.provider", "dev.wscat.terminal.log.LogProvider");
		set("slf4j.internal.verbosity", "ERROR");
		set("org.springframework.boot.logging.LoggingSystem", "none");
		if (System.getProperty("os.name").equals("Linux")) {
			// the JDK's own choice, found without a search of the class path
			set("java.nio.channels.spi.SelectorProvider", "sun.nio.ch.EPollSelectorProvider");
		}
		// pools are set up when a connection carries much, see Wire
		set("io.netty.allocator.type", "unpooled");
		// events for the flight recorder cost half of a client's start
		set("io.netty.jfr.enabled", "false");
		// what Netty finds out about the machine for ids that nobody reads here
		set("io.netty.machineId", "00:00:00:00:00:00:00:01");
		set("io.netty.processId", "1");
		set("io.netty.osClassifiers", "");
		set("io.netty.leakDetection.level", "disabled");
	}

	private static void set(String name, String value) {
		if (System.getProperty(name) == null) {
			System.setProperty(name, value);
		}
	}

}
