package dev.wscat.core;

import org.jspecify.annotations.Nullable;

/**
 * How a session ended: what each side said.
 *
 * @param sent the Close we sent, or {@code null} when the connection was lost before
 * @param received the peer's Close, or {@code null} when there was none
 * @param cause why the connection was lost, or {@code null} when nothing is known
 * @param fault whether our Close was for something that the peer did wrong
 */
public record Ending(@Nullable Closing sent, @Nullable Closing received, @Nullable Throwable cause, boolean fault) {

	/**
	 * Create the end of a session in which the peer did nothing wrong.
	 * @param sent the Close we sent, or {@code null}
	 * @param received the peer's Close, or {@code null}
	 * @param cause why the connection was lost, or {@code null}
	 */
	public Ending(@Nullable Closing sent, @Nullable Closing received, @Nullable Throwable cause) {
		this(sent, received, cause, false);
	}

	/**
	 * Return the closing to show: the fault we closed for, else the peer's word, else
	 * 1006.
	 * @return the closing that explains the end
	 */
	public Closing closing() {
		if (this.sent != null && this.fault) {
			return this.sent;
		}
		return (this.received != null) ? this.received : Closing.LOST;
	}

	/**
	 * Return the exit code that this end stands for.
	 * @return one of the codes 0, 1, 5 and 6
	 */
	public ExitCode exitCode() {
		Closing closing = closing();
		if (closing == this.sent) {
			return ExitCode.PROTOCOL_ERROR;
		}
		if (this.received == null) {
			return ExitCode.CONNECTION_LOST;
		}
		return (closing.isClean() || isAnswer()) ? ExitCode.OK : ExitCode.CLOSED_WITH_ERROR;
	}

	/**
	 * Tell the end to people.
	 * @return code, reason and what else is known
	 */
	public String describe() {
		Closing closing = closing();
		if (closing == this.sent) {
			return closing + " (sent by us)";
		}
		if (this.received != null) {
			return closing.toString();
		}
		if (this.cause != null) {
			return closing + ": " + this.cause.getMessage();
		}
		return (this.sent != null) ? closing + ": the peer did not answer our Close" : closing.toString();
	}

	/** The peer only gave back the code that we had chosen. */
	private boolean isAnswer() {
		return this.sent != null && this.received != null && this.sent.code() == this.received.code();
	}

}
