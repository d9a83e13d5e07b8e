package dev.wscat.command.connect;

import dev.wscat.cli.ColorOptions;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * What the prompt of a terminal looks like, and whether it takes commands.
 */
final class PromptOptions {

	private final ColorOptions colors = new ColorOptions();

	private final Option slash = Option.flag("--slash",
			"At the prompt of a terminal lines that begin with / are commands. They are anyway.");

	private final Option noSlash = Option.flag("--no-slash", "Send lines that begin with / like any other.");

	void define(Options options) {
		this.colors.define(options);
		options.add(this.slash, this.noSlash);
	}

	void check() {
		this.colors.check();
		if (this.slash.isSet() && this.noSlash.isSet()) {
			throw new CliException(ExitCode.USAGE, "use --slash or --no-slash, not both");
		}
	}

	/** Tell whether colours are wanted on a terminal. */
	boolean isColored() {
		return this.colors.isColored();
	}

	boolean isSlash() {
		return !this.noSlash.isSet();
	}

}
