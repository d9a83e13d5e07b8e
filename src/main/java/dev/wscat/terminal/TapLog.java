package dev.wscat.terminal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Tap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A log of all that passes a proxy, written by a thread of its own. What waits to be
 * written is bounded: the sessions are held up by a slow disk, and no line is lost.
 */
public final class TapLog implements Tap {

	/** Bytes that wait, about; each session may add one read of its own to them. */
	private static final int MOST = 8 << 20;

	private static final int OVERHEAD = 200;

	/** Writes an event. */
	@FunctionalInterface
	private interface Line {

		void write(TapLines out) throws IOException;

	}

	private record Waiting(Line line, int size) {
	}

	private final @Nullable Path file;

	private final FileChannel out;

	private final int longestPayload;

	private final Sinks.Empty<Void> failed = Sinks.empty();

	private final Sinks.Empty<Void> written = Sinks.empty();

	// guarded by this

	private List<Waiting> waiting = new ArrayList<>();

	private long held;

	private boolean ended;

	private boolean broken;

	private List<Runnable> delayed = new ArrayList<>();

	private TapLog(@Nullable Path file, FileChannel out, int longestPayload) {
		this.file = file;
		this.out = out;
		this.longestPayload = longestPayload;
	}

	/**
	 * Open a log, and begin to write it.
	 * @param file is appended to, or {@code null} for stdout
	 * @param console owns stdout
	 * @param longestPayload how much of each payload is written, in bytes
	 * @return the log
	 * @throws CliException when the file cannot be opened
	 */
	public static TapLog open(@Nullable Path file, Console console, int longestPayload) {
		try {
			FileChannel out = (file == null) ? console.output()
					: FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			TapLog log = new TapLog(file, out, longestPayload);
			Thread writer = new Thread(log::run, "wscat-tap");
			writer.setDaemon(true);
			writer.start();
			return log;
		}
		catch (IOException ex) {
			throw new CliException(ExitCode.LOCAL, "cannot write " + file + ": " + reason(ex), ex);
		}
	}

	@Override
	public void opened(long connection, String uri, String server, Iterable<Map.Entry<String, String>> headers) {
		long now = TapLines.now();
		add((lines) -> lines.opened(now, connection, uri, server, headers), 1 << 10);
	}

	@Override
	public void refused(long connection, int status, String reason) {
		long now = TapLines.now();
		add((lines) -> lines.refused(now, connection, status, reason), 0);
	}

	@Override
	public void passed(Event event) {
		byte[] instead = event.instead();
		add((lines) -> lines.passed(event), event.payload().length + ((instead != null) ? instead.length : 0));
	}

	@Override
	public void lost(long connection, boolean server) {
		long now = TapLines.now();
		add((lines) -> lines.lost(now, connection, server), 0);
	}

	@Override
	public int longestPayload() {
		return this.longestPayload;
	}

	private synchronized void add(Line line, int size) {
		if (this.broken) {
			return;
		}
		this.waiting.add(new Waiting(line, size + OVERHEAD));
		this.held += size + OVERHEAD;
		if (this.waiting.size() == 1) {
			notifyAll();
		}
	}

	@Override
	public synchronized boolean isFull() {
		return this.held > MOST;
	}

	@Override
	public void whenRoom(Runnable room) {
		synchronized (this) {
			if (this.held > MOST) {
				this.delayed.add(room);
				return;
			}
		}
		room.run();
	}

	/**
	 * Wait for a fault.
	 * @return never completes; fails with a {@link CliException} when the log cannot be
	 * written any more
	 */
	public Mono<Void> failure() {
		return this.failed.asMono();
	}

	/**
	 * Write what waits, and end.
	 * @return cold; completes when all is written, or cannot be
	 */
	public Mono<Void> finish() {
		return Mono.defer(() -> {
			synchronized (this) {
				this.ended = true;
				notifyAll();
			}
			return this.written.asMono();
		});
	}

	private void run() {
		TapLines lines = new TapLines(this.out);
		try {
			for (List<Waiting> next = take(); !next.isEmpty(); next = take()) {
				for (Waiting event : next) {
					event.line().write(lines);
					done(event.size());
				}
				lines.flush();
			}
			if (this.file != null) {
				this.out.close();
			}
		}
		catch (IOException ex) {
			fail(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.written.tryEmitEmpty();
	}

	/** All that waits; nothing at the end. */
	private synchronized List<Waiting> take() throws InterruptedException {
		while (this.waiting.isEmpty() && !this.ended) {
			wait();
		}
		List<Waiting> all = this.waiting;
		this.waiting = new ArrayList<>();
		return all;
	}

	private void done(int size) {
		List<Runnable> woken = List.of();
		synchronized (this) {
			this.held -= size;
			if (this.held <= MOST / 2 && !this.delayed.isEmpty()) {
				woken = this.delayed;
				this.delayed = new ArrayList<>();
			}
		}
		woken.forEach(Runnable::run);
	}

	private void fail(IOException error) {
		List<Runnable> woken;
		synchronized (this) {
			this.broken = true;
			this.waiting.clear();
			this.held = 0;
			woken = this.delayed;
			this.delayed = new ArrayList<>();
		}
		if (this.file == null && String.valueOf(error.getMessage()).contains("Broken pipe")) {
			this.failed.tryEmitEmpty();
		}
		else {
			this.failed.tryEmitError(new CliException(ExitCode.LOCAL,
					"cannot write " + ((this.file != null) ? this.file : "stdout") + ": " + reason(error), error));
		}
		woken.forEach(Runnable::run);
	}

	private static String reason(IOException error) {
		return (error instanceof NoSuchFileException) ? "no such directory"
				: (error instanceof AccessDeniedException) ? "permission denied" : String.valueOf(error.getMessage());
	}

}
