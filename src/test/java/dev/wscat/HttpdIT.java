package dev.wscat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files over HTTP, as raw requests see them.
 */
@SuppressWarnings("NullAway.Init")
class HttpdIT {

	private static final String DIGITS = "0123456789".repeat(100);

	@TempDir
	private Path folder;

	private Path root;

	@BeforeEach
	void makeFiles() throws IOException {
		this.root = this.folder.resolve("root");
		Files.createDirectories(this.root.resolve("sub"));
		Files.writeString(this.root.resolve("digits.txt"), DIGITS);
		Files.writeString(this.root.resolve("sub/index.html"), "<h1>index</h1>");
		Files.writeString(this.root.resolve(".secret"), "hidden");
		Files.writeString(this.folder.resolve("outside.txt"), "outside");
		Files.createSymbolicLink(this.root.resolve("out.txt"), this.folder.resolve("outside.txt"));
		Files.createSymbolicLink(this.root.resolve("in.txt"), Path.of("digits.txt"));
	}

	@Test
	void sendsAFileWithWhatCachesNeed() {
		try (WscatProcess server = server()) {
			try (RawPeer peer = get(server, "/digits.txt")) {
				assertThat(peer.head()).startsWith("HTTP/1.1 200 ");
				assertThat(peer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
				assertThat(peer.header("ETag")).matches("\"[^\"]+\"");
				assertThat(peer.header("Last-Modified")).endsWith(" GMT");
				assertThat(peer.header("Date")).endsWith(" GMT");
				assertThat(peer.readBody()).isEqualTo(DIGITS);
			}
			server.awaitErr("\"GET /digits.txt\" 200 1000 bytes");
		}
	}

	@Test
	void aLongFileComesWholeAndAPieceOfItToo() throws IOException {
		byte[] bytes = new byte[3_000_001];
		new Random(1).nextBytes(bytes);
		Files.write(this.root.resolve("long.bin"), bytes);
		try (WscatProcess server = server(); RawPeer peer = RawPeer.open("127.0.0.1", port(server))) {
			for (int i = 0; i < 2; i++) {
				peer.request("GET /long.bin HTTP/1.1\r\nHost: a\r\n\r\n");
				assertThat(peer.header("Content-Type")).isEqualTo("application/octet-stream");
				assertThat(peer.readBytes(Integer.parseInt(peer.header("Content-Length")))).isEqualTo(bytes);
			}
			peer.request("GET /long.bin HTTP/1.1\r\nHost: a\r\nRange: bytes=1000000-\r\n\r\n");
			byte[] piece = peer.readBytes(Integer.parseInt(peer.header("Content-Length")));
			assertThat(piece).isEqualTo(Arrays.copyOfRange(bytes, 1_000_000, bytes.length));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/../outside.txt", "/%2e%2e/outside.txt", "/..%2foutside.txt", "/%252e%252e/outside.txt",
			"/..\\outside.txt", "/sub/../../outside.txt", "//digits.txt", "/digits.txt/", "/digits.txt%00", "/out.txt",
			"/.secret", "/%2esecret", "/nothing", "*" })
	void nothingElseIsThere(String target) {
		try (WscatProcess server = server("--list"); RawPeer peer = get(server, target)) {
			assertThat(peer.head()).startsWith("HTTP/1.1 404 ");
			assertThat(peer.readBody()).isEqualTo("there is no such file\n");
		}
	}

	@Test
	void whatIsHiddenAndOutsideIsShownToWhoAsksForIt() {
		try (WscatProcess server = server("--hidden", "--follow-links")) {
			assertThat(body(server, "/.secret")).isEqualTo("hidden");
			assertThat(body(server, "/out.txt")).isEqualTo("outside");
			assertThat(body(server, "/in.txt")).isEqualTo(DIGITS);
		}
	}

	@Test
	void aFolderIsItsIndexOrAListInWhichNamesCannotBeHtml() throws IOException {
		Files.writeString(this.root.resolve("<img src=x onerror=alert(1)>&.txt"), "a");
		Files.writeString(this.root.resolve("javascript:alert(1)"), "b");
		try (WscatProcess server = server("--list")) {
			try (RawPeer peer = get(server, "/sub?a=b")) {
				assertThat(peer.head()).startsWith("HTTP/1.1 301 ");
				assertThat(peer.header("Location")).isEqualTo("/sub/?a=b");
			}
			assertThat(body(server, "/sub/")).isEqualTo("<h1>index</h1>");
			try (RawPeer peer = get(server, "/")) {
				assertThat(peer.header("Content-Security-Policy")).startsWith("default-src 'none'");
				assertThat(peer.readBody())
					.contains("href=\"./sub/\"", "&lt;img src=x onerror=alert(1)&gt;&amp;.txt",
							"href=\"./javascript%3Aalert%281%29\"")
					.doesNotContain("<img", ".secret", "out.txt\"");
			}
		}
		try (WscatProcess server = server(); RawPeer peer = get(server, "/")) {
			assertThat(peer.head()).startsWith("HTTP/1.1 403 ");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "bytes=0-3 | 206 | bytes 0-3/1000 | 0123", "bytes=-2 | 206 | bytes 998-999/1000 | 89",
					"bytes=1000- | 416 | bytes */1000 | the file has 1000 bytes",
					"bytes=0-999 | 206 | bytes 0-999/1000 | 0123" })
	void rangesAreSent(String range, int status, String contentRange, String start) {
		try (WscatProcess server = server(); RawPeer peer = get(server, "/digits.txt", "Range: " + range)) {
			assertThat(peer.head()).startsWith("HTTP/1.1 " + status + " ");
			assertThat(peer.header("Content-Range")).isEqualTo(contentRange);
			assertThat(peer.readBody()).startsWith(start).hasSize(Integer.parseInt(peer.header("Content-Length")));
		}
	}

	@Test
	void severalRangesAreParts() {
		try (WscatProcess server = server(); RawPeer peer = get(server, "/digits.txt", "Range: bytes=0-1,-3")) {
			String boundary = peer.header("Content-Type").replaceFirst("multipart/byteranges; boundary=", "");
			String body = peer.readBody();
			assertThat(body).hasSize(Integer.parseInt(peer.header("Content-Length")))
				.contains("Content-Range: bytes 0-1/1000\r\n\r\n01\r\n--" + boundary + "\r\n",
						"Content-Range: bytes 997-999/1000\r\n\r\n789\r\n--" + boundary + "--\r\n");
		}
	}

	@Test
	void whatTheClientHasIsNotSentAgain() {
		try (WscatProcess server = server()) {
			String tag = header(server, "ETag");
			String time = header(server, "Last-Modified");
			assertThat(status(server, "If-None-Match: \"a\", " + tag)).isEqualTo(304);
			assertThat(status(server, "If-None-Match: *")).isEqualTo(304);
			assertThat(status(server, "If-None-Match: \"a\"", "If-Modified-Since: " + time)).isEqualTo(200);
			assertThat(status(server, "If-Modified-Since: " + time)).isEqualTo(304);
			assertThat(status(server, "If-Modified-Since: yesterday")).isEqualTo(200);
			assertThat(status(server, "If-Match: \"a\"")).isEqualTo(412);
			assertThat(status(server, "If-Unmodified-Since: Mon, 01 Jan 2001 00:00:00 GMT")).isEqualTo(412);
			assertThat(status(server, "Range: bytes=0-1", "If-Range: " + tag)).isEqualTo(206);
			assertThat(status(server, "Range: bytes=0-1", "If-Range: \"a\"")).isEqualTo(200);
		}
	}

	@Test
	void textIsPackedForWhoTakesItSo() throws IOException {
		Files.writeString(this.root.resolve("ready.js"), "let a = 1;");
		Files.writeString(this.root.resolve("ready.js.gz"), "as it is");
		try (WscatProcess server = server()) {
			try (RawPeer peer = get(server, "/digits.txt", "Accept-Encoding: br, gzip")) {
				assertThat(peer.header("Content-Encoding")).isEqualTo("gzip");
				assertThat(peer.header("Vary")).isEqualTo("Accept-Encoding");
				int length = Integer.parseInt(peer.header("Content-Length"));
				byte[] packed = peer.readBytes(length);
				assertThat(length).isLessThan(100);
				assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
					.isEqualTo(DIGITS.getBytes(StandardCharsets.UTF_8));
			}
			assertThat(body(server, "/ready.js", "Accept-Encoding: gzip")).isEqualTo("as it is");
			assertThat(body(server, "/ready.js", "Accept-Encoding: gzip;q=0")).isEqualTo("let a = 1;");
			assertThat(body(server, "/digits.txt", "Accept-Encoding: gzip", "Range: bytes=0-1")).isEqualTo("01");
		}
	}

	@ParameterizedTest
	@CsvSource({ "HEAD, 200", "POST, 405", "PUT, 405", "DELETE, 405", "OPTIONS, 204" })
	void filesCanOnlyBeRead(String method, int status) {
		try (WscatProcess server = server(); RawPeer peer = RawPeer.open("127.0.0.1", port(server))) {
			peer.request(method + " /digits.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
			assertThat(peer.head()).startsWith("HTTP/1.1 " + status + " ");
			if (method.equals("HEAD")) {
				assertThat(peer.header("Content-Length")).isEqualTo("1000");
				assertThat(peer.readBody()).isEmpty();
			}
			else {
				assertThat(peer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
			}
		}
	}

	@Test
	void otherOriginsMayReadWhenTheyAreTold() {
		try (WscatProcess server = server("--cors=https://a.example"); RawPeer peer = get(server, "/digits.txt")) {
			assertThat(peer.header("Access-Control-Allow-Origin")).isEqualTo("https://a.example");
		}
	}

	@Test
	void everyoneIsSentElsewhere() {
		try (WscatProcess server = server("-L", "--redirect_url=https://a.example/b");
				RawPeer peer = get(server, "/../x")) {
			assertThat(peer.head()).startsWith("HTTP/1.1 301 ");
			assertThat(peer.header("Location")).isEqualTo("https://a.example/b");
		}
	}

	@Test
	void requestsAreSaidWithoutTheirSecrets() {
		try (WscatProcess server = server("-D"); RawPeer peer = RawPeer.open("127.0.0.1", port(server))) {
			peer.request("POST /hook HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer hidden\r\nX-A: b\r\n"
					+ "Content-Length: 7\r\n\r\n{\u001b[31m}");
			assertThat(peer.head()).startsWith("HTTP/1.1 200 ");
			server.awaitErr("Body: 7 bytes")
				.said("POST /hook HTTP/1.1", "Authorization: ***", "X-A: b", "{\\x1b[31m}")
				.saidNot("Bearer hidden");
		}
	}

	@Test
	void whoDoesNotAskInTimeIsNotWaitedFor() {
		try (WscatProcess server = server("--request-timeout=50ms", "--idle-timeout=50ms")) {
			try (RawPeer peer = RawPeer.open("127.0.0.1", port(server))) {
				assertThat(peer.send("GET /dig".getBytes(StandardCharsets.US_ASCII)).readBody()).isEmpty();
			}
			try (RawPeer peer = RawPeer.open("127.0.0.1", port(server))) {
				peer.request("GET /digits.txt HTTP/1.1\r\nHost: a\r\n\r\n");
				assertThat(peer.readBody()).isEqualTo(DIGITS);
			}
		}
	}

	@Test
	void whoDoesNotTakeTheAnswerIsNotWaitedFor() throws IOException {
		Files.write(this.root.resolve("long.bin"), new byte[64 << 20]);
		try (WscatProcess server = server("--idle-timeout=100ms");
				RawPeer peer = RawPeer.open("127.0.0.1", port(server))) {
			peer.send("GET /long.bin HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			server.awaitErr("it takes nothing of the response").awaitErr("not sent to its end");
		}
	}

	@Test
	void thereAreSoManyClients() {
		try (WscatProcess server = server("--max-connections=1");
				RawPeer one = RawPeer.open("127.0.0.1", port(server))) {
			assertThat(one.request("GET /digits.txt HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 200 ");
			try (RawPeer two = get(server, "/digits.txt")) {
				assertThat(two.head()).startsWith("HTTP/1.1 503 ");
			}
			server.awaitErr("refused a client: 1 are connected");
		}
	}

	@Test
	void headersHaveAnEnd() {
		try (WscatProcess server = server(); RawPeer peer = get(server, "/digits.txt", "X: " + "y".repeat(20_000))) {
			assertThat(peer.head()).startsWith("HTTP/1.1 431 ");
		}
	}

	@Test
	void theEndOfTheServerIsInOrder() {
		try (WscatProcess server = server()) {
			port(server);
			server.terminate().exits(143).said("received signal terminated", "server exiting");
		}
	}

	@Test
	void aWrongFolderIsSaid() throws IOException {
		Path file = this.root.resolve("digits.txt");
		try (WscatProcess server = Invocation.wscat("httpd", "--port=0", file.toString()).start()) {
			server.exits(8).said("cannot serve " + file + ": it is no directory");
		}
		try (WscatProcess server = Invocation.wscat("httpd", "--port=0", file + "x").start()) {
			server.exits(8).said("there is no such directory");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--port=65536", "--index=a/b", "--index=..", "--cors=x", "--redirect_url=javascript:a",
			"--max-connections=0" })
	void aBadOptionIsNamed(String option) {
		try (WscatProcess server = Invocation.wscat("httpd", option).start()) {
			server.exits(2).said(option.replaceFirst("=.*", ""));
		}
	}

	private WscatProcess server(String... options) {
		List<String> args = new ArrayList<>(List.of("httpd", "--port=0", this.root.toString()));
		args.addAll(List.of(options));
		return Invocation.wscat(args.toArray(new String[0])).start();
	}

	private static int port(WscatProcess server) {
		String line = "starting http server at port=(\\d+)";
		Matcher matcher = Pattern.compile(line).matcher(server.awaitErr(line).err());
		assertThat(matcher.find()).isTrue();
		return Integer.parseInt(matcher.group(1));
	}

	private static RawPeer get(WscatProcess server, String target, String... headers) {
		RawPeer peer = RawPeer.open("127.0.0.1", port(server));
		StringBuilder request = new StringBuilder("GET ").append(target).append(" HTTP/1.1\r\nHost: a\r\n");
		for (String header : headers) {
			request.append(header).append("\r\n");
		}
		peer.request(request.append("Connection: close\r\n\r\n").toString());
		return peer;
	}

	private static String body(WscatProcess server, String target, String... headers) {
		try (RawPeer peer = get(server, target, headers)) {
			return peer.readBody();
		}
	}

	private static String header(WscatProcess server, String name) {
		try (RawPeer peer = get(server, "/digits.txt")) {
			return peer.header(name);
		}
	}

	private static int status(WscatProcess server, String... headers) {
		try (RawPeer peer = get(server, "/digits.txt", headers)) {
			return Integer.parseInt(peer.head().substring(9, 12));
		}
	}

}
