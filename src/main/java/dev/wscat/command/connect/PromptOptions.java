package dev.wscat.command.connect;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * What the prompt of a terminal looks like, and whether it takes commands.
 */
final class PromptOptions {

	private final Option color = Option
		.text("--color", "WHEN", "Colours on a terminal: auto, always or never; NO_COLOR=1 means never.")
		.valueOptional()
		.initially("auto");

	private final Option noColor = Option.flag("--no-color", "No colours.");

	private final Option slash = Option.flag("--slash",
			"Lines with a / in front are commands at the prompt, as they" + " are anyway.");

	private final Option noSlash = Option.flag("--no-slash", "Send lines with a / in front like any other.");

	void define(Options options) {
		options.add(this.color, this.noColor, this.slash, this.noSlash);
	}

	void check() {
		String when = this.color.text();
		if (!when.isEmpty() && !when.equals("auto") && !when.equals("always") && !when.equals("never")) {
			throw new CliException(ExitCode.USAGE, "invalid --color: '" + when + "' is not auto, always or never");
		}
		if (this.slash.isSet() && this.noSlash.isSet()) {
			throw new CliException(ExitCode.USAGE, "use --slash or --no-slash, not both");
		}
	}

	/** Tell whether colours are wanted on a terminal. */
	boolean isColored() {
		String when = this.color.text();
		if (this.noColor.isSet() || when.equals("never")) {
			return false;
		}
		String unwanted = System.getenv("NO_COLOR");
		return when.equals("always") || when.isEmpty() || unwanted == null || unwanted.isEmpty();
	}

	boolean isSlash() {
		return !this.noSlash.isSet();
	}

}
