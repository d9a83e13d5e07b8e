package dev.wscat.command.transfer;

import java.nio.file.Path;

import dev.wscat.terminal.Console;

/**
 * What a receiver says: the names of files on stdout, and the rest on stderr.
 */
final class ReceiveLog {

	private final Console console;

	ReceiveLog(Console console) {
		this.console = console;
	}

	void waiting() {
		this.console.note("waiting for files");
	}

	void resumes(Incoming file) {
		this.console.note("going on with " + file.path() + " at " + file.counted() + " bytes");
	}

	void begins(Incoming file) {
	}

	void got(Incoming file) {
	}

	void broken(Incoming file) {
		this.console.note("the sender of " + file.path() + " is gone");
	}

	void received(Incoming file, Path path) {
		this.console.print(path + "\n");
	}

	void failed(String name, String why) {
		this.console.error("cannot receive " + name + ": " + why);
	}

	void end() {
	}

}
