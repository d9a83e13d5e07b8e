package dev.wscat.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * A curl command, as Chrome and Firefox copy a request ("Copy as cURL"), in the options
 * of a client. The headers of the copied handshake that belong to that handshake alone
 * are left out, RFC 6455 section 4.1.
 */
final class CurlCommand {

	private static final Set<String> IGNORED = Set.of("--compressed", "--http1.1", "--http1.0", "--http2", "--no-alpn",
			"--silent", "--show-error", "--verbose", "--include", "--no-buffer", "--globoff", "--fail", "--get",
			"--path-as-is", "--tr-encoding", "--progress-bar", "--no-progress-meter");

	/** With a value. */
	private static final Set<String> DROPPED = Set.of("--output", "--write-out", "--max-time", "--retry", "--trace",
			"--trace-ascii", "--dump-header");

	private static final Set<String> OF_THE_HANDSHAKE = Set.of("sec-websocket-key", "sec-websocket-version",
			"sec-websocket-extensions", "sec-websocket-accept", "upgrade", "connection", "host", "content-length");

	private final List<String> args = new ArrayList<>();

	private final List<String> words;

	private int next = 1;

	private CurlCommand(List<String> words) {
		this.words = words;
	}

	/**
	 * Read a command.
	 * @param text the command, or {@code @} and the name of a file that has it
	 * @return options, {@code --connect=URL} first
	 * @throws CliException when it is none, or asks for what a WebSocket has not
	 */
	static List<String> read(String text) {
		String command = text.startsWith("@") ? content(text.substring(1)) : text;
		if (command.contains("^\"") || command.contains("^\n") || command.contains("^\r")) {
			throw wrong("it is quoted for Windows; in the browser choose 'Copy as cURL (bash)'");
		}
		try {
			List<String> words = new ArrayList<>();
			for (ShellWords.Word word : ShellWords.split(command)) {
				words.add(word.text());
			}
			if (!words.isEmpty() && words.get(0).equals("$")) {
				words.remove(0);
			}
			if (words.isEmpty() || !words.get(0).matches("(.*/)?curl(\\.exe)?")) {
				throw wrong("it has to begin with the word curl");
			}
			return new CurlCommand(words).translate();
		}
		catch (ShellWords.OpenQuoteException ex) {
			throw new CliException(ExitCode.USAGE, "--curl: " + ex.getMessage(), ex);
		}
	}

	private static String content(String file) {
		try {
			return Files.readString(Path.of(file));
		}
		catch (IOException ex) {
			throw new CliException(ExitCode.USAGE, "--curl: cannot read " + file + ": " + ex, ex);
		}
	}

	private List<String> translate() {
		@Nullable String url = null;
		while (this.next < this.words.size()) {
			String word = this.words.get(this.next++);
			@Nullable String found = null;
			if (word.equals("--url")) {
				found = value(word);
			}
			else if (word.startsWith("--")) {
				option(word);
			}
			else if (word.startsWith("-") && word.length() > 1) {
				letters(word);
			}
			else {
				found = word;
			}
			if (found != null && url != null) {
				throw wrong("it has two URLs");
			}
			url = (found != null) ? found : url;
		}
		if (url == null) {
			throw wrong("it has no URL");
		}
		this.args.add(0, "--connect=" + webSocket(url));
		return this.args;
	}

	/** Letters may stand together, and the value of the last one directly behind it. */
	private void letters(String word) {
		for (int i = 1; i < word.length(); i++) {
			String name = longName(word.charAt(i));
			boolean alone = IGNORED.contains(name) || name.equals("--insecure") || name.equals("--location")
					|| name.equals("--ipv4") || name.equals("--ipv6");
			if (!alone && i + 1 < word.length()) {
				this.words.add(this.next, word.substring(i + 1));
				option(name);
				return;
			}
			option(name);
		}
	}

	private static String longName(char letter) {
		return switch (letter) {
			case 'H' -> "--header";
			case 'b' -> "--cookie";
			case 'u' -> "--user";
			case 'A' -> "--user-agent";
			case 'e' -> "--referer";
			case 'k' -> "--insecure";
			case 'x' -> "--proxy";
			case 'X' -> "--request";
			case 'E' -> "--cert";
			case 'L' -> "--location";
			case 'o' -> "--output";
			case 'w' -> "--write-out";
			case 'm' -> "--max-time";
			case 'D' -> "--dump-header";
			case 's' -> "--silent";
			case 'S' -> "--show-error";
			case 'v' -> "--verbose";
			case 'i' -> "--include";
			case 'N' -> "--no-buffer";
			case 'g' -> "--globoff";
			case 'f' -> "--fail";
			case 'G' -> "--get";
			case '4' -> "--ipv4";
			case '6' -> "--ipv6";
			default -> throw wrong("-" + letter + " is not for a WebSocket");
		};
	}

	private void option(String name) {
		switch (name) {
			case "--header" -> header(value(name));
			case "--cookie" -> cookie(value(name));
			case "--user" -> this.args.add("--auth=" + value(name));
			case "--user-agent" -> this.args.add("--user-agent=" + value(name));
			case "--referer" -> this.args.add("--header=Referer: " + value(name).replaceFirst(";auto$", ""));
			case "--insecure" -> this.args.add("--insecure");
			case "--location" -> this.args.add("--follow-redirects");
			case "--proxy" -> proxy(value(name));
			case "--socks5", "--socks5-hostname" -> this.args.add("--proxy=socks5://" + value(name));
			case "--cacert" -> this.args.add("--ca=" + value(name));
			case "--cert", "--key", "--resolve", "--connect-timeout" -> this.args.add(name + "=" + value(name));
			case "--unix-socket" -> this.args.add("--unix=" + value(name));
			case "--ipv4" -> this.args.add("-4");
			case "--ipv6" -> this.args.add("-6");
			case "--request" -> request(value(name));
			default -> {
				if (DROPPED.contains(name)) {
					value(name);
				}
				else if (!IGNORED.contains(name)) {
					throw wrong(name + " is not for a WebSocket");
				}
			}
		}
	}

	private void request(String method) {
		if (!method.equalsIgnoreCase("GET")) {
			throw wrong("its method is " + method + ", and a WebSocket begins with GET");
		}
	}

	private void header(String header) {
		int colon = header.indexOf(':');
		if (colon < 0) {
			if (header.endsWith(";")) {
				this.args.add("--header=" + header.substring(0, header.length() - 1) + ":");
				return;
			}
			throw wrong("a header has no colon");
		}
		String name = header.substring(0, colon).trim().toLowerCase(Locale.ROOT);
		String value = header.substring(colon + 1).trim();
		// "Name:" takes a header of curl's own away
		if (value.isEmpty() || OF_THE_HANDSHAKE.contains(name)) {
			return;
		}
		switch (name) {
			case "sec-websocket-protocol" -> {
				for (String protocol : value.split(",")) {
					this.args.add("--subprotocol=" + protocol.trim());
				}
			}
			case "user-agent" -> this.args.add("--user-agent=" + value);
			default -> this.args.add("--header=" + header.substring(0, colon).trim() + ": " + value);
		}
	}

	private void cookie(String cookie) {
		if (cookie.indexOf('=') < 0) {
			throw wrong("the cookies of a file are not read; write NAME=VALUE, or use --cookie-jar");
		}
		this.args.add("--cookie=" + cookie);
	}

	private void proxy(String proxy) {
		this.args.add("--proxy=" + (proxy.contains("://") ? proxy : "http://" + proxy));
	}

	private static String webSocket(String url) {
		int fragment = url.indexOf('#');
		String bare = (fragment < 0) ? url : url.substring(0, fragment);
		return bare.contains("://") ? bare.replaceFirst("(?i)^https://", "wss://").replaceFirst("(?i)^http://", "ws://")
				: "ws://" + bare;
	}

	private String value(String name) {
		if (this.next == this.words.size()) {
			throw wrong(name + " has no value");
		}
		return this.words.get(this.next++);
	}

	private static CliException wrong(String reason) {
		return new CliException(ExitCode.USAGE, "--curl: " + reason);
	}

}
