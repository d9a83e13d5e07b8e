package dev.wscat.net;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who gets which cookie, RFC 6265 section 5, and the file of them.
 */
class CookieJarTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", value = { "wss://a.example.com/x/y|k=v|wss://a.example.com/x/z|k=v",
			"wss://a.example.com/x/y|k=v|wss://b.a.example.com/x/z|-",
			"wss://a.example.com/x/y|k=v|wss://a.example.com/xy|-",
			"wss://a.example.com/x/y|k=v|ws://a.example.com:81/x|k=v",
			"wss://a.example.com/|k=v; Domain=.Example.com|wss://b.example.com/q|k=v",
			"wss://a.example.com/|k=v; Domain=example.com|wss://badexample.com/|-",
			"wss://a.example.com/|k=v; Domain=other.com|wss://other.com/|-",
			"wss://a.example.com/|k=v; Domain=b.a.example.com|wss://b.a.example.com/|-",
			"wss://a.example.com/|k=v; Domain=com|wss://b.com/|-", "ws://10.0.0.1/|k=v; Domain=0.0.1|ws://10.0.0.1/|-",
			"ws://10.0.0.1/|k=v; Domain=10.0.0.1|ws://10.0.0.1/|k=v", "wss://h.net/a|k=v; Path=/a|wss://h.net/a/b|k=v",
			"wss://h.net/a|k=v; Path=/a|wss://h.net/ab|-", "wss://h.net/a|k=v; Path=a|wss://h.net/|k=v",
			"wss://h.net/a|k=v; Secure|ws://h.net/|-", "ws://h.net/|k=v; Secure|wss://h.net/|-",
			"ws://localhost/|k=v; Secure|ws://localhost/|k=v", "wss://h.net/|k=v; Max-Age=0|wss://h.net/|-",
			"wss://h.net/|k=v; Max-Age=1|wss://h.net/|k=v",
			"wss://h.net/|k=v; Expires=Thu, 01 Jan 1970 00:00:00 GMT|wss://h.net/|-",
			"wss://h.net/|k=v; Max-Age=99999999999999999999|wss://h.net/|k=v",
			"wss://h.net/|__Secure-k=v|wss://h.net/|-", "wss://h.net/x/y|__Host-k=v; Secure|wss://h.net/x/y|-",
			"wss://h.net/x|__Host-k=v; Secure; Path=/|wss://h.net/x|__Host-k=v", "wss://h.net/|=v|wss://h.net/|-",
			"wss://h.net/|novalue|wss://h.net/|-", "wss://h.net/|''|wss://h.net/|-", "wss://h.net/|k=|wss://h.net/|k=",
			"wss://h.net/|k=\"q v\"|wss://h.net/|k=\"q v\"", "wss://h.net/|k=a=b|wss://h.net/|k=a=b" })
	void aCookieIsSentToThoseItIsFor(String from, String header, String to, String sent) {
		CookieJar jar = jar();
		jar.take(target(from), List.of(header));
		assertThat(jar.cookiesFor(target(to))).isEqualTo((sent != null) ? sent : "");
		assertThat(jar().cookiesFor(target(to))).as("from the file").isEqualTo((sent != null) ? sent : "");
	}

	@Test
	void aCookieOfTheSameNameDomainAndPathIsReplacedAndTheLongerPathComesFirst() {
		CookieJar jar = jar();
		jar.take(target("wss://h.net/"), List.of("k=1", "k=2; Path=/deep", "k=3"));
		assertThat(jar.cookiesFor(target("wss://h.net/deep"))).isEqualTo("k=2; k=3");
	}

	@Test
	void aCookieEndsWithItsTime() {
		jar().take(target("wss://h.net/"), List.of("short=1; Max-Age=10", "long=1; Max-Age=20", "session=1"));
		Clock later = Clock.offset(CLOCK, Duration.ofSeconds(10));
		assertThat(CookieJar.open(file(), later).cookiesFor(target("wss://h.net/"))).isEqualTo("long=1; session=1");
	}

	@Test
	void theFileIsThatOfCurl() throws IOException {
		Files.writeString(file(), """
				# Netscape HTTP Cookie File
				# a comment

				.h.net	TRUE	/	FALSE	0	all	1
				#HttpOnly_h.net	FALSE	/p	TRUE	4102444800	only	a	b
				h.net	FALSE	/	FALSE	1	old	1
				h.net	FALSE	/	FALSE	soon	bad	1
				h.net	FALSE	/
				h.net	FALSE	/	FALSE	0	empty
				""");
		CookieJar jar = jar();
		assertThat(jar.cookiesFor(target("wss://h.net/p"))).isEqualTo("only=a\tb; all=1; empty=");
		assertThat(jar.cookiesFor(target("ws://x.h.net/p"))).isEqualTo("all=1");
		jar.take(target("wss://h.net/"), List.of("new=2; HttpOnly; Max-Age=60; Domain=h.net"));
		assertThat(Files.readAllLines(file())).startsWith("# Netscape HTTP Cookie File")
			.endsWith(".h.net\tTRUE\t/\tFALSE\t0\tall\t1", "#HttpOnly_h.net\tFALSE\t/p\tTRUE\t4102444800\tonly\ta\tb",
					"h.net\tFALSE\t/\tFALSE\t0\tempty\t",
					"#HttpOnly_.h.net\tTRUE\t/\tFALSE\t" + (NOW.getEpochSecond() + 60) + "\tnew\t2");
	}

	@Test
	void theFileIsForItsOwnerAndReplacedAsAWhole() throws IOException {
		Files.writeString(file(), "");
		Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
		Path link = this.folder.resolve("link");
		Files.createSymbolicLink(link, file());
		CookieJar.open(link, CLOCK).take(target("wss://h.net/"), List.of("k=v"));
		assertThat(link).isSymbolicLink();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
		try (Stream<Path> files = Files.list(this.folder)) {
			assertThat(files).hasSize(2);
		}
	}

	@Test
	void aServerCannotForgeALineOfTheFile() throws IOException {
		jar().take(target("wss://h.net/"),
				List.of("k=a\tb", "k=a\nevil.com\tTRUE\t/\tFALSE\t0\tk\tv", "ok=1; Path=/\tx"));
		assertThat(file()).doesNotExist();
	}

	@Test
	void thereIsRoomForSoManyOnly() {
		CookieJar jar = jar();
		for (int i = 0; i < 31; i++) {
			int hundred = i;
			jar.take(target("wss://h" + i + ".net/"),
					Stream.iterate(0, (n) -> n + 1).limit(100).map((n) -> "k" + hundred + "x" + n + "=v").toList());
		}
		assertThat(jar.cookiesFor(target("wss://h0.net/"))).isEmpty();
		assertThat(jar.cookiesFor(target("wss://h1.net/"))).contains("k1x0=v");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no/such/folder/jar" })
	void aJarThatCannotBeIsALocalFault(String name) {
		assertThatExceptionOfType(CliException.class).isThrownBy(() -> CookieJar.open(this.folder.resolve(name)))
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(ExitCode.LOCAL));
	}

	@Test
	void bytesThatAreNoTextAreKept() throws IOException {
		Files.write(file(), "h.net\tFALSE\t/\tFALSE\t0\tk\t\u00ff".getBytes(StandardCharsets.ISO_8859_1));
		assertThat(jar().cookiesFor(target("ws://h.net/"))).isEqualTo("k=\u00ff");
	}

	private Path file() {
		return this.folder.resolve("jar");
	}

	private CookieJar jar() {
		return CookieJar.open(file(), CLOCK);
	}

	private static Target target(String url) {
		return new Target(URI.create(url));
	}

}
