package dev.wscat.command.transfer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.terminal.Console;
import dev.wscat.terminal.Progress;

/**
 * What a receiver says: the names of files on stdout, and the rest on stderr.
 */
final class ReceiveLog {

	private static final int MOST_ROWS = 8;

	private final Console console;

	private final Progress progress;

	private long files;

	private long bytes;

	private long begun;

	ReceiveLog(Console console) {
		this.console = console;
		this.progress = new Progress(console);
	}

	void waiting() {
		this.console.note("waiting for files");
	}

	void resumes(Incoming file, long offset) {
		this.console.note("going on with " + file.path() + " at " + offset + " bytes");
	}

	void begins() {
		if (this.begun == 0) {
			this.begun = System.nanoTime();
		}
	}

	void show(Iterable<Incoming> files) {
		List<Progress.Row> rows = new ArrayList<>();
		for (Incoming file : files) {
			if (file.isStarted() && rows.size() < MOST_ROWS) {
				rows.add(new Progress.Row(file.path(), file.position(), file.header().size()));
			}
		}
		this.progress.show(rows);
	}

	void broken(Incoming file) {
		this.console.note("the sender of " + file.path() + " is gone at " + file.position() + " bytes");
	}

	void received(Incoming file, Path path) {
		this.files++;
		this.bytes += file.position();
		this.console.print(path + "\n");
	}

	void failed(String name, String why) {
		this.console.error("cannot receive " + name + ": " + why);
	}

	void passedOver(String why) {
		this.console.detail("passed over: " + why);
	}

	void done() {
		if (this.files > 0) {
			this.console.note("received " + SendLog.sum(this.files, this.bytes, this.begun));
		}
	}

	void end() {
		this.progress.end();
	}

}
