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
			  connect           Be a client: lines of stdin to a server, its messages to stdout
			  listen            Be a server for one client: lines of stdin to the client, its messages to stdout
			  ping              Measure round trips with pings, and show where the time of a connection goes
			  curl              Ask web servers in curl's words, for bodies of any size
			  echo-client       Send one message, wait for the answer, print both with their times, close
			  echo-server       Send each message back as it came, and show a page that talks to the server
			  test-server       Echo at /ws for clients from anywhere, with numbers for Prometheus
			  broadcast-server  Relay each message to all other clients, in the same order for all
			  chat-server       Let people talk in rooms, by a web page, a terminal or a program
			  chat              Talk in the rooms of a chat server
			  transfer          Bring those who send files and those who receive them together
			  send              Send files to all who receive at a transfer server
			  receive           Receive files that others send by a transfer server
			  proxy-server      Pass clients on to other WebSocket servers, chosen by host and path
			  httpd             Serve the files of a directory over HTTP
			  shell             Hold several connections by name; each line typed or piped is a command
			  script            Run a JavaScript program with servers and clients
			  completion        Print a script that makes the shell complete wscat's commands and options
			  man               Print the manual page of wscat or of a command
			""";

	/** Rendered by {@link Grammar}; a test keeps it so. */
	private static final String OPTIONS = """
			  -c, --connect=URL          Be a client of this server; without a scheme ws:// is meant.
			  -l, --listen=[HOST:]PORT   Be a server for one client, on this machine only unless a HOST is
			                             given; port 0 takes a free one, unix:PATH is a unix socket.

			Script:
			  -x, --execute=TEXT...      Send this once connected, and do not read stdin. Repeatable.
			      --send=TEXT|@FILE...   The same, or each line of a file, in order with -x. Repeatable.
			  -i, --interactive          Read stdin after -x and --send.
			      --on-open=TEXT|@FILE...
			                             Send this, or each line of a file, first on each connection, before
			                             all else. Repeatable.
			      --expect=PATTERN...    Wait for a message with this regular expression in it, or for which a
			                             condition such as $.type == "ack" holds, then close. Repeatable, in
			                             order.
			      --count=N              Close after this many messages.
			      --timeout=TIME         Longest time for all, and so for --expect and --count; then exit code
			                             7.
			  -w, --wait=TIME            After the end of input, how long the peer has to be quiet before we
			                             close; 0 closes at once, -1 waits for the peer to close (2s)

			Pings and reconnecting:
			      --ping-interval=TIME   Send a Ping this often.
			      --ping-timeout=TIME    A peer that does not answer a Ping for so long is gone; -1 never (10s)
			      --no-pong              Leave the peer's Pings unanswered.
			      --reconnect[=N]        Connect again when the connection is lost or refused for now, after at
			                             most N tries in a row. Input waits meanwhile.
			      --backoff=MIN..MAX     Wait before a try: a random time up to MIN, then up to twice that for
			                             each further try, up to MAX (200ms..30s)

			Reports:
			      --summary[=FORMAT]     Say at the end on stderr what was exchanged; FORMAT is text or json.
			  -W, --write-out=FORMAT|@FILE
			                             Print this at the end, with such as %{time_connect}, %{close_code} and
			                             \\n replaced.

			Opening handshake:
			  -H, --header='NAME: VALUE'...
			                             Send this header, in the place of ours of that name; @FILE sends the
			                             lines of a file. Repeatable.
			      --auth=USER:PASSWORD   Log in with basic authentication; @FILE reads it from a file.
			      --bearer=TOKEN         Log in with a token; @FILE reads it from a file.
			  -o, --origin=ORIGIN        Say that a web page of this origin connects.
			      --host=HOST            Ask for this host, whatever the URL says.
			      --user-agent=TEXT      Say that this program connects (wscat)
			      --cookie='A=B; C=D'... Send these cookies; @FILE reads them from a file. Repeatable.
			      --cookie-jar=FILE      Send the cookies of this file, and keep those the server sets there;
			                             the file is that of curl.
			  -s, --subprotocol=NAME...  Offer this subprotocol, of which the server has to choose one; commas
			                             separate several. Repeatable.
			      --subprotocol-optional Go on when the server chooses no subprotocol.
			  -p, --protocol=VERSION     Ask for this version of WebSocket (13)
			  -L, --location, --follow-redirects
			                             Go where the server sends us; credentials and cookies stay with the
			                             first server.
			      --max-redirects=COUNT  How many redirects are followed (10)

			Connection:
			      --connect-timeout=TIME Longest wait for the connection, and then for the answer to the
			                             upgrade (10s)
			  -4, --ipv4                 Use IPv4 only.
			  -6, --ipv6                 Use IPv6 only.
			      --resolve=HOST:PORT:ADDRESS...
			                             Take this address for that host and port; commas separate several.
			                             Repeatable.
			      --unix=PATH            Connect to this unix socket, and not by TCP.

			TLS:
			  -n, --no-check, --insecure Take any certificate of the server, and of an https proxy.
			      --ca=FILE...           Trust the certificates in this file, and no others. Repeatable.
			      --sni=NAME             Ask for this name in the place of the URL's host.
			      --p12, --cert=FILE     Our certificate: PEM, those who signed it behind it, or PKCS#12 with
			                             its key.
			      --key=FILE             The key of our certificate, PEM.
			      --passphrase[=TEXT]    Opens the key; @FILE reads it from there, and without a value it is
			                             asked for.
			      --tls-min=VERSION      The least TLS to accept, 1.2 or 1.3 (1.2)

			Proxies:
			      --proxy=URL            Connect through this proxy: [SCHEME://][USER:PASSWORD@]HOST[:PORT]
			                             with http, https, socks4, socks4a, socks5 or socks5h.
			      --no-proxy             Connect without a proxy, whatever the environment says.

			Prompt:
			      --color[=WHEN]         Colours on a terminal: auto, always or never; with NO_COLOR set auto
			                             means never. (auto)
			      --no-color             No colours.
			      --slash                At the prompt of a terminal lines that begin with / are commands. They
			                             are anyway.
			      --no-slash             Send lines that begin with / like any other.

			Server:
			      --keep                 When the client leaves, wait for the next one.
			      --allow-origin=ORIGIN...
			                             Let in web pages of this origin besides those of this machine; * lets
			                             in all. Repeatable.
			      --self-signed[=FILE]   Make a certificate and forget it at the end; write it to FILE for
			                             clients' --ca.
			      --client-ca=FILE...    Let in only clients that show a certificate signed by one of these,
			                             PEM. Repeatable.

			Messages:
			  -b, --binary               Send stdin as binary messages of up to 64 KiB, as it is read; write
			                             messages with nothing between them.
			      --hex                  Send each line's hex digits as a binary message; write binary messages
			                             as hex.
			      --base64               Send each line's base64 as a binary message; write binary messages as
			                             base64.
			  -0, --null                 Separate messages by NUL instead of a line feed, on stdin and stdout.
			      --separator=TEXT       Separate messages by this, on stdin and stdout; \\n \\r \\t \\0 \\\\ and
			                             \\xHH are understood.
			      --input=FORMAT         What stdin holds: text, or jsonl, a JSON object for each message or
			                             control frame (text)
			      --input-dir=SIDE       Which events of jsonl are sent, by their dir: out (or none), in, or
			                             both (out)
			      --input-errors=WHAT    At a line that is wrong: fail, or skip it and go on (fail)
			      --output=FORMAT        What is written: text, or jsonl, a JSON object for each event of the
			                             session (text)
			      --gzip                 Unpack messages that are gzip or zlib before they are written.
			      --pretty               Indent JSON; on a terminal, colour it.
			      --timestamps           Write each message behind its time.
			  -P, --show-ping-pong       Tell of each Ping and Pong, in order; on stderr unless stdout is a
			                             terminal.
			      --fragment=SIZE        Send each message in frames of at most this size.

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
			text.append("  ").append(name).append(" ".repeat(Math.max(1, 18 - name.length())));
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
