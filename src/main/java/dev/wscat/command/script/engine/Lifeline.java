package dev.wscat.command.script.engine;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

/**
 * How a program ends: by itself, because it says so, by a signal, or by an error that
 * nobody catches. On the program's thread.
 */
final class Lifeline {

	private static final int MEGABYTE = 1 << 20;

	private final Program program;

	private int listening;

	/** What the program has chosen, or -1. */
	private int chosen = -1;

	private boolean failed;

	Lifeline(Program program) {
		this.program = program;
	}

	/** A server listens, or does not any more. */
	void listening(boolean begins) {
		this.listening += begins ? 1 : -1;
	}

	/**
	 * Nobody has caught an error. A server that others depend on lives on.
	 * @param text the error and the program's own stack
	 */
	void uncaught(String text) {
		tell(text);
		this.failed = true;
		if (this.listening == 0) {
			exit(1);
		}
	}

	/**
	 * The program could not be loaded, or its own code failed.
	 * @param text the error and the program's own stack
	 */
	void loadFailed(String text) {
		tell(text);
		exit(1);
	}

	private void tell(String text) {
		this.program.console().complain("uncaught " + text);
	}

	/**
	 * The program wants to end, now.
	 * @param status given to the operating system
	 */
	void exit(int status) {
		if (this.chosen < 0) {
			this.chosen = status & 0xff;
			this.program.lib().invokeMember("processEvent", "exit", this.chosen);
			this.program.loop().end();
			// does not return to the program
			this.program.context().close(true);
		}
	}

	/**
	 * Something of ours that the program needs has failed.
	 * @param message what to tell
	 */
	void fatal(String message) {
		this.program.finish(new CliException(ExitCode.LOCAL, message));
		this.program.loop().end();
	}

	/**
	 * A signal has come.
	 * @return whether the program takes care of its end
	 */
	boolean signal(Value lib) {
		boolean one = lib.invokeMember("processEvent", "SIGINT").asBoolean();
		boolean other = lib.invokeMember("processEvent", "SIGTERM").asBoolean();
		return one || other;
	}

	/** Nothing is left to be done. */
	void end(Value lib) {
		if (this.chosen < 0) {
			int code = lib.invokeMember("exitCode").asInt();
			this.chosen = ((code == 0 && this.failed) ? 1 : code) & 0xff;
			lib.invokeMember("processEvent", "exit", this.chosen);
		}
		this.program.finish(this.chosen);
	}

	/** The program's thread cannot go on. */
	void broken(PolyglotException ex) {
		if (ex.isCancelled() || ex.isInterrupted() || ex.isExit()) {
			this.program.finish(Math.max(this.chosen, 0));
		}
		else if (ex.isResourceExhausted()) {
			outOfMemory(ex);
		}
		else if (ex.isInternalError() || ex.isHostException()) {
			this.program.finish(new IllegalStateException(ex));
		}
		else {
			tell(String.valueOf(ex.getMessage()));
			this.program.finish(1);
		}
	}

	/** All that was there is used up. */
	void outOfMemory(Throwable ex) {
		long most = Runtime.getRuntime().maxMemory() / MEGABYTE;
		this.program.finish(new CliException(ExitCode.LOCAL,
				"the program has used up its memory or its stack, " + most + " MB; WSCAT_JAVA_OPTS=-Xmx2g allows more",
				ex));
	}

}
