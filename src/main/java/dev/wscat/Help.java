package dev.wscat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import dev.wscat.cli.Grammar;
import dev.wscat.cli.Options;

/**
 * The text of {@code --help}. It is rendered when wscat is built, and a test keeps it the
 * same as the options: rendering takes longer than all else that the help needs.
 */
final class Help {

	private static final String HEAD = """
			Talk over a WebSocket: lines of stdin become messages, messages become lines of stdout.

			Usage: wscat --connect=URL [OPTIONS]
			       wscat --listen=[HOST:]PORT [OPTIONS]

			Options:
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
	 * @return as rendered when wscat was built
	 */
	static String text() {
		try (InputStream in = Help.class.getResourceAsStream("help.txt")) {
			return (in != null) ? new String(in.readAllBytes(), StandardCharsets.UTF_8) : render();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Render the help from the options.
	 * @return what {@code help.txt} has to be
	 */
	static String render() {
		Options options = new Options();
		new RootCommand().define(options);
		return HEAD + Grammar.help(options) + FOOT;
	}

}
