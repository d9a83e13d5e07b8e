package dev.wscat.cli.describe;

/**
 * The help of a command in its parts. It begins with one sentence, has its usage, then
 * the options as rendered between the lines {@code Options:} and {@code Examples:}, then
 * the examples, and behind an empty line whatever else there is to say.
 *
 * @param head all up to and with the line {@code Options:}
 * @param options the rendered options, with the empty line behind them
 * @param tail from the line {@code Examples:} to the end
 */
public record HelpText(String head, String options, String tail) {

	private static final String OPTIONS = "\nOptions:\n";

	private static final String EXAMPLES = "\nExamples:\n";

	/**
	 * Take a help apart.
	 * @param text the whole text
	 * @return its parts
	 * @throws IllegalArgumentException when one of them is missing
	 */
	public static HelpText parse(String text) {
		int options = text.indexOf(OPTIONS);
		int examples = text.indexOf(EXAMPLES);
		if (options < 0 || examples < options) {
			throw new IllegalArgumentException("a help needs the lines 'Options:' and 'Examples:'");
		}
		int begin = options + OPTIONS.length();
		return new HelpText(text.substring(0, begin), text.substring(begin, examples + 1),
				text.substring(examples + 1));
	}

	/**
	 * Put the help together.
	 * @return the whole text
	 */
	public String text() {
		return this.head + this.options + this.tail;
	}

	/**
	 * Replace the options.
	 * @param rendered lines
	 * @return the help with them
	 */
	public HelpText withOptions(String rendered) {
		return new HelpText(this.head, rendered + "\n", this.tail);
	}

	/**
	 * Return the first sentence.
	 * @return without its full stop
	 */
	public String summary() {
		return this.head.substring(0, this.head.indexOf('\n')).replaceFirst("\\.$", "");
	}

	/**
	 * Return the forms of calling the command.
	 * @return a line for each, beginning with the program's name
	 */
	public String usage() {
		int start = this.head.indexOf("Usage: ") + "Usage: ".length();
		return this.head.substring(start, this.head.indexOf("\n\n", start)).replaceAll("(?m)^ +", "");
	}

	/**
	 * Return what stands between the first sentence and the usage.
	 * @return paragraphs, or nothing
	 */
	public String description() {
		return this.head.substring(this.head.indexOf('\n') + 1, this.head.indexOf("Usage: ")).trim();
	}

	/**
	 * Return the examples.
	 * @return lines that begin with two blanks
	 */
	public String examples() {
		int end = this.tail.indexOf("\n\n");
		return this.tail.substring(this.tail.indexOf('\n') + 1, (end < 0) ? this.tail.length() : end + 1);
	}

	/**
	 * Return what stands behind the examples.
	 * @return paragraphs, or nothing
	 */
	public String notes() {
		int end = this.tail.indexOf("\n\n");
		return (end < 0) ? "" : this.tail.substring(end + 2);
	}

}
