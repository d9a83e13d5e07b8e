package dev.wscat.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.MessageBatch;
import dev.wscat.net.Opcode;
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

	/** Reads handed to the writer ahead of what it has written. */
	private static final int AHEAD = 4;

	private final Console console;

	private final Scheduler writer = Schedulers.newSingle("wscat-stdout", true);

	private final MessagePrinter printer;

	private volatile long lastMessage = System.nanoTime();

	/**
	 * Create a relay to the process's own streams.
	 * @param console their owner
	 */
	public Relay(Console console) {
		this.console = console;
		this.printer = new MessagePrinter(console.output(), console.isOutputTerminal());
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
	 * Return how long nothing was received.
	 * @return nanoseconds since the last message, or since the start
	 */
	public long quietNanos() {
		return System.nanoTime() - this.lastMessage;
	}

	/** Let the writer's thread end. */
	public void dispose() {
		this.writer.dispose();
	}

	private void print(MessageBatch batch) {
		this.lastMessage = System.nanoTime();
		try {
			for (int i = 0, size = batch.size(); i < size; i++) {
				this.printer.print(batch.opcode(i) == Opcode.TEXT, batch.data(), batch.offset(i), batch.length(i));
			}
			this.printer.flush();
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

	/** The reader of stdout has gone away, as {@code head} does. */
	public static final class OutputGone extends UncheckedIOException {

		private static final long serialVersionUID = 1L;

		OutputGone(IOException cause) {
			super(cause);
		}

	}

}
