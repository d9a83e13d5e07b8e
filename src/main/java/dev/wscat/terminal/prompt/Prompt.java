package dev.wscat.terminal.prompt;

import java.io.IOError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.terminal.Console;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.MaskingCallback;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/**
 * A line that a person edits, by JLine, above which all else is printed. One thread reads
 * lines; any thread prints.
 */
public final class Prompt implements AutoCloseable {

	/** Ends what JLine begins: pastes in brackets, keys of a keypad, a line. */
	private static final String LEAVE = "\033[?2004l\033[?1l\033>\n";

	private static final long LONGEST_MEND_MILLIS = 200;

	/** Log lines kept while an editor has the terminal. */
	private static final int HELD = 1000;

	private final Interrupts interrupts = new Interrupts();

	private final Console console;

	private final boolean colored;

	private final Terminal terminal;

	private final Attributes cooked;

	private final LineReader reader;

	private final CommandSet commands;

	private final Deque<String> held = new ArrayDeque<>();

	private boolean away;

	private @Nullable String edited;

	private final ReentrantLock reading = new ReentrantLock();

	private @Nullable Thread typist;

	private String unfinished = "";

	/**
	 * Take over the terminal.
	 * @param console owner of the standard streams, whose log lines go above the prompt
	 * from now on
	 * @param commands what can be typed by name
	 * @param history name of the file that keeps what was typed
	 * @param colored whether colours are wanted
	 * @throws CliException when the terminal cannot be used
	 */
	public Prompt(Console console, CommandSet commands, String history, boolean colored) {
		this.console = console;
		this.commands = commands;
		this.colored = colored;
		try {
			// signals are ours, and so is the choice of what to do without a terminal
			this.terminal = TerminalBuilder.builder()
				.name("wscat")
				.system(true)
				.dumb(false)
				.nativeSignals(false)
				.encoding(StandardCharsets.UTF_8)
				.build();
		}
		catch (IOException | IllegalStateException ex) {
			throw new CliException(ExitCode.LOCAL,
					"cannot use the terminal: " + ex.getMessage() + "; TERM=dumb wscat .. does without", ex);
		}
		this.cooked = this.terminal.getAttributes();
		// also between two lines, lest the terminal takes a Ctrl-D for its own
		this.terminal.enterRawMode();
		console.terminalTaken(this::mend);
		this.terminal.handle(Terminal.Signal.INT, (signal) -> this.interrupts.raise());
		this.interrupts.restore();
		this.reader = reader(TypedHistory.file(history, System.getenv()));
		String typed = typedBefore(this.terminal.reader());
		if (!typed.isEmpty()) {
			this.reader.runMacro(typed);
		}
		console.logAbove(this::log);
	}

	/**
	 * What was typed before there was a prompt. The kernel has put a NUL in the place of
	 * a Ctrl-D.
	 */
	private static String typedBefore(NonBlockingReader keys) {
		StringBuilder typed = new StringBuilder();
		try {
			while (keys.peek(1) >= 0) {
				typed.append((char) keys.read());
			}
		}
		catch (IOException ex) {
			// the first line is the end then
		}
		return typed.toString().replace('\0', KeyMap.ctrl('D').charAt(0));
	}

	/** The process is about to end, whatever is being edited. */
	private void mend() {
		this.terminal.setAttributes(this.cooked);
		// a terminal that stands still must not hold us
		Thread last = new Thread(() -> {
			this.terminal.writer().print(LEAVE);
			this.terminal.flush();
		}, "wscat-mend");
		last.setDaemon(true);
		last.start();
		try {
			last.join(LONGEST_MEND_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Let a person type. Ctrl-C does what SIGINT does.
	 * @param prompt what stands before the line
	 * @param over whether nothing is to be read any more; who makes it so calls
	 * {@link #interrupt()} then
	 * @return what was typed, or {@code null} at the end: Ctrl-D on an empty line,
	 * Ctrl-C, the end of the terminal, or when it is over; a line begun by then is there
	 * again with the next call
	 */
	public @Nullable Typed read(String prompt, BooleanSupplier over) {
		this.reading.lock();
		try {
			typist(Thread.currentThread());
			if (over.getAsBoolean()) {
				return null;
			}
			this.edited = null;
			String begun = this.unfinished;
			this.unfinished = "";
			String line = this.reader.readLine(prompt, null, (MaskingCallback) null, begun);
			String saved = this.edited;
			return (saved != null) ? new Typed(saved, true) : new Typed(line, false);
		}
		catch (UserInterruptException ex) {
			if (over.getAsBoolean()) {
				this.unfinished = ex.getPartialLine();
			}
			else {
				this.interrupts.raise();
			}
			return null;
		}
		catch (EndOfFileException | IOError ex) {
			return null;
		}
		finally {
			typist(null);
			this.reading.unlock();
		}
	}

	/**
	 * Do what a command says, and tell if that went wrong.
	 * @param line the command with its arguments
	 */
	public void execute(String line) {
		try {
			this.commands.execute(line);
		}
		catch (CliException ex) {
			complain(ex.line());
		}
	}

	/** End the reading of a line that is over. */
	public synchronized void interrupt() {
		if (this.typist != null) {
			this.typist.interrupt();
		}
	}

	/**
	 * Wait until no line is being read, and the terminal is as it was.
	 * @return whether it is, after a second at most
	 */
	public boolean awaitIdle() {
		try {
			boolean idle = this.reading.tryLock(1, TimeUnit.SECONDS);
			if (idle) {
				this.reading.unlock();
			}
			return idle;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private synchronized void typist(@Nullable Thread thread) {
		this.typist = thread;
		// one that came too late
		Thread.interrupted();
	}

	/**
	 * Print above the line that is being typed. Waits while an editor has the terminal,
	 * or the terminal is slow.
	 * @param lines whole lines, without control characters but for colours
	 */
	public void print(String lines) {
		this.reader.printAbove(lines);
	}

	/**
	 * Print above the line that is being typed.
	 * @param line what wscat has to say
	 */
	public void say(String line) {
		print(Paint.TALK.on(line, this.colored));
	}

	/**
	 * Print above the line that is being typed.
	 * @param line what is wrong
	 */
	public void complain(String line) {
		print(Paint.ERROR.on("error: " + line, this.colored));
	}

	/** Give the terminal back. */
	@Override
	public void close() {
		this.console.logAbove(null);
		this.console.terminalTaken(null);
		try {
			this.terminal.setAttributes(this.cooked);
			this.terminal.close();
		}
		catch (IOException | IOError ex) {
			// it is gone
		}
		this.interrupts.restore();
	}

	private LineReader reader(@Nullable Path history) {
		LineReaderBuilder builder = LineReaderBuilder.builder()
			.terminal(this.terminal)
			.appName("wscat")
			.completer(new PromptCompleter(this.commands))
			.parser(new PromptParser(() -> this.edited != null))
			.history(new TypedHistory())
			.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
			.option(LineReader.Option.HISTORY_REDUCE_BLANKS, false)
			.option(LineReader.Option.HISTORY_TIMESTAMPED, false)
			.option(LineReader.Option.AUTO_FRESH_LINE, false)
			.option(LineReader.Option.INSERT_TAB, false)
			.variable(LineReader.HISTORY_SIZE, TypedHistory.LINES)
			.variable(LineReader.HISTORY_FILE_SIZE, TypedHistory.LINES)
			.variable(LineReader.SECONDARY_PROMPT_PATTERN, "  ")
			.variable(LineReader.BELL_STYLE, "none");
		if (history != null) {
			builder.variable(LineReader.HISTORY_FILE, history);
		}
		LineReader made = builder.build();
		made.getWidgets().put("wscat-edit", () -> edit(made));
		Objects.requireNonNull(made.getKeyMaps().get(LineReader.EMACS))
			.bind(new Reference("wscat-edit"), KeyMap.ctrl('X') + KeyMap.ctrl('E'));
		return made;
	}

	/** What was saved is sent; if nothing was, the line stays as it is. */
	private boolean edit(LineReader made) {
		synchronized (this.held) {
			this.away = true;
		}
		Attributes raw = this.terminal.getAttributes();
		try {
			this.terminal.setAttributes(this.cooked);
			String saved = Editor.edit(made.getBuffer().toString());
			if (saved != null && !saved.isBlank()) {
				this.edited = saved;
				made.getBuffer().clear();
				made.getBuffer().write(saved);
			}
		}
		catch (CliException ex) {
			log("error: " + ex.line());
		}
		finally {
			this.terminal.setAttributes(raw);
			back();
		}
		made.callWidget((this.edited != null) ? LineReader.ACCEPT_LINE : LineReader.REDRAW_LINE);
		return true;
	}

	private void back() {
		synchronized (this.held) {
			this.away = false;
			while (!this.held.isEmpty()) {
				print(this.held.remove());
			}
		}
	}

	/**
	 * Print a log line above the line that is being typed; while an editor has the
	 * terminal it waits, but not its caller.
	 * @param line one line
	 */
	public void log(String line) {
		boolean error = line.startsWith("error: ") || line.startsWith(" error: ", "2026/01/01 00:00:00".length());
		String painted = (error ? Paint.ERROR : Paint.TALK).on(line, this.colored);
		synchronized (this.held) {
			if (this.away) {
				if (this.held.size() == HELD) {
					this.held.remove();
				}
				this.held.add(painted);
				return;
			}
		}
		print(painted);
	}

}
