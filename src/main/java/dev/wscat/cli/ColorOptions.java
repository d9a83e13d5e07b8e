package dev.wscat.cli;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * Whether a terminal is given colours.
 */
public final class ColorOptions {

	private final Option color = Option
		.text("--color", "WHEN", "Colours on a terminal: auto, always or never; with NO_COLOR set auto means never.")
		.valueOptional()
		.initially("auto");

	private final Option noColor = Option.flag("--no-color", "No colours.");

	/**
	 * Describe the options.
	 * @param options to be added to
	 */
	public void define(Options options) {
		options.add(this.color, this.noColor);
	}

	/**
	 * Look at the value.
	 * @throws CliException when it is none
	 */
	public void check() {
		String when = this.color.text();
		if (!when.isEmpty() && !when.equals("auto") && !when.equals("always") && !when.equals("never")) {
			throw new CliException(ExitCode.USAGE, "invalid --color: '" + when + "' is not auto, always or never");
		}
	}

	/**
	 * Tell whether colours are wanted on a terminal.
	 * @return what the options say, and else the variable {@code NO_COLOR}
	 */
	public boolean isColored() {
		String when = this.color.text();
		if (this.noColor.isSet() || when.equals("never")) {
			return false;
		}
		return when.equals("always") || when.isEmpty() || isWelcome();
	}

	/**
	 * Tell whether colours are wanted on a terminal, when there is no option to say so.
	 * @return what the variable {@code NO_COLOR} says
	 */
	public static boolean isWelcome() {
		String unwanted = System.getenv("NO_COLOR");
		return unwanted == null || unwanted.isEmpty();
	}

}
