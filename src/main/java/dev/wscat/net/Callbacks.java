package dev.wscat.net;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be run once, later.
 */
final class Callbacks {

	private List<Runnable> waiting = new ArrayList<>(1);

	synchronized void add(Runnable callback) {
		this.waiting.add(callback);
	}

	/**
	 * Run those that are there now; one that is added by a callback waits for its own
	 * turn.
	 */
	void run() {
		List<Runnable> present;
		synchronized (this) {
			if (this.waiting.isEmpty()) {
				return;
			}
			present = this.waiting;
			this.waiting = new ArrayList<>(1);
		}
		present.forEach(Runnable::run);
	}

}
