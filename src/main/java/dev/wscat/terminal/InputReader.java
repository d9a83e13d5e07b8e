package dev.wscat.terminal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * Reads on a thread of its own, since a read blocks, and hands each piece on before it
 * looks at the next, so that a slow taker stops the source.
 */
public abstract class InputReader {

	/** Is told how the input ends, on the reader's thread. */
	public interface Listener {

		/**
		 * The input has ended.
		 * @param empty whether it held nothing at all
		 */
		void onEnd(boolean empty);

		/**
		 * The input cannot be read on.
		 * @param fault what is wrong with it, and where
		 */
		void onFault(CliException fault);

	}

	private static final long LONGEST_STOP_MILLIS = 1000;

	private final Listener ends;

	private final Thread thread;

	private volatile int left;

	InputReader(Listener ends) {
		this.ends = ends;
		this.thread = new Thread(this::run, "wscat-stdin");
		this.thread.setDaemon(true);
	}

	/** Begin to read. */
	public final void start() {
		this.thread.start();
	}

	/**
	 * Stop reading, also from the middle of a read.
	 * @return how many pieces had been read that nobody took
	 */
	public final int stop() {
		this.thread.interrupt();
		try {
			this.thread.join(LONGEST_STOP_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return this.left;
	}

	/**
	 * Read once and hand on what came, or tell the end.
	 * @return whether to read again
	 * @throws IOException when the source fails
	 */
	abstract boolean readOn() throws IOException;

	/**
	 * Note that nobody takes what was read.
	 * @param pieces how many there are
	 * @return {@code false}: do not read on
	 */
	final boolean refused(int pieces) {
		this.left = pieces;
		return false;
	}

	private void run() {
		try {
			boolean more = true;
			while (more) {
				more = readOn();
			}
		}
		catch (CliException ex) {
			this.ends.onFault(ex);
		}
		catch (ClosedByInterruptException ex) {
			// stopped
		}
		catch (IOException ex) {
			this.ends.onFault(new CliException(ExitCode.LOCAL, "cannot read standard input: " + ex.getMessage(), ex));
		}
	}

}
