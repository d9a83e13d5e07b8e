package dev.wscat;

import dev.wscat.terminal.Console;

/**
 * The program: reads the command line, runs what it asks for, and ends with its status.
 */
public final class Wscat {

	private Wscat() {
	}

	/**
	 * Run wscat.
	 * @param args the command line
	 */
	public static void main(String[] args) {
		Console console = new Console();
		System.exit(new Launcher(console).run(args).status());
	}

}
