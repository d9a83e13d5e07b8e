package dev.wscat.terminal;

import java.io.IOException;
import java.util.function.UnaryOperator;

import dev.wscat.core.Opcode;
import dev.wscat.net.MessageBatch;

/**
 * Writes to stdout what is made of each text message. On a terminal control characters
 * are made visible.
 */
public final class TextOutput implements Output {

	private final ByteSink sink;

	private final boolean terminal;

	private final UnaryOperator<String> form;

	/**
	 * Create an output.
	 * @param console owner of stdout
	 * @param form gives the lines for a message, without the last line feed; empty for
	 * none
	 */
	public TextOutput(Console console, UnaryOperator<String> form) {
		this.sink = new ByteSink(console.output());
		this.terminal = console.isOutputTerminal();
		this.form = form;
	}

	@Override
	public void message(MessageBatch batch, int index) throws IOException {
		String text = (batch.opcode(index) == Opcode.TEXT) ? this.form.apply(batch.text(index)) : "";
		if (!text.isEmpty()) {
			this.sink.put((this.terminal ? Escapes.visible(text) : text) + '\n');
		}
	}

	@Override
	public void flush() throws IOException {
		this.sink.flush();
	}

}
