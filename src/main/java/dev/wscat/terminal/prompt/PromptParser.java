package dev.wscat.terminal.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Tells JLine where a line ends, and where a word does: at a blank, and nothing quotes.
 */
final class PromptParser implements Parser {

	private final BooleanSupplier edited;

	/**
	 * Create a parser.
	 * @param edited whether the line comes from an editor and is complete as it is
	 */
	PromptParser(BooleanSupplier edited) {
		this.edited = edited;
	}

	@Override
	public boolean isEscapeChar(char ch) {
		return false;
	}

	@Override
	public boolean validCommandName(String name) {
		return true;
	}

	@Override
	public boolean validVariableName(String name) {
		return false;
	}

	@Override
	public ParsedLine parse(String line, int cursor, ParseContext context) {
		if (context == ParseContext.ACCEPT_LINE && !this.edited.getAsBoolean() && Typed.isOpen(line)) {
			throw new EOFError(-1, -1, "more to come");
		}
		List<String> words = new ArrayList<>();
		int start = 0;
		for (int i = 0; i <= cursor; i++) {
			if (i == cursor || line.charAt(i) == ' ') {
				words.add(line.substring(start, i));
				start = i + 1;
			}
		}
		return new Words(line, cursor, words);
	}

	/** The words up to the cursor, which is in or behind the last. */
	private record Words(String line, int cursor, List<String> words) implements CompletingParsedLine {

		@Override
		public String word() {
			return this.words.get(this.words.size() - 1);
		}

		@Override
		public int wordCursor() {
			return word().length();
		}

		@Override
		public int wordIndex() {
			return this.words.size() - 1;
		}

		@Override
		public CharSequence escape(CharSequence candidate, boolean complete) {
			return candidate;
		}

		@Override
		public int rawWordCursor() {
			return wordCursor();
		}

		@Override
		public int rawWordLength() {
			return wordCursor();
		}

	}

}
