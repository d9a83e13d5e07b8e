package dev.wscat.command.connect;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * A message that is waited for.
 */
interface Expectation {

	/**
	 * Read an expectation as typed.
	 * @param text a condition if it begins with {@code $}, else a regular expression
	 * @return the expectation
	 * @throws CliException when it is neither
	 */
	static Expectation parse(String text) {
		return text.startsWith("$") ? JsonCondition.parse(text) : Regex.parse(text);
	}

	/**
	 * Look at a message.
	 * @param message the whole text
	 * @return whether it is the one
	 */
	boolean isMetBy(String message);

	/**
	 * Return the expectation as typed.
	 * @return what the user calls it
	 */
	String text();

	/** A regular expression to be found somewhere in the message. */
	record Regex(String text, Pattern pattern) implements Expectation {

		static Regex parse(String text) {
			try {
				return new Regex(text, Pattern.compile(text));
			}
			catch (PatternSyntaxException ex) {
				throw new CliException(ExitCode.USAGE, "--expect='" + text + "' is no regular expression: "
						+ ex.getDescription() + " at character " + (ex.getIndex() + 1), ex);
			}
		}

		@Override
		public boolean isMetBy(String message) {
			return this.pattern.matcher(message).find();
		}

	}

}
