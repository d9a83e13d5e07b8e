package dev.wscat.core;

/**
 * The end that a program run by wscat has chosen for itself. All that is to be said has
 * been said.
 */
public final class ChosenStatus extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	/**
	 * Create an end.
	 * @param status given to the operating system, of which the low 8 bits arrive
	 */
	public ChosenStatus(int status) {
		super("status " + status, null, false, false);
		this.status = status & 0xff;
	}

	/**
	 * Return the status given to the operating system.
	 * @return 0 to 255
	 */
	public int status() {
		return this.status;
	}

}
