package dev.wscat.command.connect;

import java.time.Duration;
import java.util.function.Supplier;

import dev.wscat.core.Opcode;
import dev.wscat.net.MessageBatch;
import dev.wscat.terminal.Escapes;
import dev.wscat.terminal.Output;
import dev.wscat.terminal.prompt.JsonText;
import dev.wscat.terminal.prompt.Paint;
import dev.wscat.terminal.prompt.Prompt;
import io.netty.buffer.ByteBufUtil;

/**
 * Prints messages above the line being typed, and counts what goes each way. Received
 * messages of one read are printed together: each time the line is drawn again.
 */
final class PromptLog implements Output {

	private static final int AT_ONCE = 1 << 16;

	private final Supplier<Prompt> prompt;

	private final boolean colored;

	private final StringBuilder lines = new StringBuilder();

	private final long since = System.nanoTime();

	private volatile boolean indenting;

	private volatile long received;

	private volatile long receivedBytes;

	private volatile long sent;

	private volatile long sentBytes;

	PromptLog(Supplier<Prompt> prompt, boolean colored) {
		this.prompt = prompt;
		this.colored = colored;
	}

	@Override
	public void message(MessageBatch batch, int index) {
		this.received = this.received + 1;
		this.receivedBytes = this.receivedBytes + batch.length(index);
		String[] shown = shown(batch, index).split("\n", -1);
		for (int i = 0; i < shown.length; i++) {
			// what the peer says cannot look like another message
			this.lines.append(Paint.INCOMING.on(((i == 0) ? "< " : "  ") + shown[i], this.colored)).append('\n');
		}
		if (this.lines.length() > AT_ONCE) {
			flush();
		}
	}

	@Override
	public void flush() {
		if (!this.lines.isEmpty()) {
			this.prompt.get().print(this.lines.toString());
			this.lines.setLength(0);
		}
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

	private String shown(MessageBatch batch, int index) {
		if (batch.opcode(index) == Opcode.TEXT) {
			String text = batch.text(index);
			return Escapes.visible(this.indenting ? JsonText.indented(text) : text);
		}
		return "(binary, " + batch.length(index) + " bytes) "
				+ ByteBufUtil.hexDump(batch.data(), batch.offset(index), batch.length(index));
	}

}
