package dev.wscat.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import dev.wscat.core.Opcode;
import dev.wscat.net.MessageBatch;

/**
 * Tells of Pings and Pongs between the messages. Used by one thread.
 */
final class ControlOutput implements Output {

	private final Output messages;

	private final Consumer<String> teller;

	private final boolean times;

	/**
	 * Create an output.
	 * @param messages takes all that is no control frame
	 * @param teller is told of Pings and Pongs, a line without terminator each
	 * @param times whether they are told behind their time
	 */
	ControlOutput(Output messages, Consumer<String> teller, boolean times) {
		this.messages = messages;
		this.teller = teller;
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
		this.teller.accept(this.times ? LogTime.precise(batch.micros()) + line : line);
	}

	@Override
	public void flush() throws IOException {
		this.messages.flush();
	}

}
