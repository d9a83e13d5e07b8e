package dev.wscat.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * wscat as a process. Each wait has a deadline, and each failure tells the command line,
 * both streams and the status.
 */
public final class WscatProcess implements AutoCloseable {

	/** Longest wait for anything of the process. */
	public static final Duration DEADLINE = Duration.ofSeconds(20);

	private static final Pattern PORT = Pattern.compile("starting websocket server at port=(\\d+)\n");

	private static final Pattern METRICS = Pattern.compile("Starting metrics server on .*:(\\d+)\n");

	private final List<String> command;

	private final Process process;

	private final OutputStream in;

	private final Capture out;

	private final Capture err;

	WscatProcess(List<String> command, Process process, @Nullable String lastOutput) {
		this.command = command;
		this.process = process;
		this.in = process.getOutputStream();
		this.out = new Capture(process.getInputStream(), "stdout of " + process.pid(), lastOutput);
		this.err = new Capture(process.getErrorStream(), "stderr of " + process.pid(), null);
	}

	/**
	 * Write to stdin from a thread of its own, and end it.
	 * @param bytes the input
	 * @return this
	 */
	WscatProcess writeAndEnd(byte[] bytes) {
		Thread writer = new Thread(() -> {
			try (OutputStream stream = this.in) {
				stream.write(bytes);
			}
			catch (IOException ex) {
				// wscat has ended before it read all, which the test sees otherwise
			}
		}, "stdin of " + this.process.pid());
		writer.setDaemon(true);
		writer.start();
		return this;
	}

	/**
	 * Read the numbers of a server that has a port for them.
	 * @return the answer of {@code /metrics}
	 */
	public String metrics() {
		Matcher line = METRICS.matcher(awaitErr(METRICS.pattern()).err());
		if (!line.find()) {
			throw failure("no port for numbers");
		}
		try (RawPeer peer = RawPeer.open("127.0.0.1", Integer.parseInt(line.group(1)))) {
			peer.request("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
			return peer.readBody();
		}
	}

	/**
	 * Type lines.
	 * @param text what is typed
	 * @return this
	 */
	public WscatProcess type(String text) {
		try {
			this.in.write(text.getBytes(StandardCharsets.UTF_8));
			this.in.flush();
			return this;
		}
		catch (IOException ex) {
			throw failure("stdin cannot be written: " + ex);
		}
	}

	public WscatProcess endInput() {
		try {
			this.in.close();
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public OutputStream input() {
		return this.in;
	}

	/**
	 * Wait for the server's log line that names its port.
	 * @return the port
	 */
	public int port() {
		awaitErr(PORT.pattern());
		Matcher matcher = PORT.matcher(err());
		if (!matcher.find()) {
			throw failure("no port in the log");
		}
		return Integer.parseInt(matcher.group(1));
	}

	/**
	 * Wait for a text on stderr.
	 * @param regex what has to be found
	 * @return this
	 */
	public WscatProcess awaitErr(String regex) {
		return await(this.err, regex, "stderr");
	}

	/**
	 * Wait for a text on stdout.
	 * @param regex what has to be found
	 * @return this
	 */
	public WscatProcess awaitOut(String regex) {
		return await(this.out, regex, "stdout");
	}

	private WscatProcess await(Capture stream, String regex, String name) {
		try {
			if (!stream.await(Pattern.compile(regex), DEADLINE)) {
				throw failure("'" + regex + "' did not come on " + name);
			}
			return this;
		}
		catch (InterruptedException ex) {
			throw failure("interrupted");
		}
	}

	public WscatProcess interrupt() {
		return signal("INT");
	}

	public WscatProcess terminate() {
		return signal("TERM");
	}

	public WscatProcess kill() {
		return signal("KILL");
	}

	private WscatProcess signal(String name) {
		try {
			Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(this.process.pid())).start();
			if (!kill.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS) || kill.exitValue() != 0) {
				throw failure("cannot send SIG" + name);
			}
			return this;
		}
		catch (IOException | InterruptedException ex) {
			throw failure("cannot send SIG" + name + ": " + ex);
		}
	}

	/**
	 * Wait for the end of the process.
	 * @param status the status it has to end with
	 * @return this
	 */
	public WscatProcess exits(int status) {
		try {
			if (!this.process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
				throw failure("wscat does not end");
			}
			this.out.join(DEADLINE);
			this.err.join(DEADLINE);
		}
		catch (InterruptedException ex) {
			throw failure("interrupted");
		}
		if (this.process.exitValue() != status) {
			throw failure("expected status " + status);
		}
		return this;
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	public String out() {
		return this.out.text();
	}

	public byte[] outBytes() {
		return this.out.bytes();
	}

	public String err() {
		return this.err.text();
	}

	/**
	 * Assert the whole of stdout.
	 * @param expected the text
	 * @return this
	 */
	public WscatProcess printed(String expected) {
		if (!out().equals(expected)) {
			throw failure("expected stdout '" + expected + "'");
		}
		return this;
	}

	/**
	 * Assert that texts are found on stderr in this order.
	 * @param expected the texts
	 * @return this
	 */
	public WscatProcess said(String... expected) {
		String text = err();
		int from = 0;
		for (String part : expected) {
			int at = text.indexOf(part, from);
			if (at < 0) {
				throw failure("expected '" + part + "' on stderr, in the order of " + List.of(expected));
			}
			from = at + part.length();
		}
		return this;
	}

	/**
	 * Assert that none of some texts is on stderr.
	 * @param unwanted the texts
	 * @return this
	 */
	public WscatProcess saidNot(String... unwanted) {
		for (String part : unwanted) {
			if (err().contains(part)) {
				throw failure("'" + part + "' on stderr");
			}
		}
		return this;
	}

	/**
	 * Run something that uses the process, and show the process if it fails.
	 * @param <T> what it gives
	 * @param action what to run
	 * @return what it gives
	 */
	public <T> T during(Supplier<T> action) {
		try {
			return CompletableFuture.supplyAsync(action).get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (ExecutionException | InterruptedException | TimeoutException ex) {
			AssertionError failure = failure(String.valueOf(ex));
			failure.initCause(ex);
			throw failure;
		}
	}

	private AssertionError failure(String what) {
		String status = this.process.isAlive() ? "still running" : Integer.toString(this.process.exitValue());
		return new AssertionError("%s%n  command: %s%n  status: %s%n  stdout: %s%n  stderr: %s".formatted(what,
				String.join(" ", this.command), status, shortened(out()), shortened(err())));
	}

	private static String shortened(String text) {
		return (text.length() <= 4000) ? text
				: text.substring(0, 2000) + "\n[...]\n" + text.substring(text.length() - 2000);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
