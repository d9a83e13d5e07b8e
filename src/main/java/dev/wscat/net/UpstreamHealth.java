package dev.wscat.net;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of some servers alike have failed lately: they are tried behind the others for a
 * time that grows with each failure. Safe for all threads.
 */
final class UpstreamHealth {

	private static final long FIRST_PAUSE = Duration.ofSeconds(1).toNanos();

	private static final long LONGEST_PAUSE = Duration.ofMinutes(1).toNanos();

	private static final class State {

		private int failures;

		private long until;

	}

	private final List<URI> targets;

	// guarded by this

	private final List<State> states = new ArrayList<>();

	UpstreamHealth(List<URI> targets) {
		this.targets = targets;
		targets.forEach((target) -> this.states.add(new State()));
	}

	/**
	 * Put servers in order.
	 * @param first which is to be tried first if all are well
	 * @param now the time in nanoseconds
	 * @return all of them, those that have failed behind the others
	 */
	synchronized List<URI> order(int first, long now) {
		List<URI> well = new ArrayList<>();
		List<URI> ill = new ArrayList<>();
		for (int i = 0; i < this.targets.size(); i++) {
			int index = (first + i) % this.targets.size();
			State state = this.states.get(index);
			(state.failures == 0 || state.until - now <= 0 ? well : ill).add(this.targets.get(index));
		}
		well.addAll(ill);
		return well;
	}

	/**
	 * A server has failed.
	 * @param target the server
	 * @param now the time in nanoseconds
	 * @return whether it had not before
	 */
	synchronized boolean failed(URI target, long now) {
		State state = this.states.get(this.targets.indexOf(target));
		boolean news = state.failures == 0;
		if (news || state.until - now <= 0) {
			// who comes meanwhile does not make it worse
			state.until = now + Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(state.failures, 10));
			state.failures++;
		}
		return news;
	}

	/**
	 * A server has answered.
	 * @param target the server
	 * @return whether it had failed before
	 */
	synchronized boolean worked(URI target) {
		State state = this.states.get(this.targets.indexOf(target));
		boolean news = state.failures > 0;
		state.failures = 0;
		return news;
	}

}
