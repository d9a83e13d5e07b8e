package dev.wscat.command.listen;

import java.util.List;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;

/**
 * What only the server for one client can set.
 */
public final class ListenOptions {

	private final Option keep = Option.flag("--keep", "When the client leaves, wait for the next one.");

	private final Option origins = Option
		.text("--allow-origin", "ORIGIN",
				"Let in web pages of this origin besides those of this machine; * lets in all. Repeatable.")
		.repeatable();

	/**
	 * Describe the options.
	 * @param options to be added to
	 */
	public void define(Options options) {
		options.add(this.keep, this.origins);
	}

	boolean isKeep() {
		return this.keep.isSet();
	}

	List<String> origins() {
		return this.origins.texts();
	}

}
