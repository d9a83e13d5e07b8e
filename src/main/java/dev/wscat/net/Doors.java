package dev.wscat.net;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

import dev.wscat.core.Limit;
import org.jspecify.annotations.Nullable;

/**
 * A gate for so many clients, and so many from one address.
 */
public final class Doors implements Gate {

	private final int most;

	private final int mostFromOne;

	// guarded by this

	private int count;

	private final Map<InetAddress, Integer> counts = new HashMap<>();

	/**
	 * Create a gate.
	 * @param most how many clients at once
	 * @param mostFromOne how many of them from one address, or 0 for any number
	 */
	public Doors(int most, int mostFromOne) {
		this.most = most;
		this.mostFromOne = mostFromOne;
	}

	/**
	 * Return how many clients are in.
	 * @return a number that may be old when it arrives
	 */
	public synchronized int count() {
		return this.count;
	}

	@Override
	public synchronized @Nullable Refusal enter(@Nullable InetAddress remote) {
		if (this.count == this.most) {
			return new Refusal(503, "this server has its " + this.most + " clients; --max-connections lets in more",
					Limit.CONNECTIONS);
		}
		if (this.mostFromOne > 0 && remote != null) {
			if (this.counts.getOrDefault(remote, 0) == this.mostFromOne) {
				return new Refusal(429,
						"this address has its " + this.mostFromOne + " clients; --max-connections-per-ip lets in more",
						Limit.CONNECTIONS_PER_IP);
			}
			this.counts.merge(remote, 1, Integer::sum);
		}
		this.count++;
		return null;
	}

	@Override
	public synchronized void leave(@Nullable InetAddress remote) {
		this.count--;
		if (remote != null) {
			this.counts.computeIfPresent(remote, (address, clients) -> (clients > 1) ? clients - 1 : null);
		}
	}

}
