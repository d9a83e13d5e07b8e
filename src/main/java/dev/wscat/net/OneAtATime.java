package dev.wscat.net;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * A gate for exactly one client.
 */
public final class OneAtATime implements Gate {

	private static final Refusal BUSY = new Refusal(503, "this server talks to one client only, and has one");

	private final AtomicBoolean taken = new AtomicBoolean();

	@Override
	public @Nullable Refusal enter(@Nullable InetAddress remote) {
		return this.taken.compareAndSet(false, true) ? null : BUSY;
	}

	@Override
	public void leave(@Nullable InetAddress remote) {
		this.taken.set(false);
	}

}
