package dev.wscat.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * Cookies that outlive a connection, in a file of Netscape's format, which curl and
 * browsers' add-ons read and write.
 */
public final class CookieJar {

	private static final int MOST = 3000;

	private static final long LARGEST_FILE = 1 << 22;

	private final @Nullable Path file;

	private final Clock clock;

	private final List<Cookie> cookies = new ArrayList<>();

	private CookieJar(@Nullable Path file, Clock clock) {
		this.file = file;
		this.clock = clock;
	}

	/**
	 * Open a jar.
	 * @param file where it is kept; it need not be there yet
	 * @return the jar, with what has not expired
	 * @throws CliException when it cannot be read
	 */
	public static CookieJar open(Path file) {
		return open(file, Clock.systemUTC());
	}

	/**
	 * Make a jar that is written only when it is told to.
	 * @return an empty jar
	 */
	public static CookieJar inMemory() {
		return new CookieJar(null, Clock.systemUTC());
	}

	static CookieJar open(Path file, Clock clock) {
		CookieJar jar = new CookieJar(file, clock);
		if (Files.exists(file)) {
			jar.read(file, true);
		}
		else if (!Files.isDirectory(file.toAbsolutePath().resolveSibling(""))) {
			throw new CliException(ExitCode.LOCAL, "there is no directory for the cookie jar " + file);
		}
		return jar;
	}

	/**
	 * Add the cookies of a file.
	 * @param source a file of Netscape's format
	 * @param sessions whether those are wanted that end with a session
	 * @throws CliException when it cannot be read
	 */
	public synchronized void read(Path source, boolean sessions) {
		try {
			if (Files.size(source) > LARGEST_FILE) {
				throw new CliException(ExitCode.LOCAL, "the cookie jar " + source + " is larger than 4 MB");
			}
			Instant now = this.clock.instant();
			// bytes are kept, whatever their character set
			for (String line : Files.readAllLines(source, StandardCharsets.ISO_8859_1)) {
				Cookie cookie = Cookie.read(line);
				if (cookie != null && !cookie.isExpired(now) && (sessions || cookie.expires() != 0)) {
					put(cookie);
				}
			}
		}
		catch (IOException ex) {
			throw failed("read", source, ex);
		}
	}

	/**
	 * Return the cookies for a server.
	 * @param url of the request
	 * @return value of a Cookie header, or empty
	 */
	public String cookiesFor(WebUrl url) {
		return cookiesFor(url.target());
	}

	/**
	 * Take what a server sets.
	 * @param url of the request
	 * @param headers values of Set-Cookie
	 */
	public void take(WebUrl url, List<String> headers) {
		take(url.target(), headers);
	}

	/**
	 * Return the cookies for a server, RFC 6265 section 5.4.
	 * @param target the server
	 * @return value of a Cookie header, or empty
	 */
	synchronized String cookiesFor(Target target) {
		Instant now = this.clock.instant();
		return this.cookies.stream()
			.filter((cookie) -> !cookie.isExpired(now) && cookie.isFor(target))
			.sorted(Comparator.comparing((cookie) -> -cookie.path().length()))
			.map((cookie) -> cookie.name() + '=' + cookie.value())
			.collect(Collectors.joining("; "));
	}

	/**
	 * Take what a server sets, and write the file.
	 * @param target the server
	 * @param headers values of Set-Cookie
	 * @throws CliException when the file cannot be written
	 */
	synchronized void take(Target target, List<String> headers) {
		Instant now = this.clock.instant();
		boolean changed = false;
		for (String header : headers) {
			Cookie cookie = CookieRules.accept(target, header, now);
			if (cookie != null) {
				put(cookie);
				changed = true;
			}
		}
		if (changed) {
			this.cookies.removeIf((cookie) -> cookie.isExpired(now));
		}
		if (changed && this.file != null) {
			write(this.file);
		}
	}

	private void put(Cookie cookie) {
		for (int i = 0; i < this.cookies.size(); i++) {
			if (cookie.replaces(this.cookies.get(i))) {
				this.cookies.set(i, cookie);
				return;
			}
		}
		if (this.cookies.size() == MOST) {
			this.cookies.remove(0);
		}
		this.cookies.add(cookie);
	}

	/**
	 * Return the cookies as a file has them.
	 * @return the lines of Netscape's format
	 */
	public synchronized List<String> lines() {
		List<String> lines = new ArrayList<>(List.of("# Netscape HTTP Cookie File", "# Written by wscat", ""));
		for (Cookie cookie : this.cookies) {
			lines.add(cookie.line());
		}
		return lines;
	}

	/**
	 * Write the cookies: whole or not at all, and for the eyes of its owner only.
	 * @param target the file
	 * @throws CliException when it cannot be written
	 */
	public void write(Path target) {
		@Nullable Path draft = null;
		try {
			Path real = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
			if (Files.exists(real) && !Files.isRegularFile(real)) {
				// such as /dev/null
				return;
			}
			draft = Files.createTempFile(real.getParent(), ".wscat", ".tmp");
			Files.write(draft, lines(), StandardCharsets.ISO_8859_1);
			Files.move(draft, real, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			delete(draft);
			throw failed("write", target, ex);
		}
	}

	private static void delete(@Nullable Path draft) {
		try {
			if (draft != null) {
				Files.deleteIfExists(draft);
			}
		}
		catch (IOException ex) {
			// the first failure is the one to tell
		}
	}

	private static CliException failed(String what, Path file, IOException ex) {
		return new CliException(ExitCode.LOCAL, "cannot " + what + " the cookie jar " + file + ": " + ex.getMessage(),
				ex);
	}

}
