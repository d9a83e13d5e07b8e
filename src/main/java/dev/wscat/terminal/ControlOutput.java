package dev.wscat.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.wscat.core.Opcode;
import dev.wscat.net.MessageBatch;

/**
 * Tells of Pings and Pongs between the messages: on stdout when a person reads it, else
 * on stderr. Used by one thread.
 */
final class ControlOutput implements Output {

	private final Output messages;

	private final Console console;

	private final boolean terminal;

	private final boolean times;

	/**
	 * Create an output.
	 * @param messages takes all that is no control frame
	 * @param console where Pings and Pongs are told
	 * @param terminal whether that is stdout
	 * @param times whether they are told behind their time there
	 */
	ControlOutput(Output messages, Console console, boolean terminal, boolean times) {
		this.messages = messages;
		this.console = console;
		this.terminal = terminal;
		this.times = times;
	}

	@Override
	public void message(MessageBatch batch, int index) throws IOException {
		if (!Opcode.isControl(batch.opcode(index))) {
			this.messages.message(batch, index);
			return;
		}
		this.messages.flush();
		String data = new String(batch.bytes(index), StandardCharsets.UTF_8);
		String line = "Received " + Opcode.name(batch.opcode(index)) + " (data: \"" + data + "\")";
		if (this.terminal) {
			String time = this.times ? LogTime.precise(batch.micros()) : "";
			this.console.print(time + Escapes.oneLine(line) + '\n');
		}
		else {
			this.console.note(line);
		}
	}

	@Override
	public void flush() throws IOException {
		this.messages.flush();
	}

}
