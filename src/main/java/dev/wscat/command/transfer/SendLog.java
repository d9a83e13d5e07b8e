package dev.wscat.command.transfer;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;

/**
 * What a sender says.
 */
final class SendLog {

	/** A line for each of more files would be too much. */
	private static final int MOST_LINES = 20;

	private final Console console;

	private long files;

	private long bytes;

	private boolean local;

	SendLog(Console console) {
		this.console = console;
	}

	static String reason(Throwable thrown) {
		Throwable fault = (thrown instanceof UncheckedIOException unchecked && unchecked.getCause() != null)
				? unchecked.getCause() : thrown;
		if (fault instanceof NoSuchFileException) {
			return "no such file";
		}
		if (fault instanceof AccessDeniedException) {
			return "permission denied";
		}
		String reason = (fault instanceof FileSystemException system && system.getReason() != null) ? system.getReason()
				: fault.getMessage();
		return String.valueOf(reason);
	}

	/** Whether something was wrong with a file of ours. */
	boolean isLocal() {
		return this.local;
	}

	void waiting(int expected, int present) {
		this.console.note("waiting for " + (expected - present) + ((present > 0) ? " more" : "")
				+ ((expected - present == 1) ? " receiver" : " receivers"));
	}

	void left(int receiver) {
		this.console.note("receiver " + receiver + " is gone");
	}

	void pass(@Nullable Pass current) {
	}

	void delivered(Outgoing file, int receiver, boolean before) {
		this.files++;
		this.bytes += file.header().size();
		if (this.files <= MOST_LINES) {
			this.console
				.note("receiver " + receiver + " has " + file.source().name() + (before ? ", and had it before" : ""));
		}
	}

	void refused(Outgoing file, int receiver, String text) {
		this.console.error("receiver " + receiver + " does not take " + file.source().name() + ": " + text);
	}

	void unreadable(Source source, Exception fault) {
		this.local = true;
		this.console.error("cannot send " + source.name() + ": " + reason(fault));
	}

	void done() {
	}

	void end() {
	}

}
