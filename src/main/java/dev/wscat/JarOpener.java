package dev.wscat;

/**
 * Opens the jar while the command line is read. The JDK does so when it first looks for
 * something that no start-up cache has, reads the names of all that is in it, and lets
 * everybody wait who looks for something too.
 */
final class JarOpener extends Thread {

	private JarOpener() {
		super("wscat-jar");
		setDaemon(true);
	}

	/**
	 * Open it beside, unless the answer comes without.
	 * @param args the command line
	 */
	static void open(String[] args) {
		if (args.length > 0 && !args[0].equals("--help") && !args[0].equals("--version")) {
			new JarOpener().start();
		}
	}

	@Override
	public void run() {
		ClassLoader.getSystemResource("none");
	}

}
