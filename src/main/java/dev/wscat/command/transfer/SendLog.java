package dev.wscat.command.transfer;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.wscat.terminal.Console;
import dev.wscat.terminal.Progress;
import org.jspecify.annotations.Nullable;

/**
 * What a sender says.
 */
final class SendLog {

	/** A line for each of more files would be too much. */
	private static final int MOST_LINES = 20;

	private static final int MOST_ROWS = 8;

	private final Console console;

	private long files;

	private long bytes;

	private boolean local;

	private long begun;

	private final Progress progress;

	private @Nullable Pass current;

	SendLog(Console console, boolean local) {
		this.local = local;
		this.console = console;
		this.progress = new Progress(console);
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
		this.current = current;
		if (this.begun == 0) {
			this.begun = System.nanoTime();
		}
	}

	void show() {
		Pass present = this.current;
		List<Progress.Row> rows = new ArrayList<>();
		if (present != null && !present.credit().isEmpty()) {
			String name = present.file().source().name();
			long size = present.file().header().size();
			List<Integer> numbers = new ArrayList<>();
			present.credit().receivers().forEach(numbers::add);
			if (numbers.size() == 1) {
				rows.add(new Progress.Row(name, present.credit().least(), size));
			}
			else {
				numbers.stream()
					.limit(MOST_ROWS)
					.forEach((number) -> rows
						.add(new Progress.Row(name + " to " + number, present.credit().place(number), size)));
			}
		}
		this.progress.show(rows);
	}

	void waitsForAck(Source source) {
		pass(null);
		this.console.note("waiting for the answer to " + source.name());
	}

	void acknowledged(Source source, int acks, long size) {
		this.files++;
		this.bytes += size;
		this.console.note("receiver " + acks + " has " + source.name());
	}

	void refused(Source source, String why) {
		this.console.error("a receiver does not take " + source.name() + ": " + why);
	}

	void passedOver(String why) {
		this.console.detail("passed over: " + why);
	}

	/** Tell how much it was. */
	static String sum(long files, long bytes, long begun) {
		double seconds = Math.max(1, System.nanoTime() - begun) / 1e9;
		return files + ((files == 1) ? " file, " : " files, ") + Progress.size(bytes)
				+ String.format(Locale.ROOT, " in %.1f s (%s/s)", seconds, Progress.size((long) (bytes / seconds)));
	}

	void delivered(Outgoing file, int receiver, long size) {
		this.files++;
		this.bytes += Math.max(0, size);
		if (this.files <= MOST_LINES) {
			this.console.note("receiver " + receiver + " has " + file.source().name()
					+ ((size < 0) ? ", and had it before" : ""));
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
		if (this.files > 0) {
			this.console.note("delivered " + sum(this.files, this.bytes, this.begun));
		}
	}

	void end() {
		this.progress.end();
	}

}
