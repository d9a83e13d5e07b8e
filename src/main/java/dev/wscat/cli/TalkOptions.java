package dev.wscat.cli;

/**
 * How much is said on stderr.
 */
public final class TalkOptions {

	private boolean quiet;

	private boolean verbose;

	private boolean stacktrace;

	/**
	 * Describe the options.
	 * @param options to be added to
	 */
	public void define(Options options) {
		options.flag("-q --quiet", "Say nothing on stderr but errors.", () -> this.quiet = true)
			.flag("-v --verbose", "Also say the headers of the handshake and the size of each frame.",
					() -> this.verbose = true)
			.flag("--stacktrace", "Show where an error comes from.", () -> this.stacktrace = true);
	}

	/**
	 * Tell whether only errors are wanted.
	 * @return whether {@code --quiet} is set
	 */
	public boolean isQuiet() {
		return this.quiet;
	}

	/**
	 * Tell whether details are wanted.
	 * @return whether {@code --verbose} is set
	 */
	public boolean isVerbose() {
		return this.verbose;
	}

	/**
	 * Tell whether the origin of errors is wanted.
	 * @return whether {@code --stacktrace} is set
	 */
	public boolean isStacktrace() {
		return this.stacktrace;
	}

}
