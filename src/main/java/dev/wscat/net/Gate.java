package dev.wscat.net;

import org.jspecify.annotations.Nullable;

/**
 * Decides before the upgrade whether one more client may come in.
 */
public interface Gate {

	/** Lets everybody in. */
	Gate OPEN = () -> null;

	/**
	 * Ask for a place.
	 * @return why there is none, or {@code null} when the place is taken, until
	 * {@link #leave()}
	 */
	@Nullable Refusal enter();

	/**
	 * Give the place back: the session has ended, or never began.
	 */
	default void leave() {
	}

}
