package dev.wscat.command.transfer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.core.ExitCode;
import dev.wscat.core.Message;
import dev.wscat.net.MessageBatch;
import dev.wscat.net.Session;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Where files are read or written: one thread does it all, session after session, so that
 * what follows needs no locks. Digests are counted on a second one beside it.
 */
abstract class Desk implements AutoCloseable {

	/** Reads of the socket that may wait to be worked at. */
	private static final int AHEAD = 4;

	private final Scheduler files = Schedulers.newSingle("wscat-files", true);

	private final Scheduler digests = Schedulers.newSingle("wscat-digest", true);

	private final Deque<Message> letters = new ArrayDeque<>();

	private final Sinks.One<ExitCode> result = Sinks.one();

	private @Nullable Outflow outflow;

	private @Nullable ExitCode finished;

	/** There is a session; nothing is left of the one before. */
	abstract void opened();

	/** Take a message that came; the batch stays the caller's. */
	abstract void receive(MessageBatch batch, int index);

	/** Return what is to be sent when there are no letters. */
	abstract @Nullable Message bulk();

	/** There is no session any more. */
	abstract void closed();

	/** Nothing more happens: let go of all files. */
	abstract void end();

	/**
	 * Work at a session until it is over.
	 * @param session the open session
	 * @param stop completes when the program is asked to end
	 * @return cold; how the session ended
	 */
	final Mono<Ending> work(Session session, Mono<Void> stop) {
		Outflow flow = new Outflow(this::next, () -> post(this::drain));
		Mono<Void> begun = Mono.create((sink) -> post(() -> {
			this.letters.clear();
			this.outflow = flow;
			opened();
			sink.success();
		}));
		Mono<Void> incoming = session.batches()
			.publishOn(this.files, AHEAD)
			.doOnNext(this::receive)
			.doOnDiscard(MessageBatch.class, MessageBatch::release)
			.then();
		Mono<Void> over = Mono.firstWithSignal(result().then(), stop).then(session.close(Closing.NORMAL)).then();
		Mono<Void> outgoing = Mono.when(session.sendMessages(flow), over).takeUntilOther(session.ended());
		Mono<Void> ended = Mono.create((sink) -> post(() -> {
			this.outflow = null;
			closed();
			sink.success();
		}));
		Mono<Void> worked = Mono.when(incoming, outgoing)
			.onErrorResume((error) -> session.close(closing(error)).then(Mono.error(error)));
		return begun.then(worked).then(ended).then(session.ended());
	}

	private static Closing closing(Throwable error) {
		return (error instanceof CliException fault && fault.exitCode() == ExitCode.PROTOCOL_ERROR)
				? Closing.protocolError("no part of a transfer") : Closing.NORMAL;
	}

	/**
	 * The end of the work.
	 * @return emits the status to end with, or fails
	 */
	final Mono<ExitCode> result() {
		return this.result.asMono();
	}

	private void receive(MessageBatch batch) {
		try {
			for (int i = 0; i < batch.size(); i++) {
				receive(batch, i);
			}
			drain();
		}
		finally {
			batch.release();
		}
	}

	private @Nullable Message next() {
		Message letter = this.letters.poll();
		Message next = (letter != null) ? letter : bulk();
		if (next == null && this.finished != null) {
			this.result.tryEmitValue(this.finished);
		}
		return next;
	}

	/** Send a message before all bytes of files; on the thread of files. */
	final void say(byte[] message) {
		this.letters.add(Message.binary(message));
	}

	/** Close the session once all is said. */
	final void finish(ExitCode code) {
		this.finished = code;
	}

	/** Do something on the thread of files, and then send what there is. */
	final void post(Runnable task) {
		this.files.schedule(guarded(() -> {
			task.run();
			drain();
		}));
	}

	/** Do something on the thread of files, later or again and again. */
	final Disposable every(long millis, Runnable task) {
		return this.files.schedulePeriodically(guarded(task), millis, millis, TimeUnit.MILLISECONDS);
	}

	/** Do something on the thread of files, once. */
	final void later(Duration wait, Runnable task) {
		this.files.schedule(guarded(task), wait.toMillis(), TimeUnit.MILLISECONDS);
	}

	/** Do something on the thread of digests. */
	final void count(Runnable task) {
		this.digests.schedule(guarded(task));
	}

	private Runnable guarded(Runnable task) {
		return () -> {
			try {
				task.run();
			}
			catch (RuntimeException ex) {
				this.result.tryEmitError(ex);
			}
		};
	}

	private void drain() {
		if (this.outflow != null) {
			this.outflow.drain();
		}
	}

	@Override
	public final void close() {
		this.files.schedule(() -> {
			end();
			this.files.dispose();
		});
		this.digests.dispose();
	}

}
