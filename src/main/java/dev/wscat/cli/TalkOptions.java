package dev.wscat.cli;

import picocli.CommandLine.Option;

/**
 * How much is said on stderr.
 */
public final class TalkOptions {

	@Option(names = { "-q", "--quiet" }, order = 80, description = "Say nothing on stderr but errors.")
	boolean quiet;

	@Option(names = { "-v", "--verbose" }, order = 81,
			description = "Also say the headers of the handshake and the size of each frame.")
	boolean verbose;

	@Option(names = "--stacktrace", order = 82, description = "Show where an error comes from.")
	boolean stacktrace;

	/**
	 * Tell whether only errors are wanted.
	 * @return whether {@code --quiet} is set
	 */
	public boolean isQuiet() {
		return this.quiet;
	}

	/**
	 * Tell whether the origin of errors is wanted.
	 * @return whether {@code --stacktrace} is set
	 */
	public boolean isStacktrace() {
		return this.stacktrace;
	}

	/**
	 * Tell whether details are wanted.
	 * @return whether {@code --verbose} is set
	 */
	public boolean isVerbose() {
		return this.verbose;
	}

}
