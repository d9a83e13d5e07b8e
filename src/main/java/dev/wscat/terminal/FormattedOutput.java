package dev.wscat.terminal;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;

import dev.wscat.core.Opcode;
import dev.wscat.core.Utf8;
import dev.wscat.net.MessageBatch;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages as the options ask for: unpacked, indented, encoded, behind their time.
 * Used by one thread.
 */
final class FormattedOutput implements Output {

	private final ByteSink sink;

	private final Consumer<String> errors;

	private final Format format;

	private final boolean terminal;

	private final @Nullable PrettyJson pretty;

	/**
	 * Create an output.
	 * @param out where to
	 * @param errors takes a line for people about a message that is not as it should be
	 * @param format what to do with messages
	 * @param terminal whether a person reads, whom control characters must not reach
	 * @param colored whether that person wants colours
	 */
	FormattedOutput(WritableByteChannel out, Consumer<String> errors, Format format, boolean terminal,
			boolean colored) {
		this.sink = new ByteSink(out);
		this.errors = errors;
		this.format = format;
		this.terminal = terminal;
		this.pretty = format.pretty() ? new PrettyJson(this.sink, terminal, terminal && colored) : null;
	}

	@Override
	public void message(MessageBatch batch, int index) throws IOException {
		if (Opcode.isControl(batch.opcode(index))) {
			return;
		}
		byte[] bytes = batch.bytes(index);
		boolean text = batch.opcode(index) == Opcode.TEXT;
		if (this.format.unpack() && !text) {
			byte[] unpacked = unpacked(bytes);
			text = unpacked != bytes && Utf8.firstFault(unpacked, 0, unpacked.length) < 0;
			bytes = unpacked;
		}
		if (this.format.times()) {
			this.sink.put(LogTime.precise(batch.micros()));
		}
		if (text) {
			text(bytes);
		}
		else {
			binary(bytes);
		}
		this.sink.put(this.terminal ? Format.LINE_FEED : this.format.between());
	}

	@Override
	public void flush() throws IOException {
		this.sink.flush();
	}

	private byte[] unpacked(byte[] bytes) {
		try {
			return Packed.unpack(bytes, this.format.maxMessage());
		}
		catch (Packed.TooBig ex) {
			this.errors.accept("a compressed message is over --max-message when unpacked; it is left as it is");
			return bytes;
		}
	}

	private void text(byte[] bytes) throws IOException {
		if (this.pretty != null && this.pretty.write(bytes)) {
			return;
		}
		if (this.terminal) {
			this.sink.put(Escapes.visible(new String(bytes, StandardCharsets.UTF_8)));
		}
		else {
			this.sink.put(bytes);
		}
	}

	private void binary(byte[] bytes) throws IOException {
		if (this.format.out() == Format.Out.HEX) {
			this.sink.putHex(bytes);
		}
		else if (this.format.out() == Format.Out.BASE64) {
			this.sink.put(Base64.getEncoder().encode(bytes));
		}
		else if (this.terminal) {
			this.sink.put("(binary, " + bytes.length + " bytes) ");
			this.sink.putHex(bytes);
		}
		else {
			this.sink.put(bytes);
		}
	}

}
