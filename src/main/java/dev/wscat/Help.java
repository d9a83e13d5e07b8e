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
			      --ping-interval=TIME   Send a Ping this often.
			      --ping-timeout=TIME    A peer that does not answer a Ping for so long is gone; -1 never (10s)
			      --no-pong              Leave the peer's Pings unanswered.
			      --reconnect[=N]        Connect again when the connection is lost or refused for now, after at
			                               most N tries in a row. Input waits meanwhile.
			      --backoff=MIN..MAX     Wait before a try: a random time up to MIN, then up to twice that for
			                               each further try, up to MAX (200ms..30s)
			      --summary[=FORMAT]     Say at the end on stderr what was exchanged; FORMAT is text or json.
			  -W, --write-out=FORMAT|@FILE
			                             Print this at the end, with such as %{time_connect}, %{close_code} and
			                               \\n replaced.
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
			  -L, --follow-redirects     Go where the server sends us; credentials and cookies stay with the
			                               first server.
			      --max-redirects=COUNT  How many redirects are followed (10)
			      --connect-timeout=TIME Longest wait for the connection, and then for the answer to the
			                               upgrade (10s)
			  -4, --ipv4                 Use IPv4 only.
			  -6, --ipv6                 Use IPv6 only.
			      --resolve=HOST:PORT:ADDRESS...
			                             Take this address for that host and port; commas separate several.
			                               Repeatable.
			      --unix=PATH            Connect to this unix socket, and not by TCP.
			  -n, --no-check, --insecure Take any certificate of the server, and of an https proxy.
			      --ca=FILE...           Trust the certificates in this file, and no others. Repeatable.
			      --cert=FILE            Our certificate: PEM, or PKCS#12 with its key.
			      --key=FILE             The key of our certificate, PEM.
			      --passphrase[=TEXT]    Opens the key; @FILE reads it from there, and without a value it is
			                               asked for.
			      --sni=NAME             Ask for this name in the place of the URL's host.
			      --tls-min=VERSION      The least TLS to accept, 1.2 or 1.3 (1.2)
			      --proxy=URL            Connect through this proxy: [SCHEME://][USER:PASSWORD@]HOST[:PORT]
			                               with http, https, socks4, socks4a, socks5 or socks5h.
			      --no-proxy             Connect without a proxy, whatever the environment says.
			      --keep                 When the client leaves, wait for the next one.
			      --allow-origin=ORIGIN...
			                             Let in web pages of this origin besides those of this machine; * lets
			                               in all. Repeatable.
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
