package dev.wscat.cli;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.WireOptions;
import dev.wscat.terminal.Console;
import dev.wscat.terminal.Format;
import dev.wscat.terminal.Output;
import org.jspecify.annotations.Nullable;

/**
 * How messages are read from stdin and written to stdout.
 */
public final class FormatOptions {

	private static final String TEXT = "text";

	private static final String JSONL = "jsonl";

	private final Option binary = Option.flag("-b --binary",
			"Send stdin as binary messages of up to 64 KiB, as it is read; write messages with nothing between them.");

	private final Option hex = Option.flag("--hex",
			"Send each line's hex digits as a binary message; write binary messages as hex.");

	private final Option base64 = Option.flag("--base64",
			"Send each line's base64 as a binary message; write binary messages as base64.");

	private final Option zero = Option.flag("-0 --null",
			"Separate messages by NUL instead of a line feed, on stdin and stdout.");

	private final Option separator = Option.text("--separator", "TEXT",
			"Separate messages by this, on stdin and stdout; \\n \\r \\t \\0 \\\\ and \\xHH are understood.");

	private final Option input = Option
		.text("--input", "FORMAT", "What stdin holds: text, or jsonl, a JSON object for each message or control frame")
		.initially(TEXT);

	private final Option inputDir = Option
		.text("--input-dir", "SIDE", "Which events of jsonl are sent, by their dir: out (or none), in, or both")
		.initially("out");

	private final Option inputErrors = Option
		.text("--input-errors", "WHAT", "At a line that is wrong: fail, or skip it and go on")
		.initially("fail");

	private final Option output = Option
		.text("--output", "FORMAT", "What is written: text, or jsonl, a JSON object for each event of the session")
		.initially(TEXT);

	private final Option gzip = Option.flag("--gzip", "Unpack messages that are gzip or zlib before they are written.");

	private final Option pretty = Option.flag("--pretty", "Indent JSON; on a terminal, colour it.");

	private final Option timestamps = Option.flag("--timestamps", "Write each message behind its time.");

	private final Option control = Option.flag("-P --show-ping-pong",
			"Tell of each Ping and Pong, in order; on stderr unless stdout is a terminal.");

	private final Option fragment = Option.size("--fragment", "Send each message in frames of at most this size.");

	/**
	 * Describe the options.
	 * @param options to be added to
	 */
	public void define(Options options) {
		options.add(this.binary, this.hex, this.base64, this.zero, this.separator, this.input, this.inputDir,
				this.inputErrors, this.output, this.gzip, this.pretty, this.timestamps, this.control, this.fragment);
	}

	/**
	 * Look at the values together.
	 * @throws CliException when they are wrong
	 */
	public void check() {
		oneOf(this.input, TEXT, JSONL);
		oneOf(this.output, TEXT, JSONL);
		oneOf(this.inputDir, "out", "in", "both");
		oneOf(this.inputErrors, "fail", "skip");
		exclude(this.binary, this.hex, this.base64);
		exclude(this.binary, this.zero, this.separator);
		boolean jsonlOut = this.output.text().equals(JSONL);
		for (Option option : new Option[] { this.pretty, this.timestamps }) {
			exclude(this.binary, option);
		}
		for (Option option : new Option[] { this.gzip, this.pretty, this.timestamps }) {
			exclude(jsonlOut ? this.output : null, option);
		}
		boolean jsonlBoth = jsonlOut && this.input.text().equals(JSONL);
		for (Option option : new Option[] { this.binary, this.hex, this.base64, this.zero, this.separator }) {
			exclude(jsonlBoth ? this.output : null, option);
		}
		if (this.fragment.isSet() && this.fragment.size() == 0) {
			throw usage("--fragment needs a size of 1 byte or more");
		}
		separator();
	}

	/**
	 * Set what the formats need of a connection.
	 * @param wire the other settings
	 * @return the changed settings
	 */
	public WireOptions wire(WireOptions wire) {
		if (isPlain() && !this.fragment.isSet()) {
			return wire;
		}
		return wire.with(format(wire.maxMessage()).seen(), this.fragment.isSet() ? this.fragment.size() : 0);
	}

	/**
	 * Make what writes messages, where no option tells of colours.
	 * @param console owner of stdout
	 * @param maxMessage largest message, in bytes
	 * @return for one thread
	 */
	public Output output(Console console, int maxMessage) {
		return output(console, maxMessage, this.pretty.isSet() && ColorOptions.isWelcome());
	}

	/**
	 * Make what writes messages.
	 * @param console owner of stdout
	 * @param maxMessage largest message, in bytes
	 * @param colored whether a person who reads them wants colours
	 * @return for one thread
	 */
	public Output output(Console console, int maxMessage, boolean colored) {
		return format(maxMessage).output(console, colored);
	}

	/**
	 * Return the formats.
	 * @param maxMessage largest message, in bytes
	 * @return as set
	 */
	public Format format(int maxMessage) {
		return new Format(in(), out(), separator(), this.gzip.isSet(), this.pretty.isSet(), this.timestamps.isSet(),
				this.control.isSet(), this.inputErrors.text().equals("skip"), sides(), maxMessage);
	}

	private boolean isPlain() {
		return !this.output.isSet() && !this.control.isSet() && !this.timestamps.isSet();
	}

	private Format.In in() {
		if (this.input.text().equals(JSONL)) {
			return Format.In.JSONL;
		}
		return this.binary.isSet() ? Format.In.CHUNKS
				: this.hex.isSet() ? Format.In.HEX : this.base64.isSet() ? Format.In.BASE64 : Format.In.LINES;
	}

	private Format.Out out() {
		if (this.output.text().equals(JSONL)) {
			return Format.Out.JSONL;
		}
		return this.binary.isSet() ? Format.Out.RAW
				: this.hex.isSet() ? Format.Out.HEX : this.base64.isSet() ? Format.Out.BASE64 : Format.Out.LINES;
	}

	private Format.Sides sides() {
		String side = this.inputDir.text();
		return side.equals("in") ? Format.Sides.IN : side.equals("both") ? Format.Sides.BOTH : Format.Sides.OUT;
	}

	private byte[] separator() {
		if (this.separator.isSet()) {
			return Separator.parse(this.separator.text());
		}
		return this.zero.isSet() ? new byte[1] : Format.LINE_FEED;
	}

	private static void oneOf(Option option, String... values) {
		for (String value : values) {
			if (value.equals(option.text())) {
				return;
			}
		}
		throw usage("--" + option.longName() + " is '" + option.text() + "', not " + String.join(" or ", values));
	}

	private static void exclude(@Nullable Option... options) {
		Option first = null;
		for (Option option : options) {
			if (option != null && option.isSet()) {
				if (first != null) {
					throw usage("--" + first.longName() + " and --" + option.longName() + " exclude each other");
				}
				first = option;
			}
		}
	}

	private static CliException usage(String line) {
		return new CliException(ExitCode.USAGE, line);
	}

}
