package dev.wscat.core;

import java.util.concurrent.locks.LockSupport;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;

/**
 * Where what is read from standard input meets the session that sends it. It stores
 * nothing: without a session an element is refused, and while the session has no room the
 * thread that offers waits, so that a slow peer slows the source.
 *
 * @param <T> what is sent
 */
public class Hub<T> {

	private static final long FIRST_PAUSE_NANOS = 10_000;

	private static final long LONGEST_PAUSE_NANOS = 10_000_000;

	private volatile boolean patient;

	private final Sinks.Many<T> sink = Sinks.many().multicast().directAllOrNothing();

	/**
	 * Have whoever offers something wait for a session too, from now on.
	 */
	public void waitForSession() {
		this.patient = true;
	}

	/**
	 * Offer something to the session; called by one thread only. Waits while the session
	 * has no room.
	 * @param element what to send
	 * @return {@code false} when no session took it, which the caller has to report
	 */
	public boolean offer(T element) {
		EmitResult result = this.sink.tryEmitNext(element);
		long pause = FIRST_PAUSE_NANOS;
		while (isToWait(result) && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(this, pause);
			pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
			result = this.sink.tryEmitNext(element);
		}
		return result.isSuccess();
	}

	private boolean isToWait(EmitResult result) {
		return result == EmitResult.FAIL_OVERFLOW || this.patient && result == EmitResult.FAIL_ZERO_SUBSCRIBER;
	}

	/**
	 * Say that nothing will follow.
	 */
	public void end() {
		this.sink.tryEmitComplete();
	}

	/**
	 * What is offered from now on.
	 * @return a hot flux, on the thread that offers; it completes at the end of input and
	 * never fails
	 */
	public Flux<T> all() {
		return this.sink.asFlux();
	}

}
