package dev.wscat.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a process writes to one of its streams, as it comes.
 */
final class Capture {

	private final InputStream in;

	private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

	private final Thread thread;

	private final @Nullable String last;

	private boolean ended;

	/**
	 * Begin to read.
	 * @param in the stream
	 * @param name of the thread
	 * @param last text behind which the stream is closed as {@code head} does, or
	 * {@code null} to read to the end
	 */
	Capture(InputStream in, String name, @Nullable String last) {
		this.in = in;
		this.last = last;
		this.thread = new Thread(this::run, name);
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void run() {
		byte[] buffer = new byte[1 << 16];
		try (InputStream stream = this.in) {
			for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
				add(buffer, count);
				if (this.last != null && text().contains(this.last)) {
					break;
				}
			}
		}
		catch (IOException ex) {
			// the process was killed
		}
		end();
	}

	private synchronized void add(byte[] buffer, int count) {
		this.seen.write(buffer, 0, count);
		notifyAll();
	}

	private synchronized void end() {
		this.ended = true;
		notifyAll();
	}

	synchronized byte[] bytes() {
		return this.seen.toByteArray();
	}

	String text() {
		return new String(bytes(), StandardCharsets.UTF_8);
	}

	/** Wait for a match; false when the stream has ended, or time is up, without one. */
	synchronized boolean await(Pattern pattern, Duration longest) throws InterruptedException {
		long deadline = System.nanoTime() + longest.toNanos();
		while (true) {
			Matcher matcher = pattern.matcher(text());
			if (matcher.find()) {
				return true;
			}
			long left = (deadline - System.nanoTime()) / 1_000_000;
			if (this.ended || left <= 0) {
				return false;
			}
			wait(left);
		}
	}

	/** Wait for the end of the stream. */
	void join(Duration longest) throws InterruptedException {
		this.thread.join(longest.toMillis());
	}

}
