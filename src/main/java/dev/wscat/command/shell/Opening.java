package dev.wscat.command.shell;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.cli.Arguments;
import dev.wscat.cli.ClientOptions;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.PeerUrl;
import dev.wscat.cli.SessionOptions;
import dev.wscat.cli.TalkOptions;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.DialOptions;
import dev.wscat.terminal.Console;
import org.jline.reader.EOFError;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;

/**
 * What {@code open} is given: a name, a URL, and the options of every client.
 */
final class Opening {

	/** The connection in use, whatever its name is. */
	static final String CURRENT = "current";

	private final Option name = Option.parameter("NAME", "What the connection is called.");

	private final Option target = Option.parameter("URL", "The server; without a scheme ws:// is meant.");

	private final ClientOptions clientOptions = new ClientOptions();

	private final SessionOptions sessionOptions = new SessionOptions();

	private final TalkOptions talk;

	private final Console console;

	private Opening(TalkOptions talk, Console console) {
		this.talk = talk;
		this.console = console;
	}

	/**
	 * Read the arguments of {@code open}, in which quotes are as in a shell.
	 * @param arguments as typed
	 * @param talk how much is said
	 * @param console where
	 * @return how to connect
	 * @throws CliException when they are wrong
	 */
	static Opening parse(String arguments, TalkOptions talk, Console console) {
		Opening opening = new Opening(talk, console);
		List<String> words = words(arguments);
		if (words.size() < 2) {
			throw new CliException(ExitCode.USAGE, "say what to open: open NAME URL [OPTIONS]");
		}
		Arguments.read(opening.define(new Options()), words);
		if (!opening.name().matches("[\\w.-]+")) {
			throw new CliException(ExitCode.USAGE,
					"'" + opening.name() + "' is no name; use letters, digits, and any of . _ -");
		}
		if (opening.name().equals(CURRENT)) {
			throw new CliException(ExitCode.USAGE, CURRENT + " stands for the connection in use; take another name");
		}
		opening.url();
		return opening;
	}

	/** Return the options that can be typed, those with a value ending with {@code =}. */
	static List<String> optionNames() {
		Options options = new Options();
		new ClientOptions().define(options);
		new SessionOptions().define(options);
		List<String> names = new ArrayList<>();
		for (Option option : options.all()) {
			names.add("--" + option.longName() + (option.isFlag() ? "" : "="));
		}
		return names;
	}

	String name() {
		return this.name.text();
	}

	URI url() {
		return PeerUrl.parse(this.target.text());
	}

	/** Longest message, in bytes. */
	int longest() {
		return this.sessionOptions.maxMessage();
	}

	DialOptions dial() {
		return this.clientOptions.dial(this.sessionOptions.wire(true, this.talk, this.console), this.console);
	}

	private Options define(Options options) {
		options.add(this.name, this.target);
		this.clientOptions.define(options);
		this.sessionOptions.define(options);
		return options;
	}

	private static List<String> words(String arguments) {
		try {
			DefaultParser parser = new DefaultParser();
			parser.setEofOnUnclosedQuote(true);
			return parser.parse(arguments, arguments.length(), Parser.ParseContext.ACCEPT_LINE)
				.words()
				.stream()
				.filter((word) -> !word.isEmpty())
				.toList();
		}
		catch (EOFError ex) {
			throw new CliException(ExitCode.USAGE, "a quote is not closed", ex);
		}
	}

}
