package dev.wscat.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The sole owner of the standard streams: data on stdout, talk on stderr.
 */
public final class Console {

	private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

	private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);

	private final LogTime time = new LogTime();

	private volatile boolean quiet;

	private volatile boolean verbose;

	private volatile boolean stacktrace;

	private volatile @Nullable Consumer<String> above;

	private volatile @Nullable Runnable giveBack;

	/**
	 * Set how much is said.
	 * @param quiet whether only errors are
	 * @param verbose whether handshakes and frames are too
	 * @param stacktrace whether errors show where they come from
	 */
	public void talk(boolean quiet, boolean verbose, boolean stacktrace) {
		this.quiet = quiet;
		this.verbose = verbose;
		this.stacktrace = stacktrace;
	}

	/**
	 * Log a change of state.
	 * @param line one line, without its time
	 */
	public void note(String line) {
		if (!this.quiet) {
			log(line);
		}
	}

	/**
	 * Tell whether only errors are said.
	 * @return whether {@link #note} says nothing
	 */
	public boolean isQuiet() {
		return this.quiet;
	}

	/**
	 * Log a wrong action or a fault that does not end the program.
	 * @param line one line, without its time
	 */
	public void error(String line) {
		log("error: " + line);
	}

	/**
	 * Log a detail that only {@code --verbose} shows.
	 * @param line one line, without its time
	 */
	public void detail(String line) {
		if (this.verbose) {
			log(line);
		}
	}

	/**
	 * Say on stderr what was asked for, even when little is to be said.
	 * @param line one line, shown as it is
	 */
	public void tell(String line) {
		write(this.err, Escapes.oneLine(line) + '\n');
	}

	/**
	 * Say on stderr what was asked for in this form.
	 * @param text anything, of which control characters but line feeds are made visible
	 */
	public void say(String text) {
		write(this.err, Escapes.visible(text));
	}

	/**
	 * Show how far something is on stderr, in the place of what was shown before.
	 * @param line less than the width of a terminal
	 */
	public void redraw(String line) {
		write(this.err, "\r" + Escapes.oneLine(line) + "\u001b[K");
	}

	/** What was shown last stays. */
	public void redrawn() {
		write(this.err, "\n");
	}

	/**
	 * Tell whether a person reads what is said.
	 * @return whether stderr is a terminal
	 */
	public boolean isErrorTerminal() {
		return isTerminalByKernel(2);
	}

	/**
	 * Log that lines could not be sent, if there are any.
	 * @param lines how many
	 */
	public void lost(long lines) {
		lost(lines, "line");
	}

	/**
	 * Log that something could not be sent, if there is any.
	 * @param count how many
	 * @param unit what one of them is called
	 */
	public void lost(long count, String unit) {
		if (count > 0) {
			error(count + " " + unit + ((count == 1) ? " was" : "s were") + " read but not sent");
		}
	}

	/**
	 * Tell why the program ends, and where that came from if the user wants to know.
	 * @param line what failed, with what, and what to do
	 * @param cause shown with {@code --stacktrace}
	 * @param bug whether the cause is shown in any case
	 */
	public void fatal(String line, @Nullable Throwable cause, boolean bug) {
		StringBuilder text = new StringBuilder("wscat: ").append(Escapes.visible(line)).append('\n');
		if (cause != null && (bug || this.stacktrace)) {
			StringWriter trace = new StringWriter();
			cause.printStackTrace(new PrintWriter(trace, true));
			text.append(trace);
		}
		write(this.err, text.toString());
	}

	/**
	 * Print the answer to a question such as {@code --help}.
	 * @param text whole lines
	 * @return whether it was written; else nobody reads any more
	 */
	public boolean print(String text) {
		return write(this.out, text);
	}

	/**
	 * Print what a program has for stderr.
	 * @param text as it is
	 * @return whether it was written
	 */
	public boolean printError(String text) {
		return write(this.err, text);
	}

	/**
	 * Log an error of a program, with its stack.
	 * @param lines one or more, without the time
	 */
	public void complain(String lines) {
		Consumer<String> printer = this.above;
		String text = this.time.now() + " error: " + Escapes.visible(lines);
		if (printer != null) {
			printer.accept(text);
		}
		else {
			write(this.err, text + '\n');
		}
	}

	/**
	 * Tell whether a person types.
	 * @return whether stdin is a terminal
	 */
	public boolean isInputTerminal() {
		return isTerminal(0);
	}

	/**
	 * Tell whether something was given to be read: no terminal, and not nothing.
	 * @return whether stdin is a pipe, a socket or a file
	 */
	public boolean isInputPiped() {
		try {
			return !isInputTerminal() && !isClosed()
					&& !Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString().startsWith("/dev/");
		}
		catch (IOException | UnsupportedOperationException ex) {
			return !isInputTerminal();
		}
	}

	/**
	 * Tell whether a person reads.
	 * @return whether stdout is a terminal
	 */
	public boolean isOutputTerminal() {
		return isTerminal(1);
	}

	/**
	 * Tell whether there is a person to talk to, with a terminal that can do it.
	 * @return whether stdin and stdout are a terminal that knows how to move its cursor
	 */
	public boolean isInteractive() {
		String type = System.getenv("TERM");
		return type != null && !type.isEmpty() && !type.equals("dumb") && isInputTerminal() && isOutputTerminal();
	}

	/**
	 * Have log lines printed by someone who knows what else is on the terminal, if it is
	 * on a terminal that they are seen.
	 * @param printer takes lines without terminator, on any thread, and does not wait;
	 * {@code null} to write them to stderr again
	 */
	public void logAbove(@Nullable Consumer<String> printer) {
		this.above = (printer != null && isTerminalByKernel(2)) ? printer : null;
	}

	/**
	 * The terminal is not as it was, which has to be mended however the program ends.
	 * @param mend does that, does not wait, and can be called on any thread; {@code null}
	 * when it has been done
	 */
	public void terminalTaken(@Nullable Runnable mend) {
		this.giveBack = mend;
	}

	/** Make the terminal what it was; nothing is edited any more. */
	public void giveTerminalBack() {
		Runnable mend = this.giveBack;
		if (mend != null) {
			this.giveBack = null;
			mend.run();
		}
	}

	/**
	 * Tell whether a person sees the log, on a terminal that knows how to move its
	 * cursor.
	 * @return whether stderr is one
	 */
	public boolean isLogDrawn() {
		String type = System.getenv("TERM");
		return type != null && !type.isEmpty() && !type.equals("dumb") && isTerminalByKernel(2);
	}

	/** Write to stderr as it is. */
	void draw(String text) {
		write(this.err, text);
	}

	FileChannel input() {
		// unlike System.in its reads can be interrupted
		FileInputStream in = new FileInputStream(FileDescriptor.in);
		try {
			return isClosed() ? new FileInputStream("/dev/null").getChannel() : in.getChannel();
		}
		catch (IOException ex) {
			return in.getChannel();
		}
	}

	/**
	 * Whether stdin was closed ({@code <&-}) before the JVM began: its own files have
	 * taken the place then. The launcher sees to it by itself.
	 */
	private static boolean isClosed() throws IOException {
		return System.getProperty("wscat.terminals") == null && Files.isSymbolicLink(Path.of("/proc/self/fd/0"))
				&& Files.readSymbolicLink(Path.of("/proc/self/fd/0")).startsWith(System.getProperty("java.home"));
	}

	FileChannel output() {
		return this.out.getChannel();
	}

	private void log(String line) {
		String text = this.time.now() + ' ' + Escapes.oneLine(line);
		Consumer<String> printer = this.above;
		if (printer != null) {
			printer.accept(text);
		}
		else {
			write(this.err, text + '\n');
		}
	}

	private static synchronized boolean write(FileOutputStream stream, String text) {
		try {
			stream.write(text.getBytes(StandardCharsets.UTF_8));
			return true;
		}
		catch (IOException ex) {
			// nobody is left to tell
			return false;
		}
	}

	/** The launcher knows; without it the kernel does. */
	private static boolean isTerminal(int descriptor) {
		String known = System.getProperty("wscat.terminals");
		if (known != null) {
			return known.indexOf('0' + descriptor) >= 0;
		}
		return isTerminalByKernel(descriptor);
	}

	private static boolean isTerminalByKernel(int descriptor) {
		try {
			String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
			return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
		}
		catch (IOException | UnsupportedOperationException ex) {
			return System.console() != null;
		}
	}

}
