package dev.wscat.command.transfer;

import java.nio.file.Path;

/**
 * What is received, and what is done with it.
 *
 * @param folder where it is written to
 * @param count how many files, at most
 * @param once whether one sender is enough
 * @param resume whether to go on with partial files
 * @param overwrite what is done about a file that is there already
 */
record ReceivePlan(Path folder, long count, boolean once, boolean resume, Overwrite overwrite) {

	/** What is done about a file that is there already. */
	enum Overwrite {

		/** Ask who sits at the terminal. */
		ASK,
		/** Refuse the new one. */
		NEVER,
		/** Take the new one in its place. */
		ALWAYS,
		/** Give the new one another name. */
		RENAME

	}

}
