package dev.wscat.command.curl;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.wscat.cli.AtFile;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.CookieJar;
import dev.wscat.net.Credentials;
import dev.wscat.terminal.Passphrase;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a request says.
 */
final class HeadOptions {

	private static final String TOKEN = "!#$%&'*+-.^_`|~";

	private final Option method = Option.text("-X --request", "METHOD", "Ask with this method.");

	private final Option head = Option.flag("-I --head", "Ask for the head of the response only, and print it.");

	private final Option header = Option
		.text("-H --header", "'NAME: VALUE'",
				"Send this header, in the place of ours of that name; 'NAME:' takes ours away, 'NAME;' sends it"
						+ " empty; @FILE reads lines. Repeatable.")
		.repeatable();

	private final Option user = Option.text("-u --user", "USER[:PASSWORD]",
			"Log in with basic authentication; the password is asked for if it is not there; @FILE reads both.");

	private final Option bearer = Option.text("--oauth2-bearer", "TOKEN",
			"Log in with a token; @FILE reads it from a file.");

	private final Option agent = Option.text("-A --user-agent", "TEXT", "Say that this program asks")
		.initially("wscat");

	private final Option referer = Option.text("-e --referer", "URL[;auto]",
			"Say where the URL was found; ;auto sets it on redirects.");

	private final Option cookie = Option
		.text("-b --cookie", "'A=B; C=D'|FILE", "Send these cookies, or those of this file. Repeatable.")
		.repeatable();

	private final Option cookieJar = Option.text("-c --cookie-jar", "FILE",
			"Write the cookies to this file at the end; - is stdout.");

	private final Option junk = Option.flag("-j --junk-session-cookies", "Forget the session's cookies of -b FILE.");

	private final Option range = Option.text("-r --range", "RANGE", "Ask for these bytes, such as 0-499 or -500.");

	private final Option resume = Option.text("-C --continue-at", "OFFSET",
			"Go on from this byte; - goes on where the file ends that is there.");

	private final Option time = Option.text("-z --time-cond", "DATE|FILE",
			"Ask for what is newer than this date or file, or older with - before it.");

	private final Option compressed = Option.flag("--compress --compressed", "Ask for a packed body, and unpack it.");

	private @Nullable CookieJar jar;

	private @Nullable String credentials;

	private List<String> lines = List.of();

	void define(Options options) {
		options.heading("Request:");
		options.add(this.method, this.head, this.header, this.user, this.bearer, this.agent, this.referer, this.cookie,
				this.cookieJar, this.junk, this.range, this.resume, this.time, this.compressed);
	}

	void check() {
		if (this.method.isSet() && !isToken(this.method.text())) {
			throw bad("'" + this.method.text() + "' is no method");
		}
		this.lines = new ArrayList<>();
		for (String text : this.header.texts()) {
			this.lines.addAll(AtFile.lines(text));
		}
		this.lines.forEach(HeadOptions::parse);
		if (this.resume.isSet() && !this.resume.text().matches("-|\\d{1,18}")) {
			throw bad("invalid --continue-at: a number of bytes, or -");
		}
		if (this.resume.isSet() && this.range.isSet()) {
			throw bad("use -r or -C, not both");
		}
		checkValue("--user-agent", this.agent.text());
		checkValue("--referer", this.referer.text());
		checkValue("--range", this.range.text());
		if (this.time.isSet()) {
			TimeCondition.parse(this.time.text());
		}
		this.credentials = login();
		this.jar = cookies();
	}

	private @Nullable String login() {
		if (this.bearer.isSet()) {
			String token = AtFile.text(this.bearer.text());
			checkValue("--oauth2-bearer", token);
			return "Bearer " + token;
		}
		if (!this.user.isSet()) {
			return null;
		}
		String typed = AtFile.text(this.user.text());
		return Credentials
			.basic((typed.indexOf(':') >= 0) ? typed : typed + ':' + Passphrase.ask("Password of '" + typed + "': "));
	}

	private @Nullable CookieJar cookies() {
		if (!this.cookie.isSet() && !this.cookieJar.isSet()) {
			return null;
		}
		CookieJar cookies = CookieJar.inMemory();
		for (String text : this.cookie.texts()) {
			checkValue("--cookie", text);
			try {
				// a file that is not there yet is an empty one, as in curl
				if (text.indexOf('=') < 0 && Files.isRegularFile(Path.of(text))) {
					cookies.read(Path.of(text), !this.junk.isSet());
				}
			}
			catch (InvalidPathException ex) {
				throw bad("invalid --cookie: neither NAME=VALUE nor a file");
			}
		}
		return cookies;
	}

	/** What was typed of {@code -H}, as IXWebSocket repeats it. */
	List<String> lines() {
		return this.lines.stream().map((line) -> line.replaceFirst("\\s*:", ": ")).toList();
	}

	@Nullable CookieJar jar() {
		return this.jar;
	}

	String jarFile() {
		return this.cookieJar.text();
	}

	boolean isHead() {
		return this.head.isSet();
	}

	boolean isCompressed() {
		return this.compressed.isSet();
	}

	/** The method that was typed, or {@code null}. */
	@Nullable String method() {
		return this.method.textOrNull();
	}

	/** From where on, {@code -1} to look at the file, or 0. */
	long offset() {
		return !this.resume.isSet() ? 0 : this.resume.text().equals("-") ? -1 : Long.parseLong(this.resume.text());
	}

	/** Whether redirects set the Referer. */
	boolean isRefererAutomatic() {
		return this.referer.text().endsWith(";auto");
	}

	/** What was typed before, or {@code null}. */
	@Nullable String referer() {
		String text = this.referer.text().replaceFirst(";auto$", "");
		return text.isEmpty() ? null : text;
	}

	/**
	 * Make the headers of a request.
	 * @param hop the request
	 * @param json whether the body is JSON, and JSON is wanted
	 * @return names and values in order, the latter with a character for each byte
	 */
	List<Map.Entry<String, String>> headers(Hop hop, boolean json) {
		Map<String, String> ours = new LinkedHashMap<>();
		ours.put("Host", hop.url().authority());
		String own = hop.url().user();
		if (hop.trusted() || own != null) {
			put(ours, "Authorization", (own != null && this.credentials == null)
					? Credentials.basic(own.contains(":") ? own : own + ":") : this.credentials);
		}
		put(ours, "User-Agent", this.agent.text().isEmpty() ? null : this.agent.text());
		ours.put("Accept", json ? "application/json" : "*/*");
		put(ours, "Accept-Encoding", this.compressed.isSet() ? "deflate, gzip" : null);
		put(ours, "Referer", hop.referer());
		put(ours, "Range", this.range.isSet() ? "bytes=" + this.range.text() : null);
		put(ours, "Cookie", cookies(hop));
		if (this.time.isSet()) {
			TimeCondition condition = TimeCondition.parse(this.time.text());
			put(ours, condition.header(), condition.value());
		}
		body(ours, hop);
		return withTyped(ours, hop);
	}

	private void body(Map<String, String> ours, Hop hop) {
		Body body = hop.body();
		if (hop.offset() > 0 && hop.kind().equals("PUT") && body != null && body.length() >= 0) {
			long size = hop.offset() + body.length();
			ours.put("Content-Range", "bytes " + hop.offset() + "-" + (size - 1) + "/" + size);
		}
		else if (hop.offset() > 0) {
			ours.put("Range", "bytes=" + hop.offset() + "-");
		}
		if (body == null) {
			return;
		}
		if (body.length() >= 0) {
			ours.put("Content-Length", Long.toString(body.length()));
		}
		else {
			ours.put("Transfer-Encoding", "chunked");
		}
		put(ours, "Content-Encoding", body.gzip() ? "gzip" : null);
		put(ours, "Content-Type", body.type());
	}

	/** Those that were typed as such are for the server that was named. */
	private @Nullable String cookies(Hop hop) {
		List<String> pairs = new ArrayList<>();
		if (this.jar != null) {
			String kept = this.jar.cookiesFor(hop.url());
			if (!kept.isEmpty()) {
				pairs.add(kept);
			}
		}
		if (hop.trusted()) {
			this.cookie.texts().stream().filter((text) -> text.indexOf('=') >= 0).forEach(pairs::add);
		}
		return pairs.isEmpty() ? null : String.join("; ", pairs);
	}

	private List<Map.Entry<String, String>> withTyped(Map<String, String> ours, Hop hop) {
		List<Map.Entry<String, String>> typed = new ArrayList<>();
		for (String line : this.lines) {
			Map.Entry<String, String> header = parse(line);
			String name = header.getKey().toLowerCase(Locale.ROOT);
			boolean secret = name.equals("authorization") || name.equals("cookie");
			if ((secret && !hop.trusted()) || (name.equals("host") && !hop.first())
					|| name.equals("content-length") && hop.body() == null) {
				continue;
			}
			ours.keySet().removeIf((own) -> own.equalsIgnoreCase(name) && !name.equals("host"));
			if (name.equals("host") && !header.getValue().isEmpty()) {
				ours.put("Host", header.getValue());
			}
			else if (!header.getValue().isEmpty() || line.endsWith(";") && line.indexOf(':') < 0) {
				typed.add(header);
			}
			else {
				ours.keySet().removeIf((own) -> own.equalsIgnoreCase(name));
			}
		}
		List<Map.Entry<String, String>> all = new ArrayList<>();
		ours.forEach((name, value) -> all.add(Map.entry(name, latin(value))));
		typed.forEach((entry) -> all.add(Map.entry(entry.getKey(), latin(entry.getValue()))));
		return all;
	}

	private static String latin(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	private static void put(Map<String, String> headers, String name, @Nullable String value) {
		if (value != null) {
			headers.put(name, value);
		}
	}

	/** Name and value; no value for {@code Name:} and {@code Name;}. */
	private static Map.Entry<String, String> parse(String line) {
		int colon = line.indexOf(':');
		int end = (colon >= 0) ? colon : line.endsWith(";") ? line.length() - 1 : -1;
		if (end < 0) {
			throw bad("a header is 'NAME: VALUE', 'NAME:' or 'NAME;', and one of -H is not");
		}
		String name = line.substring(0, end).strip();
		if (!isToken(name)) {
			throw bad("a name of -H has characters in it that are not allowed there");
		}
		String value = (colon >= 0) ? line.substring(colon + 1).strip() : "";
		checkValue("--header " + name, value);
		return Map.entry(name, value);
	}

	/** What would begin another header, or another request. */
	private static void checkValue(String what, String value) {
		if (value.chars().anyMatch((c) -> c < ' ' && c != '\t' || c == 0x7f)) {
			throw bad("invalid " + what + ": it has a control character in it");
		}
	}

	/** RFC 9110 section 5.6.2. */
	private static boolean isToken(String text) {
		return !text.isEmpty() && text.chars()
			.allMatch((c) -> c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
					|| TOKEN.indexOf(c) >= 0);
	}

	private static CliException bad(String line) {
		return new CliException(ExitCode.USAGE, line);
	}

}
