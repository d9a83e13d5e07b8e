package dev.wscat.terminal.prompt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import dev.wscat.terminal.Escapes;

/**
 * Tells how long the Pongs to typed Pings take.
 */
public final class RoundTrip {

	/** Pings without an answer that are remembered. */
	private static final int LIMIT = 100;

	private final Map<ByteBuffer, Long> sent = new LinkedHashMap<>();

	private final Consumer<String> teller;

	private int count;

	/**
	 * Create a memory.
	 * @param teller is told of each Pong
	 */
	public RoundTrip(Consumer<String> teller) {
		this.teller = teller;
	}

	/**
	 * Remember a Ping.
	 * @param data its payload; if empty it is given one, to be told from others
	 * @return the payload to send
	 */
	public synchronized byte[] ping(byte[] data) {
		this.count++;
		byte[] payload = (data.length > 0) ? data : Integer.toString(this.count).getBytes(StandardCharsets.US_ASCII);
		if (this.sent.size() == LIMIT) {
			this.sent.remove(this.sent.keySet().iterator().next());
		}
		this.sent.put(ByteBuffer.wrap(payload), System.nanoTime());
		return payload;
	}

	/**
	 * Take a Pong; on the event loop.
	 * @param payload what it carries
	 */
	public synchronized void pong(byte[] payload) {
		Long since = this.sent.remove(ByteBuffer.wrap(payload));
		String data = Escapes.oneLine(new String(payload, StandardCharsets.UTF_8));
		if (since == null) {
			this.teller.accept("pong \"" + data + "\", to no ping of ours");
		}
		else {
			long micros = (System.nanoTime() - since) / 1000;
			String fraction = Long.toString(1000 + micros % 1000).substring(1);
			this.teller.accept("pong \"" + data + "\" after " + micros / 1000 + "." + fraction + " ms");
		}
	}

}
