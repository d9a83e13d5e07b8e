package dev.wscat.net;

import org.jspecify.annotations.Nullable;

/**
 * What stands behind an error.
 */
final class Causes {

	private static final int DEEPEST = 20;

	private Causes() {
	}

	/**
	 * Find an error of a type.
	 * @param <T> the type
	 * @param error where to begin
	 * @param type the type
	 * @return the error itself or the first of its causes; {@code null} when there is
	 * none
	 */
	static <T extends Throwable> @Nullable T find(Throwable error, Class<T> type) {
		Throwable cause = error;
		for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
			cause = cause.getCause();
		}
		return null;
	}

}
