package dev.wscat.command.connect;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import dev.wscat.terminal.Escapes;
import dev.wscat.terminal.prompt.Paint;

/**
 * Takes what is shown of messages, and gives it on as lines that look like messages: what
 * a peer says in one message cannot look like another. Used by one thread.
 */
final class PromptLines implements WritableByteChannel {

	/** Characters printed at once: each time the line being typed is drawn again. */
	private static final int AT_ONCE = 1 << 16;

	private final Consumer<String> printer;

	private final boolean marked;

	private final boolean colored;

	private final ByteArrayOutputStream line = new ByteArrayOutputStream();

	private final StringBuilder lines = new StringBuilder();

	private boolean first;

	/**
	 * Create a channel.
	 * @param printer takes whole lines
	 * @param marked whether a mark stands before each message, and blanks before its
	 * further lines
	 * @param colored whether colours are wanted
	 */
	PromptLines(Consumer<String> printer, boolean marked, boolean colored) {
		this.printer = printer;
		this.marked = marked;
		this.colored = colored;
	}

	/** What is written next begins a message. */
	void begin() {
		this.first = true;
	}

	@Override
	public int write(ByteBuffer source) {
		int count = source.remaining();
		while (source.hasRemaining()) {
			byte value = source.get();
			if (value == '\n') {
				end();
			}
			else {
				this.line.write(value);
			}
		}
		return count;
	}

	/** Print the lines that are whole. */
	void show() {
		if (!this.lines.isEmpty()) {
			this.printer.accept(this.lines.toString());
			this.lines.setLength(0);
		}
	}

	private void end() {
		String text = this.line.toString(StandardCharsets.UTF_8);
		this.line.reset();
		this.lines.append(this.marked ? marked(text) : Escapes.oneLine(text)).append('\n');
		this.first = false;
		if (this.lines.length() > AT_ONCE) {
			show();
		}
	}

	/** What has colours of its own, which no peer can make, keeps them. */
	private String marked(String text) {
		String mark = this.first ? "< " : "  ";
		return (text.indexOf('\033') < 0) ? Paint.INCOMING.on(mark + text, this.colored)
				: Paint.INCOMING.on(mark, this.colored) + text;
	}

	@Override
	public boolean isOpen() {
		return true;
	}

	@Override
	public void close() {
		// nothing is held
	}

}
