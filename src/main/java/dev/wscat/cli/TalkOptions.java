package dev.wscat.cli;

/**
 * How much is said on stderr.
 */
public final class TalkOptions {

	private final Option quiet = Option.flag("-q --quiet", "Say nothing on stderr but errors.");

	private final Option verbose = Option.flag("-v --verbose",
			"Also say the headers of the handshake and the size of each frame.");

	private final Option stacktrace = Option.flag("--stacktrace", "Show where an error comes from.");

	/**
	 * Describe the options.
	 * @param options to be added to
	 */
	public void define(Options options) {
		options.add(this.quiet, this.verbose, this.stacktrace);
	}

	/**
	 * Tell whether only errors are wanted.
	 * @return whether {@code --quiet} is set
	 */
	public boolean isQuiet() {
		return this.quiet.isSet();
	}

	/**
	 * Tell whether details are wanted.
	 * @return whether {@code --verbose} is set
	 */
	public boolean isVerbose() {
		return this.verbose.isSet();
	}

	/**
	 * Tell whether the origin of errors is wanted.
	 * @return whether {@code --stacktrace} is set
	 */
	public boolean isStacktrace() {
		return this.stacktrace.isSet();
	}

}
