package dev.wscat.command.transfer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.Consumer;

import dev.wscat.core.CliException;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.LineReader;
import dev.wscat.terminal.Relay;
import org.jspecify.annotations.Nullable;

/**
 * Asks who sits at the terminal what is to be done about files that are there already,
 * one after the other. Called on the thread of files.
 */
final class Asking implements LineReader.Listener, AutoCloseable {

	private static final int LONGEST = 1 << 10;

	private record Question(String name, Consumer<ReceivePlan.Overwrite> answer) {
	}

	private final Console console;

	private final Relay relay;

	private final Consumer<Runnable> poster;

	private final Deque<Question> questions = new ArrayDeque<>();

	private @Nullable LineReader reader;

	private ReceivePlan.@Nullable Overwrite always;

	/**
	 * Create somebody to ask.
	 * @param console where the question is put
	 * @param poster runs what it is given on the thread of files
	 */
	Asking(Console console, Consumer<Runnable> poster) {
		this.console = console;
		this.relay = new Relay(console);
		this.poster = poster;
	}

	/**
	 * Ask.
	 * @param name the file
	 * @param answer is told what to do, on the thread of files
	 */
	void ask(String name, Consumer<ReceivePlan.Overwrite> answer) {
		if (this.always != null) {
			answer.accept(this.always);
			return;
		}
		this.questions.add(new Question(name, answer));
		if (this.questions.size() == 1) {
			put();
		}
		if (this.reader == null) {
			this.reader = this.relay.reader(LONGEST, this);
			this.reader.start();
		}
	}

	private void put() {
		Question next = this.questions.peek();
		if (next != null) {
			this.console.tell(
					next.name() + " is there already: overwrite it? [y]es, [n]o, [r]ename, yes to [a]ll, no to al[l]");
		}
	}

	@Override
	public boolean onLine(String line) {
		this.poster.accept(() -> answered(line.strip().toLowerCase(Locale.ROOT)));
		return true;
	}

	private void answered(String word) {
		switch (word) {
			case "y", "yes" -> answer(ReceivePlan.Overwrite.ALWAYS);
			case "n", "no" -> answer(ReceivePlan.Overwrite.NEVER);
			case "r", "rename" -> answer(ReceivePlan.Overwrite.RENAME);
			case "a", "all" -> answerAll(ReceivePlan.Overwrite.ALWAYS);
			case "l" -> answerAll(ReceivePlan.Overwrite.NEVER);
			default -> put();
		}
	}

	private void answer(ReceivePlan.Overwrite what) {
		Question next = this.questions.poll();
		if (next != null) {
			next.answer().accept(what);
			put();
		}
	}

	private void answerAll(ReceivePlan.Overwrite what) {
		this.always = what;
		while (!this.questions.isEmpty()) {
			answer(what);
		}
	}

	/** Whether an answer is waited for. */
	boolean isOpen() {
		return !this.questions.isEmpty();
	}

	/** Nobody is there to ask any more. */
	@Override
	public void onEnd(boolean empty) {
		this.poster.accept(() -> answerAll(ReceivePlan.Overwrite.NEVER));
	}

	@Override
	public void onFault(CliException fault) {
		onEnd(false);
	}

	@Override
	public void close() {
		if (this.reader != null) {
			this.reader.stop();
		}
		this.relay.dispose();
	}

}
