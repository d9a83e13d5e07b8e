package dev.wscat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import dev.wscat.cli.Grammar;
import dev.wscat.cli.Options;

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

			Options:
			""";

	/** Rendered by {@link #render()}; a test keeps it so. */
	private static final String OPTIONS = """
			  -c, --connect=URL          Be a client of this server; without a scheme ws:// is meant.
			  -l, --listen=[HOST:]PORT   Be a server for one client, on this machine only unless a HOST is
			                               given; port 0 takes a free one.
			  -w, --wait=TIME            After the end of input, how long the peer has to be quiet before we
			                               close; 0 closes at once, -1 waits for the peer to close (2s)
			      --connect-timeout=TIME Longest wait for the connection, and then for the answer to the
			                               upgrade (10s)
			      --color[=WHEN]         Colours on a terminal: auto, always or never; with NO_COLOR set auto
			                               means never. (auto)
			      --no-color             No colours.
			      --slash                At the prompt of a terminal lines that begin with / are commands. They
			                               are anyway.
			      --no-slash             Send lines that begin with / like any other.
			      --keep                 When the client leaves, wait for the next one.
			      --allow-origin=ORIGIN...
			                             Let in web pages of this origin besides those of this machine; * lets
			                               in all. Repeatable.
			      --max-message=SIZE     Largest message to accept, and longest line to send (64MB)
			      --close-timeout=TIME   Longest wait for the peer's Close after ours (5s)
			      --no-deflate           Do not offer or accept compression.
			  -q, --quiet                Say nothing on stderr but errors.
			  -v, --verbose              Also say the headers of the handshake and the size of each frame.
			      --stacktrace           Show where an error comes from.
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
		return HEAD + OPTIONS + FOOT;
	}

	/**
	 * Return the help of a command.
	 * @param name of the command
	 * @param options its options
	 * @return as written down in the resources, or else just the options
	 */
	static String of(String name, Options options) {
		String file = "/help/" + name.replace('_', '-') + ".txt";
		try (InputStream in = Help.class.getResourceAsStream(file)) {
			return (in != null) ? new String(in.readAllBytes(), StandardCharsets.UTF_8)
					: "Usage: wscat " + name + " [OPTIONS]\n\nOptions:\n" + Grammar.help(options);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Render the help from the options.
	 * @return what {@link #text()} has to be
	 */
	static String render() {
		Options options = new Options();
		new RootCommand().define(options);
		return HEAD + Grammar.help(options) + FOOT;
	}

}
