package dev.wscat.net;

import org.jspecify.annotations.Nullable;

/**
 * What one holder has of a {@link Budget}; without one it may hold as much as it likes.
 * Guarded by its owner.
 */
final class Share {

	private final @Nullable Budget budget;

	private long held;

	Share(@Nullable Budget budget) {
		this.budget = budget;
	}

	/**
	 * Say how much is held now.
	 * @param bytes all of it
	 */
	void hold(long bytes) {
		if (this.budget != null) {
			this.budget.take(bytes - this.held);
			this.held = bytes;
		}
	}

	/** Whether there is a budget. */
	boolean isLimited() {
		return this.budget != null;
	}

	/** Whether all together hold too much. */
	boolean isTight() {
		return this.budget != null && this.budget.isTight();
	}

}
