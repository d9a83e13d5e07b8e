package dev.wscat.net;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.wscat.core.Limit;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the clients of one server within its limits, each by itself and all together.
 */
final class Guards {

	private final ServerLimits limits;

	private final LimitLog log;

	private final Budget budget;

	private final long roundNanos;

	private final Map<EventLoop, Rounds> rounds = new ConcurrentHashMap<>();

	/**
	 * Create guards.
	 * @param limits what each client has
	 * @param log is told of those that were stopped
	 * @param budget what all have together
	 */
	Guards(ServerLimits limits, LimitLog log, Budget budget) {
		this.limits = limits;
		this.log = log;
		this.budget = budget;
		this.roundNanos = limits.roundNanos();
	}

	ServerLimits limits() {
		return this.limits;
	}

	Budget budget() {
		return this.budget;
	}

	/**
	 * Look after a client from now on; on its event loop.
	 * @param wire the connection
	 * @return its guard, to be told when the client goes
	 */
	Guard guard(Wire wire) {
		Rounds its = (this.roundNanos < 0) ? null
				: this.rounds.computeIfAbsent(wire.channel().eventLoop(), (loop) -> new Rounds(loop, this.roundNanos));
		return new Guard(wire, this, its);
	}

	void limited(Limit limit, @Nullable Object who, String what) {
		this.log.limited(limit, who, what);
	}

}
