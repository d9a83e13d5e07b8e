package dev.wscat.net;

import java.time.Duration;
import java.util.List;

/**
 * What a proxy does to what one side says.
 *
 * @param delay how long each message waits
 * @param jitter by how much more or less, at random
 * @param drop the part of the messages that is lost, from 0 to 1
 * @param rate most bytes a second, or 0 for any number
 * @param rewrites done to text messages, one after the other
 */
public record FaultOptions(Duration delay, Duration jitter, double drop, long rate, List<Rewrite> rewrites) {

	/** None. */
	public static final FaultOptions NONE = new FaultOptions(Duration.ZERO, Duration.ZERO, 0, 0, List.of());

	/**
	 * Tell whether chance has a part in it.
	 * @return whether the same can differ from one time to the next
	 */
	public boolean isRandom() {
		return this.drop > 0 || !this.jitter.isZero();
	}

	/**
	 * Tell whether bytes wait.
	 * @return whether messages are delayed, or sent more slowly than they come
	 */
	boolean isSlow() {
		return !this.delay.isZero() || !this.jitter.isZero() || this.rate > 0;
	}

	/**
	 * Tell whether messages are changed, which nobody can do to compressed ones whose
	 * next refer to them.
	 * @return whether messages are lost or rewritten
	 */
	boolean isChoosy() {
		return this.drop > 0 || !this.rewrites.isEmpty();
	}

}
