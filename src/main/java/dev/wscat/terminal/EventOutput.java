package dev.wscat.terminal;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import dev.wscat.core.CliException;
import dev.wscat.core.Ending;

/**
 * An output that also tells how a session begins and ends.
 */
public interface EventOutput extends Output {

	/**
	 * A session is open.
	 * @param headers of the peer's half of the handshake
	 * @throws IOException if it cannot be written
	 */
	void opened(Iterable<Map.Entry<String, List<String>>> headers) throws IOException;

	/**
	 * There was no session.
	 * @param failure why
	 * @throws IOException if it cannot be written
	 */
	void failed(CliException failure) throws IOException;

	/**
	 * A session has ended, and all its messages were taken.
	 * @param ending what each side said
	 * @throws IOException if it cannot be written
	 */
	void ended(Ending ending) throws IOException;

}
