package dev.wscat.core;

/**
 * The statuses the process ends with; {@code docs/exit-codes.md} is the same table for
 * users.
 */
public enum ExitCode implements ExitStatus {

	/** End of input and a clean close, or the peer closed with 1000, 1001 or no code. */
	OK(0),
	/** The peer closed with any other code. */
	CLOSED_WITH_ERROR(1),
	/** Unknown option, bad value, options that exclude each other. */
	USAGE(2),
	/** No connection: name, refused, unreachable, TLS, timeout. */
	NO_CONNECTION(3),
	/** The upgrade was refused. */
	UPGRADE_REFUSED(4),
	/** The connection was lost without a Close frame (1006). */
	CONNECTION_LOST(5),
	/**
	 * The peer broke the protocol or a limit: we closed with 1002, 1003, 1007 or 1009.
	 */
	PROTOCOL_ERROR(6),
	/** Waited in vain. */
	TIMEOUT(7),
	/** A local fault: file, port in use, input that is not text. */
	LOCAL(8),
	/** A bug in wscat. */
	INTERNAL(70),
	/** Ended by SIGINT. */
	SIGINT(130),
	/** Ended by SIGTERM. */
	SIGTERM(143);

	private final int status;

	ExitCode(int status) {
		this.status = status;
	}

	@Override
	public int status() {
		return this.status;
	}

}
