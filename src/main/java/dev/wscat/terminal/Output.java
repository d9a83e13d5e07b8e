package dev.wscat.terminal;

import java.io.IOException;

import dev.wscat.net.MessageBatch;

/**
 * Takes what is received, message by message in order, on one thread.
 */
public interface Output {

	/**
	 * Take a message, and write it at the latest with the next {@link #flush()}; its data
	 * stays until then.
	 * @param batch where it is
	 * @param index which of the batch it is
	 * @throws IOException if it cannot be written
	 */
	void message(MessageBatch batch, int index) throws IOException;

	/**
	 * Write what was taken: nothing more has come for now.
	 * @throws IOException if it cannot be written
	 */
	void flush() throws IOException;

}
