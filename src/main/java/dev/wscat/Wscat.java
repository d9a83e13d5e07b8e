package dev.wscat;

import dev.wscat.core.ExitStatus;
import dev.wscat.terminal.Console;

/**
 * The program: runs what the command line asks for, and alone ends the process.
 */
public final class Wscat {

	private Wscat() {
	}

	/**
	 * Run wscat.
	 * @param args the command line
	 */
	public static void main(String[] args) {
		ExitStatus code = new Launcher(new Console(), Wscat::exit, Wscat::halt).run(args);
		halt(code);
	}

	/** In order: Spring's shutdown hook closes what is open. */
	private static void exit(ExitStatus code) {
		System.exit(code.status());
	}

	/**
	 * At once: nothing is open any more. The JDK's orderly exit looks for a logger first,
	 * all over the class path, which takes a sixth of a client's time.
	 */
	private static void halt(ExitStatus code) {
		Runtime.getRuntime().halt(code.status());
	}

}
