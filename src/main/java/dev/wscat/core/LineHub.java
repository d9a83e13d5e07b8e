package dev.wscat.core;

import reactor.core.publisher.Flux;

/**
 * A hub of lines, each without its terminator.
 */
public final class LineHub extends Hub<String> {

	/**
	 * The lines offered from now on.
	 * @return a hot flux of lines without terminator, on the thread that offers them; it
	 * completes at the end of input and never fails
	 */
	public Flux<String> lines() {
		return all();
	}

}
