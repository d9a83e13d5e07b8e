package dev.wscat.core;

import org.jspecify.annotations.Nullable;

/**
 * A failure to be told to the user in one line: what failed, with what, and what to do.
 */
public final class CliException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final ExitStatus exitCode;

	/**
	 * Create a failure.
	 * @param exitCode the status to end with
	 * @param message one line for the user
	 */
	public CliException(ExitStatus exitCode, String message) {
		this(exitCode, message, null);
	}

	/**
	 * Create a failure that has a cause.
	 * @param exitCode the status to end with
	 * @param message one line for the user
	 * @param cause shown by {@code --stacktrace} only
	 */
	public CliException(ExitStatus exitCode, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.exitCode = exitCode;
	}

	/**
	 * Return the status to end with.
	 * @return the exit code of this failure
	 */
	public ExitStatus exitCode() {
		return this.exitCode;
	}

	/**
	 * Return the line for the user.
	 * @return what failed, with what, and what to do
	 */
	public String line() {
		return String.valueOf(getMessage());
	}

}
