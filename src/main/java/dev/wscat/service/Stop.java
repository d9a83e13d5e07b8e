package dev.wscat.service;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Shutdown by Spring's lifecycle: asks the running command to close what it has open, and
 * waits until it has.
 */
public final class Stop implements SmartLifecycle {

	private final Duration longest;

	private final Runnable late;

	private final Sinks.Empty<Void> requested = Sinks.empty();

	private final CountDownLatch ended = new CountDownLatch(1);

	private volatile boolean running;

	/**
	 * Create the end of a command.
	 * @param longest how long it may take to close what it has open
	 * @param late run when it takes longer, after which the program ends all the same
	 */
	public Stop(Duration longest, Runnable late) {
		this.longest = longest;
		this.late = late;
	}

	/**
	 * The request to close everything and end.
	 * @return completes empty when the program is to stop, also for later subscribers
	 */
	public Mono<Void> requested() {
		return this.requested.asMono();
	}

	/** The command has ended, by itself or because it was asked to. */
	public void ended() {
		this.ended.countDown();
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.requested.tryEmitEmpty();
		try {
			if (!this.ended.await(this.longest.toMillis(), TimeUnit.MILLISECONDS)) {
				this.late.run();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
