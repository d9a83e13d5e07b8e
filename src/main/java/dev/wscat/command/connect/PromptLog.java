package dev.wscat.command.connect;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.wscat.core.CliException;
import dev.wscat.core.Ending;
import dev.wscat.core.Opcode;
import dev.wscat.net.MessageBatch;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.EventOutput;
import dev.wscat.terminal.Format;
import dev.wscat.terminal.Output;
import dev.wscat.terminal.prompt.Prompt;

/**
 * Prints messages above the line being typed, in the format that is set, and counts what
 * goes each way. Received messages of one read are printed together: each time the line
 * is drawn again.
 */
final class PromptLog implements EventOutput {

	private final PromptLines lines;

	private final Output plain;

	private final Output indented;

	private final long since = System.nanoTime();

	private boolean open;

	private volatile boolean indenting;

	private volatile long received;

	private volatile long receivedBytes;

	private volatile long sent;

	private volatile long sentBytes;

	PromptLog(Supplier<Prompt> prompt, Format format, Console console, boolean colored) {
		this.lines = new PromptLines((text) -> print(prompt, console, text), format.out() != Format.Out.JSONL, colored);
		this.plain = format.withPretty(false).shown(this.lines, console, colored);
		this.indented = format.withPretty(true).shown(this.lines, console, colored);
		this.indenting = format.pretty();
	}

	/** The terminal is taken over with the first session. */
	private void print(Supplier<Prompt> prompt, Console console, String text) {
		if (this.open) {
			prompt.get().print(text);
		}
		else {
			console.print(text);
		}
	}

	@Override
	public void message(MessageBatch batch, int index) throws IOException {
		if (!batch.isOutgoing(index) && !Opcode.isControl(batch.opcode(index))) {
			this.received = this.received + 1;
			this.receivedBytes = this.receivedBytes + batch.length(index);
		}
		this.lines.begin();
		Output output = output();
		output.message(batch, index);
		output.flush();
	}

	@Override
	public void flush() {
		this.lines.show();
	}

	@Override
	public void opened(Iterable<Map.Entry<String, List<String>>> headers) throws IOException {
		this.open = true;
		if (this.plain instanceof EventOutput events) {
			events.opened(headers);
			this.lines.show();
		}
	}

	@Override
	public void ended(Ending ending) throws IOException {
		if (this.plain instanceof EventOutput events) {
			events.ended(ending);
			this.lines.show();
		}
	}

	@Override
	public void failed(CliException failure) throws IOException {
		if (this.plain instanceof EventOutput events) {
			events.failed(failure);
			this.lines.show();
		}
	}

	/** Events have one form only. */
	private Output output() {
		return (this.indenting && !(this.plain instanceof EventOutput)) ? this.indented : this.plain;
	}

	/** A message was taken to be sent; called by the one who types. */
	void countSent(int bytes) {
		this.sent = this.sent + 1;
		this.sentBytes = this.sentBytes + bytes;
	}

	/** Indent JSON from now on, or no more. */
	boolean toggleIndenting() {
		this.indenting = !this.indenting;
		return this.indenting;
	}

	/** Tell what was counted. */
	String stats() {
		Duration time = Duration.ofNanos(System.nanoTime() - this.since);
		return "sent " + count(this.sent, this.sentBytes) + ", received " + count(this.received, this.receivedBytes)
				+ " in " + time.toSeconds() + "." + time.toMillisPart() / 100 + " s";
	}

	private static String count(long messages, long bytes) {
		return messages + ((messages == 1) ? " message (" : " messages (") + bytes + " bytes)";
	}

}
