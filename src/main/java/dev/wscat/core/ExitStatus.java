package dev.wscat.core;

/**
 * What the process ends with: one of {@link ExitCode}, but for a command that stands in
 * for another program and ends as that does.
 */
@FunctionalInterface
public interface ExitStatus {

	/**
	 * Return the status given to the operating system.
	 * @return 0 to 255
	 */
	int status();

}
