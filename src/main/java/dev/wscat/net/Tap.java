package dev.wscat.net;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Listens to the sessions of a proxy. Called on the event loops, so it does not wait;
 * while it {@link #isFull()} the sessions do, until they are told.
 */
public interface Tap {

	/**
	 * A frame or message that has passed.
	 *
	 * @param connection number of the connection, from 0
	 * @param fromServer whether the server said it
	 * @param micros when it was whole, in microseconds since 1970
	 * @param opcode one of {@link dev.wscat.core.Opcode}
	 * @param length length of the payload, unpacked, in bytes
	 * @param payload the payload, or the beginning of it
	 * @param isPacked whether the payload could not be unpacked
	 * @param fate what became of it on its way
	 * @param instead the text that went on in its place, or {@code null}
	 */
	record Event(long connection, boolean fromServer, long micros, int opcode, long length, byte[] payload,
			boolean isPacked, String fate, byte @Nullable [] instead) {
	}

	/**
	 * A session is open.
	 * @param connection number of the connection, from 0
	 * @param uri what the client asked for
	 * @param server who answered
	 * @param headers of the client's request
	 */
	void opened(long connection, String uri, String server, Iterable<Map.Entry<String, String>> headers);

	/**
	 * There was no session.
	 * @param connection number of the connection, from 0
	 * @param status of HTTP
	 * @param reason why
	 */
	void refused(long connection, int status, String reason);

	/**
	 * Something has passed.
	 * @param event what
	 */
	void passed(Event event);

	/**
	 * A side has gone without a Close.
	 * @param connection number of the connection, from 0
	 * @param server whether it is the server
	 */
	void lost(long connection, boolean server);

	/**
	 * Tell whether nothing more should come for now.
	 * @return whether what waits to be written is over its bound
	 */
	boolean isFull();

	/**
	 * Be told when there is room again.
	 * @param room run once, on any thread; at once when there is room already
	 */
	void whenRoom(Runnable room);

	/**
	 * Return how much of a payload is taken.
	 * @return bytes
	 */
	int longestPayload();

}
