package dev.wscat.command.listen;

import java.util.ArrayList;
import java.util.List;

import dev.wscat.cli.Options;

/**
 * What only the server for one client can set.
 */
public final class ListenOptions {

	private boolean keep;

	private final List<String> origins = new ArrayList<>();

	/**
	 * Describe the options.
	 * @param options to be added to
	 */
	public void define(Options options) {
		options.flag("--keep", "When the client leaves, wait for the next one.", () -> this.keep = true)
			.value("--allow-origin", "ORIGIN...",
					"Let in web pages of this origin besides those of this machine; * lets in all. Repeatable.",
					this.origins::add);
	}

	boolean isKeep() {
		return this.keep;
	}

	List<String> origins() {
		return this.origins;
	}

}
