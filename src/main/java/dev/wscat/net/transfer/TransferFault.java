package dev.wscat.net.transfer;

/**
 * Something that is no part of a transfer: a message of the wrong form, or a name that no
 * file gets here.
 */
public final class TransferFault extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create a fault.
	 * @param message what is wrong, in one line
	 */
	public TransferFault(String message) {
		super(message, null, false, false);
	}

	/**
	 * Return what is wrong.
	 * @return one line
	 */
	public String line() {
		return String.valueOf(getMessage());
	}

}
