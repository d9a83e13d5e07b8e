package dev.wscat.net;

import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

/**
 * Decides before the upgrade whether one more client may come in.
 */
public interface Gate {

	/** Lets everybody in. */
	Gate OPEN = (remote) -> null;

	/**
	 * Ask for a place.
	 * @param remote who comes, or {@code null} when that is not known
	 * @return why there is none, or {@code null} when the place is taken, until
	 * {@link #leave(InetAddress)}
	 */
	@Nullable Refusal enter(@Nullable InetAddress remote);

	/**
	 * Give the place back: the session has ended, or never began.
	 * @param remote who had it
	 */
	default void leave(@Nullable InetAddress remote) {
	}

}
