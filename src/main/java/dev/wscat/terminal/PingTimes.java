package dev.wscat.terminal;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * When our Pings went, to be known when their Pongs come. It remembers the newest only.
 */
final class PingTimes {

	private static final int MOST = 256;

	private record Sent(byte[] payload, long nanos) {
	}

	private final Deque<Sent> unanswered = new ArrayDeque<>();

	void sent(byte[] payload, long nanos) {
		if (this.unanswered.size() == MOST) {
			this.unanswered.removeFirst();
		}
		this.unanswered.addLast(new Sent(payload, nanos));
	}

	/**
	 * Find the Ping of a Pong. Those before it will not be answered any more, RFC 6455
	 * section 5.5.3.
	 * @param payload of the Pong
	 * @param nanos when it came
	 * @return microseconds between them, or -1 when there is no such Ping
	 */
	long answered(byte[] payload, long nanos) {
		boolean known = this.unanswered.stream().anyMatch((ping) -> Arrays.equals(ping.payload(), payload));
		while (known) {
			Sent ping = this.unanswered.removeFirst();
			if (Arrays.equals(ping.payload(), payload)) {
				return Math.max(0, nanos - ping.nanos()) / 1000;
			}
		}
		return -1;
	}

}
