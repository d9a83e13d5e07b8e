package dev.wscat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import dev.wscat.cli.Grammar;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.Sources;
import dev.wscat.cli.WscatCommand;
import dev.wscat.cli.describe.Described;
import dev.wscat.cli.describe.HelpText;
import org.jspecify.annotations.Nullable;

/**
 * The text of {@code --help}. It stands here as rendered, and a test keeps it the same as
 * the options: to render it, or to read it from the jar, takes longer than all else that
 * the help needs.
 */
final class Help {

	private static final String HEAD = """
			Talk over a WebSocket: lines of stdin become messages, messages become lines of stdout.

			Usage: wscat --connect=URL [OPTIONS]
			       wscat --listen=[HOST:]PORT [OPTIONS]
			       wscat COMMAND [OPTIONS]

			Commands ('wscat help COMMAND' tells more):
			""";

	/** Rendered by {@link #renderCommands()}; a test keeps it so. */
	private static final String COMMANDS = """
			  connect       Be a client: lines of stdin to a server, its messages to stdout
			  listen        Be a server for one client: lines of stdin to the client, its messages to stdout
			  echo-client   Send one message, wait for the answer, print both with their times, close
			  echo-server   Send each message back as it came, and show a page that talks to the server
			  completion    Print a script that makes the shell complete wscat's commands and options
			  man           Print the manual page of wscat or of a command
			""";

	/** Rendered by {@link Grammar}; a test keeps it so. */
	private static final String OPTIONS = """
			  -c, --connect=URL          Be a client of this server; without a scheme ws:// is meant.
			  -l, --listen=[HOST:]PORT   Be a server for one client, on this machine only unless a HOST is
			                             given; port 0 takes a free one.

			Client:
			  -w, --wait=TIME            After the end of input, how long the peer has to be quiet before we
			                             close; 0 closes at once, -1 waits for the peer to close (2s)
			      --connect-timeout=TIME Longest wait for the connection, and then for the answer to the
			                             upgrade (10s)

			Server:
			      --keep                 When the client leaves, wait for the next one.
			      --allow-origin=ORIGIN...
			                             Let in web pages of this origin besides those of this machine; * lets
			                             in all. Repeatable.

			Session:
			      --max-message=SIZE     Largest message to accept, and longest line to send (64MB)
			      --close-timeout=TIME   Longest wait for the peer's Close after ours (5s)
			      --no-deflate           Do not offer or accept compression.

			Log:
			  -q, --quiet                Say nothing on stderr but errors.
			  -v, --verbose              Also say the headers of the handshake and the size of each frame.
			      --stacktrace           Show where an error comes from.

			Options from elsewhere:
			      --options=FILE...      Take options from this file too: words as in a shell, on any number of
			                             lines, with # comments; what is typed counts more. Repeatable.
			      --profile=NAME...      Take options from this profile too, ~/.config/wscat/NAME.opts.
			                             Repeatable.
			      --save-profile=NAME    Write the options of this command line to that profile, and exit.
			      --curl=COMMAND|@FILE   Take URL and options from a curl command, as a browser's network panel
			                             copies it (bash).

			Help:
			  -h, --help                 Show this help and exit.
			  -V, --version              Show the version and exit.
			""";

	private static final String FOOT = """

			Examples:
			  wscat --listen=8080                           a server for one client, on this machine only
			  wscat --connect=ws://localhost:8080           a client: type lines, Ctrl-D ends
			  echo hello | wscat -c localhost:8080 -w 5s    send a line, print what is answered
			  wscat -c localhost:8080 </dev/null | jq .     only receive
			  wscat -l 0.0.0.0:8080 --keep >messages        one client after the other, from anywhere
			  wscat --profile=prod                          options written by --save-profile=prod

			Times are 500ms, 2s, 1m or a number of seconds; sizes are bytes, 64KB or 64MB.
			Each option is also a variable (WSCAT_CONNECT, WSCAT_MAX_MESSAGE) and a property (wscat.connect)
			in ./application.yml; what is typed counts first, then the variable, then the file.

			Exit codes: 0 done, 1 closed with an error code, 2 usage, 3 no connection, 4 upgrade refused,
			5 connection lost, 6 protocol error by the peer, 7 waited in vain, 8 local fault, 70 a bug,
			130 and 143 ended by SIGINT and SIGTERM.
			""";

	private Help() {
	}

	/**
	 * Return the help.
	 * @return as rendered when wscat was written
	 */
	static String text() {
		return HEAD + COMMANDS + "\nOptions:\n" + OPTIONS + FOOT;
	}

	/**
	 * Return the help of a command.
	 * @param name of the command
	 * @param options its options
	 * @return as written down in the resources, or else just the options
	 */
	static String of(String name, Options options) {
		String written = written(name);
		return (written != null) ? written
				: "Usage: wscat " + name + " [OPTIONS]\n\nOptions:\n" + Grammar.help(options);
	}

	private static @Nullable String written(String name) {
		try (InputStream in = Help.class.getResourceAsStream("/help/" + name + ".txt")) {
			return (in != null) ? new String(in.readAllBytes(), StandardCharsets.UTF_8) : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The option that asks for the help.
	 * @param names of the option
	 * @return a flag
	 */
	static Option option(String names) {
		return Option.flag(names, "Show this help and exit.");
	}

	/**
	 * Add the option to those of a command, which may have another use for {@code -h}.
	 * @param options to be added to
	 */
	static void define(Options options) {
		options.heading("Help:").add(option((options.find("-h") == null) ? "-h --help" : "--help"));
	}

	static boolean isHelp(@Nullable Option option) {
		return option != null && option.names().contains("--help");
	}

	/**
	 * Describe a command or the main job.
	 * @param name of the command, empty for the main job
	 * @return its options and its help
	 * @throws IllegalStateException when there is no such command, or no help of it
	 */
	static Described describe(String name) {
		Options options = new Options();
		if (name.isEmpty()) {
			new RootCommand().define(options);
			return new Described(name, options, HelpText.parse(text()));
		}
		WscatCommand command = Commands.find(name);
		String written = written(name);
		if (command == null || written == null) {
			throw new IllegalStateException("no help for the command " + name);
		}
		return new Described(name, CommandLine.options(command, new Sources(name, name.equals("connect"))),
				HelpText.parse(written));
	}

	/**
	 * Render the list of commands.
	 * @return what the help has to say of them
	 */
	static String renderCommands() {
		StringBuilder text = new StringBuilder();
		for (String name : Commands.visible()) {
			Described command = describe(name);
			text.append("  ").append(name).append(" ".repeat(Math.max(1, 14 - name.length())));
			text.append(command.help().summary()).append('\n');
		}
		return text.toString();
	}

	/** The rendered parts, for the test. */
	static String commands() {
		return COMMANDS;
	}

	static String options() {
		return OPTIONS;
	}

}
