package dev.wscat.core;

import java.util.concurrent.locks.LockSupport;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;

/**
 * Where the lines of standard input meet the session that sends them. It stores nothing:
 * without a session a line is refused, and while the session has no room the thread that
 * offers a line waits, so that a slow peer slows the source.
 */
public final class LineHub {

	private static final long FIRST_PAUSE_NANOS = 10_000;

	private static final long LONGEST_PAUSE_NANOS = 10_000_000;

	private volatile boolean patient;

	private final Sinks.Many<String> sink = Sinks.many().multicast().directAllOrNothing();

	/**
	 * Have whoever offers a line wait for a session too, from now on.
	 */
	public void waitForSession() {
		this.patient = true;
	}

	/**
	 * Offer a line to the session; called by one thread only. Waits while the session has
	 * no room.
	 * @param line a line without its terminator
	 * @return {@code false} when no session took the line, which the caller has to report
	 */
	public boolean offer(String line) {
		EmitResult result = this.sink.tryEmitNext(line);
		long pause = FIRST_PAUSE_NANOS;
		while (isToWait(result) && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(this, pause);
			pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
			result = this.sink.tryEmitNext(line);
		}
		return result.isSuccess();
	}

	private boolean isToWait(EmitResult result) {
		return result == EmitResult.FAIL_OVERFLOW || this.patient && result == EmitResult.FAIL_ZERO_SUBSCRIBER;
	}

	/**
	 * Say that no line will follow.
	 */
	public void end() {
		this.sink.tryEmitComplete();
	}

	/**
	 * The lines offered from now on.
	 * @return a hot flux of lines without terminator, on the thread that offers them; it
	 * completes at the end of input and never fails
	 */
	public Flux<String> lines() {
		return this.sink.asFlux();
	}

}
