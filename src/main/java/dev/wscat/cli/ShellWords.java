package dev.wscat.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Words as a shell splits them: single and double quotes, {@code $'..'}, backslashes,
 * lines that go on, comments. Nothing is expanded, a {@code $} and a {@code *} are
 * themselves.
 */
final class ShellWords {

	/**
	 * A word.
	 *
	 * @param text without its quotes
	 * @param line where it begins, from 1
	 */
	record Word(String text, int line) {
	}

	/** A quote that has no end. */
	static final class OpenQuoteException extends Exception {

		private static final long serialVersionUID = 1L;

		private final int line;

		OpenQuoteException(int line) {
			super("the quote of line " + line + " has no end");
			this.line = line;
		}

		int line() {
			return this.line;
		}

	}

	private final String source;

	private final List<Word> words = new ArrayList<>();

	private final StringBuilder word = new StringBuilder();

	private int position;

	private int line = 1;

	private ShellWords(String source) {
		this.source = source;
	}

	/**
	 * Split a text.
	 * @param text any number of lines
	 * @return its words
	 * @throws OpenQuoteException when a quote is not closed
	 */
	static List<Word> split(String text) throws OpenQuoteException {
		ShellWords split = new ShellWords(text);
		while (split.position < text.length()) {
			split.next();
		}
		return split.words;
	}

	private void next() throws OpenQuoteException {
		char first = this.source.charAt(this.position);
		if (isBlank(first) || isContinued()) {
			skip(isBlank(first) ? 1 : continuation());
		}
		else if (first == '#') {
			while (this.position < this.source.length() && this.source.charAt(this.position) != '\n') {
				skip(1);
			}
		}
		else {
			word();
		}
	}

	private void word() throws OpenQuoteException {
		int start = this.line;
		this.word.setLength(0);
		while (this.position < this.source.length() && !isBlank(this.source.charAt(this.position))) {
			part();
		}
		this.words.add(new Word(this.word.toString(), start));
	}

	private void part() throws OpenQuoteException {
		char next = this.source.charAt(this.position);
		if (isContinued()) {
			skip(continuation());
		}
		else if (next == '\'') {
			quoted('\'', false, false);
		}
		else if (next == '"') {
			quoted('"', true, false);
		}
		else if (next == '$' && peek(1) == '\'') {
			skip(1);
			quoted('\'', false, true);
		}
		else if (next == '\\' && this.position + 1 < this.source.length()) {
			this.word.append(peek(1));
			skip(2);
		}
		else {
			this.word.append(next);
			skip(1);
		}
	}

	private void quoted(char quote, boolean some, boolean all) throws OpenQuoteException {
		int start = this.line;
		skip(1);
		while (this.position < this.source.length()) {
			char next = this.source.charAt(this.position);
			if (next == quote) {
				skip(1);
				return;
			}
			if (some && isContinued()) {
				skip(continuation());
			}
			else if (some && next == '\\' && "\"\\$`".indexOf(peek(1)) >= 0) {
				this.word.append(peek(1));
				skip(2);
			}
			else if (all && next == '\\') {
				skip(1);
				this.position = AnsiQuote.escape(this.source, this.position, this.word);
			}
			else {
				this.word.append(next);
				skip(1);
			}
		}
		throw new OpenQuoteException(start);
	}

	/** Whether a backslash stands at the end of a line. */
	private boolean isContinued() {
		return this.source.charAt(this.position) == '\\' && (peek(1) == '\n' || peek(1) == '\r' && peek(2) == '\n');
	}

	private int continuation() {
		return (peek(1) == '\n') ? 2 : 3;
	}

	private void skip(int count) {
		for (int i = 0; i < count; i++) {
			if (this.source.charAt(this.position++) == '\n') {
				this.line++;
			}
		}
	}

	private char peek(int ahead) {
		int index = this.position + ahead;
		return (index < this.source.length()) ? this.source.charAt(index) : 0;
	}

	private static boolean isBlank(char character) {
		return character == ' ' || character == '\t' || character == '\n' || character == '\r';
	}

	/**
	 * Quote a word so that a shell, and {@link #split}, give it back.
	 * @param word any text
	 * @return the word itself when it needs no quotes
	 */
	static String quote(String word) {
		boolean plain = !word.isEmpty();
		for (int i = 0; i < word.length(); i++) {
			char next = word.charAt(i);
			plain &= next < 128 && Character.isLetterOrDigit(next) || "_@%+=:,./-".indexOf(next) >= 0;
		}
		return plain ? word : "'" + word.replace("'", "'\\''") + "'";
	}

}
