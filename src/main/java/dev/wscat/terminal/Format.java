package dev.wscat.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import dev.wscat.core.Message;
import dev.wscat.net.Seen;
import org.jspecify.annotations.Nullable;

/**
 * In what form messages are read from stdin and written to stdout.
 *
 * @param in how stdin becomes messages
 * @param out how messages become stdout
 * @param separator what ends a line, a byte or more
 * @param unpack whether gzip and zlib are taken off before a message is written
 * @param pretty whether JSON is indented
 * @param times whether each message is written behind its time
 * @param control whether Pings and Pongs are told
 * @param skip whether a line that is wrong is told and left out, instead of ending it
 * @param sides which of jsonl's events are sent
 * @param maxMessage largest message, in bytes
 */
public record Format(In in, Out out, byte[] separator, boolean unpack, boolean pretty, boolean times, boolean control,
		boolean skip, Sides sides, int maxMessage) {

	/** How stdin becomes messages. */
	public enum In {

		/** A text message of each line. */
		LINES,
		/** A binary message of each read. */
		CHUNKS,
		/** A binary message of each line of hex digits. */
		HEX,
		/** A binary message of each line of base64. */
		BASE64,
		/** What each line's JSON object says. */
		JSONL

	}

	/** How messages become stdout. */
	public enum Out {

		/** As they are, one line each. */
		LINES,
		/** As they are, with nothing between them. */
		RAW,
		/** Binary as hex. */
		HEX,
		/** Binary as base64. */
		BASE64,
		/** A JSON object of each event. */
		JSONL

	}

	/** Which of the events of jsonl are sent, by their {@code dir}. */
	public enum Sides {

		/** What was sent when they were recorded, or has no side. */
		OUT,
		/** What was received then. */
		IN,
		/** All. */
		BOTH

	}

	/** What ends a line unless something else is asked for. */
	public static final byte[] LINE_FEED = { '\n' };

	private static final long LONGEST_LINE = 1L << 29;

	/**
	 * Return what of a session is needed to write it in this form.
	 * @return how much is to be seen
	 */
	public Seen seen() {
		if (this.out == Out.JSONL) {
			return Seen.ALL;
		}
		return (this.control || this.times) ? Seen.CONTROL : Seen.MESSAGES;
	}

	/**
	 * Make what writes messages to stdout.
	 * @param console owner of stdout
	 * @param colored whether a person who reads it wants colours
	 * @return an output for one thread
	 */
	public Output output(Console console, boolean colored) {
		boolean terminal = console.isOutputTerminal();
		if (this.out == Out.JSONL) {
			return new JsonlOutput(console.output());
		}
		Output output = messages(console, terminal, colored);
		if (!this.control) {
			return output;
		}
		return terminal ? new ControlOutput(output, (line) -> console.print(Escapes.oneLine(line) + '\n'), this.times)
				: new ControlOutput(output, console::note, false);
	}

	/**
	 * Make what writes messages for a person who sees something else beside them.
	 * @param out takes what is shown, whole lines at each flush
	 * @param console takes the talk
	 * @param colored whether that person wants colours
	 * @return an output for one thread
	 */
	public Output shown(WritableByteChannel out, Console console, boolean colored) {
		if (this.out == Out.JSONL) {
			return new JsonlOutput(out);
		}
		Output output = new FormattedOutput(out, console::error, this, true, colored);
		return this.control ? new ControlOutput(output, (line) -> tell(out, line), this.times) : output;
	}

	private static void tell(WritableByteChannel out, String line) {
		try {
			out.write(ByteBuffer.wrap((Escapes.oneLine(line) + '\n').getBytes(StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the same format with JSON indented or not.
	 * @param indented whether it is
	 * @return the changed format
	 */
	public Format withPretty(boolean indented) {
		return new Format(this.in, this.out, this.separator, this.unpack, indented, this.times, this.control, this.skip,
				this.sides, this.maxMessage);
	}

	/**
	 * Make a message of what a person typed, as stdin would be read.
	 * @param text without the line feed that ended it
	 * @return the message, or {@code null} for nothing
	 * @throws IllegalArgumentException when it is none; its message says why
	 */
	public @Nullable Message typed(String text) {
		if (this.in == In.CHUNKS) {
			return Message.binary((text + '\n').getBytes(StandardCharsets.UTF_8));
		}
		LineForm form = form();
		return (form != null) ? form.read(text) : Message.text(text);
	}

	/** How a line tells what to send; {@code null} when it is the message itself. */
	@Nullable LineForm form() {
		return switch (this.in) {
			case HEX -> LineForm.HEX;
			case BASE64 -> LineForm.BASE64;
			case JSONL -> new JsonlForm(this.sides);
			default -> null;
		};
	}

	private Output messages(Console console, boolean terminal, boolean colored) {
		boolean coded = this.out == Out.HEX || this.out == Out.BASE64;
		if (coded || this.unpack || this.pretty || this.times) {
			return new FormattedOutput(console.output(), console::error, this, terminal, colored);
		}
		return new MessagePrinter(console.output(), terminal, terminal ? LINE_FEED : between());
	}

	/** What is written behind a message, but on a terminal. */
	byte[] between() {
		return (this.out == Out.RAW) ? new byte[0] : this.separator;
	}

	/**
	 * Make what reads messages from stdin.
	 * @param channel where from; interrupting its read has to end it
	 * @param log is told of lines left out
	 * @param listener is told what is refused, and the end
	 * @return a feed yet to be started
	 */
	Feed feed(ReadableByteChannel channel, Consumer<String> log, Feed.Listener listener) {
		if (this.in == In.LINES) {
			return new LineFeed(channel, this.maxMessage, this.separator, listener);
		}
		return new MessageFeed(channel, this, log, listener);
	}

	/** Longest line that can hold a message of the largest size. */
	int longestLine() {
		int factor = (this.in == In.JSONL) ? 6 : 3;
		return (int) Math.max(this.maxMessage, Math.min((long) this.maxMessage * factor + (1 << 16), LONGEST_LINE));
	}

}
