package dev.wscat.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.MessageBatch;
import dev.wscat.net.Session;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Joins a session with the standard streams. Messages are written by a thread of their
 * own, so that a reader of stdout that stands still does not keep Pings and the closing
 * handshake from being answered.
 */
public final class Relay {

	/** Sees each message before it is written, on the writer's thread. */
	public interface Watch {

		/**
		 * Look at a message.
		 * @param batch where it is
		 * @param index which of the batch it is
		 * @return whether it is to be written
		 */
		boolean onMessage(MessageBatch batch, int index);

	}

	/** Reads handed to the writer ahead of what it has written. */
	private static final int AHEAD = 4;

	private final Console console;

	private final Scheduler writer = Schedulers.newSingle("wscat-stdout", true);

	private final Output output;

	private volatile @Nullable Watch watch;

	private volatile long lastMessage = System.nanoTime();

	/**
	 * Create a relay to the process's own streams, which prints messages as they are.
	 * @param console their owner
	 */
	public Relay(Console console) {
		this(console, new MessagePrinter(console.output(), console.isOutputTerminal()));
	}

	/**
	 * Create a relay.
	 * @param console owner of stdin
	 * @param output takes what is received, on the writer's thread
	 */
	public Relay(Console console, Output output) {
		this.console = console;
		this.output = output;
	}

	/**
	 * Make a reader of stdin.
	 * @param longest longest line, in bytes
	 * @param listener takes the lines
	 * @return a reader yet to be started
	 */
	public LineReader reader(int longest, LineReader.Listener listener) {
		return new LineReader(this.console.input(), longest, listener);
	}

	/**
	 * Print messages as they come.
	 * @param batches the messages
	 * @return completes when all are written; fails with {@link OutputGone} when the
	 * reader of stdout has gone away, and with a {@link CliException} when stdout cannot
	 * be written for another reason
	 */
	public Mono<Void> print(Flux<MessageBatch> batches) {
		return batches.publishOn(this.writer, AHEAD)
			.doOnNext(this::print)
			.doOnDiscard(MessageBatch.class, MessageBatch::release)
			.then();
	}

	/**
	 * Print the messages of a session as they come, and how it begins and ends if the
	 * output tells that.
	 * @param session the open session
	 * @return completes and fails as {@link #print(Flux)} does
	 */
	public Mono<Void> print(Session session) {
		Mono<Void> messages = print(session.batches());
		if (!(this.output instanceof EventOutput events)) {
			return messages;
		}
		Mono<Void> opened = write(() -> events.opened(session.getHandshakeInfo().getHeaders().headerSet()));
		return Mono.when(opened, messages).then(session.ended().flatMap((ending) -> write(() -> events.ended(ending))));
	}

	/**
	 * Tell that there was no session, if the output tells that.
	 * @param <T> what there would have been
	 * @param failure why
	 * @return cold; fails with it once it is told
	 */
	public <T> Mono<T> failed(CliException failure) {
		Mono<T> failed = Mono.error(failure);
		return (this.output instanceof EventOutput events)
				? write(() -> events.failed(failure)).onErrorComplete().then(failed) : failed;
	}

	/**
	 * Make a feed of what stdin holds.
	 * @param format how it is written there
	 * @param listener is told what is refused, and the end
	 * @return a feed yet to be started
	 */
	public Feed feed(Format format, Feed.Listener listener) {
		return format.feed(this.console.input(), this.console::error, listener);
	}

	private Mono<Void> write(Writing action) {
		return Mono.<Void>fromRunnable(() -> {
			try {
				action.run();
			}
			catch (IOException ex) {
				throw explain(ex);
			}
		}).subscribeOn(this.writer);
	}

	/**
	 * Wait for the peer to be quiet.
	 * @param wait how long
	 * @return cold; completes when nothing was received for that time, which begins with
	 * the subscription
	 */
	public Mono<Void> quiet(Duration wait) {
		return Mono.defer(() -> quiet(wait, System.nanoTime()));
	}

	private Mono<Void> quiet(Duration wait, long since) {
		long now = System.nanoTime();
		Duration left = wait.minusNanos(Math.min(now - this.lastMessage, now - since));
		return (left.isNegative() || left.isZero()) ? Mono.empty()
				: Mono.delay(left).then(Mono.defer(() -> quiet(wait, since)));
	}

	/**
	 * Have each message looked at, from now on.
	 * @param watcher who looks
	 */
	public void watch(Watch watcher) {
		this.watch = watcher;
	}

	/** Let the writer's thread end. */
	public void dispose() {
		this.writer.dispose();
	}

	private void print(MessageBatch batch) {
		this.lastMessage = System.nanoTime();
		try {
			Watch present = this.watch;
			for (int i = 0, size = batch.size(); i < size; i++) {
				if (present == null || present.onMessage(batch, i)) {
					this.output.message(batch, i);
				}
			}
			this.output.flush();
		}
		catch (IOException ex) {
			throw explain(ex);
		}
		finally {
			batch.release();
		}
	}

	private static RuntimeException explain(IOException ex) {
		String reason = String.valueOf(ex.getMessage());
		return reason.contains("Broken pipe") ? new OutputGone(ex)
				: new CliException(ExitCode.LOCAL, "cannot write standard output: " + reason, ex);
	}

	@FunctionalInterface
	private interface Writing {

		void run() throws IOException;

	}

	/** The reader of stdout has gone away, as {@code head} does. */
	public static final class OutputGone extends UncheckedIOException {

		private static final long serialVersionUID = 1L;

		OutputGone(IOException cause) {
			super(cause);
		}

	}

}
