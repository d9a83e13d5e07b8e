package dev.wscat.terminal;

import java.nio.channels.ReadableByteChannel;
import java.util.function.Consumer;

import dev.wscat.net.Seen;

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
	 * @return an output for one thread
	 */
	public Output output(Console console) {
		boolean terminal = console.isOutputTerminal();
		if (this.out == Out.JSONL) {
			return new JsonlOutput(console.output());
		}
		Output output = messages(console, terminal);
		return this.control ? new ControlOutput(output, console, terminal, this.times) : output;
	}

	private Output messages(Console console, boolean terminal) {
		boolean coded = this.out == Out.HEX || this.out == Out.BASE64;
		if (coded || this.unpack || this.pretty || this.times) {
			return new FormattedOutput(console, this, terminal);
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
