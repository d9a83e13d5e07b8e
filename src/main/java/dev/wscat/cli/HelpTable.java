package dev.wscat.cli;

/**
 * Options in two columns, for the help.
 */
final class HelpTable {

	private static final int WIDTH = 100;

	private static final int COLUMN = 29;

	private final StringBuilder text = new StringBuilder();

	/**
	 * Add the parameters, then the options under their headings.
	 * @param options what there is
	 * @return this
	 */
	HelpTable add(Options options) {
		for (Option parameter : options.parameters()) {
			add(parameter);
		}
		for (Option option : options.all()) {
			String heading = options.headingOf(option);
			if (heading != null) {
				this.text.append(this.text.isEmpty() ? "" : "\n").append(heading).append('\n');
			}
			add(option);
		}
		return this;
	}

	private void add(Option option) {
		int start = this.text.length();
		this.text.append(names(option));
		if (this.text.length() - start >= COLUMN) {
			start = newLine();
		}
		pad(start);
		int column = COLUMN;
		for (String word : option.description().split(" ")) {
			if (column + word.length() >= WIDTH) {
				pad(newLine());
				column = COLUMN;
			}
			else if (column > COLUMN) {
				this.text.append(' ');
			}
			this.text.append(word);
			column += word.length() + 1;
		}
		this.text.append('\n');
	}

	private int newLine() {
		this.text.append('\n');
		return this.text.length();
	}

	private void pad(int start) {
		this.text.append(" ".repeat(start + COLUMN - this.text.length()));
	}

	private static String names(Option option) {
		String label = option.isRepeatable() ? option.label() + "..." : String.valueOf(option.label());
		if (option.names().isEmpty()) {
			return "  " + (option.isOptional() ? "[" + label + "]" : label);
		}
		String names = (option.names().get(0).length() > 2 ? "      " : "  ") + String.join(", ", option.names());
		if (option.isFlag()) {
			return names;
		}
		return names + (option.isValueOptional() ? "[=" + label + "]" : "=" + label);
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
