package dev.wscat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.testing.EchoSite;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests and what is made of their responses. What is expected is what curl 7.88 does
 * with the same words, where it does not say otherwise.
 */
@SuppressWarnings("NullAway.Init")
class CurlIT {

	private static EchoSite site;

	private static EchoSite other;

	@TempDir
	private Path folder;

	@BeforeAll
	static void open() {
		site = EchoSite.plain();
		other = EchoSite.plain();
	}

	@AfterAll
	static void close() {
		site.close();
		other.close();
	}

	@Test
	void theBodyIsOnStdoutAndTheRestOnStderr() {
		try (WscatProcess curl = curl(site.url("/file"))) {
			curl.exits(0)
				.printed(EchoSite.FILE)
				.said("Last-Modified: Sat, 31 Jan 2026", "Upload size: ", "Download size: 10000\n", "Status: 200\n");
		}
	}

	@Test
	void aSilentOneSaysNothing() {
		try (WscatProcess curl = curl("-s", site.url("/status/404"))) {
			curl.exits(0).printed("status 404");
			assertThat(curl.err()).isEmpty();
		}
	}

	@Test
	void theLayoutOfIXWebSocketIsAllOnStdout() {
		try (WscatProcess curl = curl("--ix-output", "-H", "a-b: c", "-F", "foo=bar", site.url("/file"))) {
			curl.exits(0);
			assertThat(curl.out()).startsWith("a-b:  c\nfoo: bar\nDownloaded 10000 bytes out of 10000\n")
				.containsPattern(
						"Last-Modified: .*\n(.*\n)*Upload size: \\d+\nDownload size: 10000\nStatus: 200\npayload: 0123")
				.endsWith("789\n");
			assertThat(curl.err()).isEmpty();
		}
	}

	@Test
	void dataIsJoinedAndPostedAsAForm() throws IOException {
		Path lines = Files.writeString(this.folder.resolve("lines"), "one\r\ntwo\n");
		String echo = out("-d", "a=b", "-d", "@" + lines, "--data-raw", "@x", "--data-binary", "@" + lines,
				"--data-urlencode", "q=\u00e9 &=", "--data-urlencode", "=a b", "--data-urlencode", "f@" + lines,
				site.url("/echo"));
		assertThat(echo).startsWith("POST /echo\n")
			.contains("content-type: application/x-www-form-urlencoded\n", "content-length: ")
			.endsWith("\n\na=b&onetwo&@x&one\r\ntwo\n&q=%C3%A9+%26%3D&a+b&f=one%0D%0Atwo%0A");
	}

	@Test
	void dataFromStdinIsReadToItsEnd() {
		try (WscatProcess curl = Invocation.wscat("curl", "-s", "-d", "@-", site.url("/echo"))
			.input("a\nb\n")
			.start()) {
			assertThat(curl.exits(0).out()).contains("content-length: 2\n").endsWith("\n\nab");
		}
	}

	@Test
	void jsonIsSentAndAskedFor() {
		assertThat(out("--json", "{\"a\":", "--json", "1}", site.url("/echo"))).startsWith("POST ")
			.contains("content-type: application/json\n", "accept: application/json\n")
			.endsWith("\n\n{\"a\":1}");
	}

	@Test
	void withGetTheDataIsInTheUrl() {
		assertThat(out("-G", "-d", "a=b c#", "--data-urlencode", "d=e f", site.url("/echo?z=1")))
			.startsWith("GET /echo?z=1&a=b%20c%23&d=e+f\n");
	}

	@Test
	void aFormHasItsParts() throws IOException {
		Path file = Files.writeString(this.folder.resolve("a.txt"), "content");
		String echo = out("-F", "name=value;type=text/x", "-F", "up=@" + file + ";filename=\"q\\\";.png\"", "-F",
				"in=<" + file, "--form-string", "raw=@;type=x", site.url("/echo"));
		assertThat(echo.replaceAll("-{24,26}[0-9a-f]{16}", "--B").replace("\r\n", "\n"))
			.contains("content-type: multipart/form-data; boundary=--B\n")
			.endsWith("""

					--B
					Content-Disposition: form-data; name="name"
					Content-Type: text/x

					value
					--B
					Content-Disposition: form-data; name="up"; filename="q%22;.png"
					Content-Type: image/png

					content
					--B
					Content-Disposition: form-data; name="in"

					content
					--B
					Content-Disposition: form-data; name="raw"

					@;type=x
					--B--
					""");
	}

	@Test
	void headersReplaceOursAreEmptiedAndTakenAway() {
		String echo = out("-H", "Accept:", "-H", "X-Empty;", "-H", "User-Agent: me", "-H", "X-A: 1", "-H", "X-A: 2",
				"-A", "not me", "-e", "http://from/", "-b", "a=b", "-r", "0-4", site.url("/echo"));
		assertThat(echo)
			.contains("user-agent: me\n", "x-empty: \n", "x-a: 1\n", "x-a: 2\n", "referer: http://from/\n",
					"cookie: a=b\n", "range: bytes=0-4\n")
			.doesNotContain("accept:", "not me");
	}

	@ParameterizedTest
	@CsvSource({ "301,-d,GET", "302,-d,GET", "303,-d,GET", "307,-d,POST", "308,-d,POST", "301,-T,PUT", "303,-T,GET",
			"307,-T,PUT", "303,-I,HEAD" })
	void aRedirectChangesTheMethodAsCurlDoes(int status, String option, String method) throws IOException {
		Path file = Files.writeString(this.folder.resolve("body"), "text");
		List<String> args = new ArrayList<>(List.of("-sL", "-w", "%{method} %{num_redirects}", "-o",
				this.folder.resolve("out").toString(), site.url("/redirect/" + status)));
		args.addAll(
				option.equals("-I") ? List.of("-I") : List.of(option, option.equals("-d") ? "text" : file.toString()));
		assertThat(output(args)).isEqualTo(method + " 1");
		String echo = Files.readString(this.folder.resolve("out"));
		assertThat(echo.endsWith("\n\ntext")).isEqualTo(method.startsWith("P"));
	}

	@Test
	void secretsStayWithTheServerThatWasNamed() {
		String away = site.url("/to/?" + other.url("/echo"));
		String[] secrets = { "-sL", "-u", "bob:secret", "-b", "a=b", "-H", "Cookie: c=d", "-H", "X-Mine: e", away };
		assertThat(output(List.of(secrets))).contains("x-mine: e\n", "host: 127.0.0.1:" + other.port())
			.doesNotContain("authorization:", "cookie:");
		String back = site.url("/to/?" + other.url("/to/?" + site.url("/echo")));
		assertThat(out("-L", "-u", "bob:secret", back)).contains("authorization: Basic Ym9iOnNlY3JldA==\n");
		assertThat(out("--location-trusted", "-u", "bob:secret", away)).contains("authorization: Basic ");
	}

	@Test
	void logsIn() throws IOException {
		Path secret = Files.writeString(this.folder.resolve("secret"), "bob:secret\n");
		assertThat(out("-u", "bob:secret", site.url("/auth"))).isEqualTo("welcome");
		assertThat(out("-u", "@" + secret, site.url("/auth"))).isEqualTo("welcome");
		assertThat(out("http://bob:secret@127.0.0.1:" + site.port() + "/auth")).isEqualTo("welcome");
		assertThat(out("--oauth2-bearer", "token", site.url("/echo"))).contains("authorization: Bearer token\n");
		assertThat(out("-u", "bob:wrong", site.url("/auth"))).isEqualTo("no");
	}

	@Test
	void cookiesAreKeptInAFileThatCurlReads() throws IOException {
		Path jar = this.folder.resolve("jar");
		out("-c", jar.toString(), site.url("/cookies"));
		assertThat(Files.readString(jar)).startsWith("# Netscape HTTP Cookie File\n")
			.containsPattern("127.0.0.1\tFALSE\t/\tFALSE\t0\tone\t1\n")
			.containsPattern("127.0.0.1\tFALSE\t/\tFALSE\t[1-9]\\d+\ttwo\t2\n");
		assertThat(out("-b", jar.toString(), site.url("/echo"))).contains("cookie: one=1; two=2\n");
		assertThat(out("-jb", jar.toString(), site.url("/echo"))).contains("cookie: two=2\n");
	}

	@Test
	void aPackedBodyIsUnpacked() {
		assertThat(out("--compressed", "-w", "%{size_download}", site.url("/gzip"))).startsWith(EchoSite.FILE)
			.doesNotEndWith("10000");
		assertThat(out("--compress", site.url("/echo"))).contains("accept-encoding: deflate, gzip\n");
		assertThat(out("--compress_request", "-d", "text", site.url("/echo"))).contains("content-encoding: gzip\n");
	}

	@Test
	void aFileIsNamedByTheUrlAndNeverOverwritten() throws IOException {
		try (WscatProcess curl = in("-sSO", site.url("/file?x=/y"))) {
			curl.exits(0);
		}
		assertThat(this.folder.resolve("file")).hasContent(EchoSite.FILE);
		Files.writeString(this.folder.resolve("file"), "mine");
		try (WscatProcess curl = in("-sSO", site.url("/file"))) {
			curl.exits(23).said("(23) file is there already");
		}
		assertThat(this.folder.resolve("file")).hasContent("mine");
		try (WscatProcess curl = in("-sSO", "--no-clobber", site.url("/file"))) {
			curl.exits(0);
		}
		assertThat(this.folder.resolve("file.1")).hasContent(EchoSite.FILE);
		try (WscatProcess curl = in("-sS", "--create-dirs", "--output-dir", "a/b", "-o", "c", "-O", site.url("/echo"),
				site.url("/file"))) {
			curl.exits(0);
		}
		assertThat(this.folder.resolve("a/b/c")).content().startsWith("GET /echo\n");
		assertThat(this.folder.resolve("a/b/file")).hasContent(EchoSite.FILE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/echo/", "/..", "/a/%2e%2e/..", "/a\\b" })
	void aUrlWithoutASafeNameGivesNone(String path) throws IOException {
		try (WscatProcess curl = in("-sSO", "--path-as-is", site.url(path))) {
			curl.exits(23).said("(23) the ");
		}
		assertThat(Files.list(this.folder)).isEmpty();
	}

	@Test
	void goesOnWhereAFileEnds() throws IOException {
		Files.writeString(this.folder.resolve("file"), EchoSite.FILE.substring(0, 4321));
		for (int i = 0; i < 2; i++) {
			try (WscatProcess curl = in("-sSO", "-C", "-", "-w", "%{size_download}", site.url("/file"))) {
				curl.exits(0).printed((i == 0) ? "5679" : "0");
			}
			assertThat(this.folder.resolve("file")).hasContent(EchoSite.FILE);
		}
		try (WscatProcess curl = in("-sS", "-C", "5", site.url("/echo"))) {
			curl.exits(33).printed("");
		}
	}

	@Test
	void theHeadIsPrintedWhenItIsAskedFor() throws IOException {
		assertThat(out("-I", site.url("/file"))).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n");
		assertThat(out("-i", site.url("/status/404"))).startsWith("HTTP/1.1 404 Not Found\r\n")
			.endsWith("\r\n\r\nstatus 404");
		Path heads = this.folder.resolve("heads");
		assertThat(out("-L", "-D", heads.toString(), site.url("/redirect/302"))).startsWith("GET /echo\n");
		assertThat(heads).content().startsWith("HTTP/1.1 302 Found\r\n").contains("\r\n\r\nHTTP/1.1 200 OK\r\n");
	}

	@Test
	void detailsAreOnStderrWithoutSecrets() {
		try (WscatProcess curl = curl("-v", "-u", "bob:secret", "-b", "a=topsecret", site.url("/cookies"))) {
			curl.exits(0)
				.printed("set")
				.said("> GET /cookies HTTP/1.1\n", "> Authorization: (hidden)\n", "< HTTP/1.1 200 OK\n", "Status: 200")
				.saidNot("Ym9i", "topsecret", "one=1");
		}
	}

	@Test
	void whatIsAskedForIsWrittenAtTheEnd() {
		assertThat(out("-L", "-o", "/dev/null", "-w",
				"%{http_code}|%{size_download}|%{num_redirects}|%{url_effective}|%{scheme}|%{remote_port}|"
						+ "%header{content-type}|%{exitcode}|%%|%{nonsense}\\n",
				site.url("/redirect/302")))
			.matches("200\\|\\d+\\|1\\|" + site.url("/echo") + "\\|HTTP\\|" + site.port()
					+ "\\|text/plain\\|0\\|%\\|%\\{nonsense}\n");
		assertThat(out("-w", "%{stderr}x%{stdout}%{json}", site.url("/status/404")))
			.startsWith("status 404{\"content_type\":\"\",\"errormsg\":\"\",\"exitcode\":0,")
			.contains("\"http_code\":404,", "\"url_effective\":\"" + site.url("/status/404") + "\"");
	}

	@Test
	void severalUrlsAreAskedInTurnAndTheLastDecides() {
		assertThat(out(site.url("/status/200"), "--url", site.url("/status/201"))).isEqualTo("status 200status 201");
		try (WscatProcess curl = curl("-sSf", site.url("/status/500"), site.url("/status/200"))) {
			curl.exits(0).printed("status 200").said("(22) the server answered 500");
		}
		try (WscatProcess curl = curl("-sSf", "--fail-early", site.url("/status/500"), site.url("/status/200"))) {
			curl.exits(22).printed("");
		}
	}

	@Test
	void aBodyOfAnySizePassesInLittleMemory() {
		Path big = this.folder.resolve("big");
		try (WscatProcess curl = Invocation.wscat("curl", "-s", "-o", big.toString(), site.url("/long/1024"))
			.java("-Xmx24m", "-XX:MaxDirectMemorySize=24m")
			.start()) {
			curl.exits(0);
		}
		assertThat(big).hasSize(1024L << 16);
		try (WscatProcess curl = Invocation.wscat("curl", "-s", "-T", big.toString(), site.url("/sum"))
			.java("-Xmx24m", "-XX:MaxDirectMemorySize=24m")
			.start()) {
			curl.exits(0).printed("bytes " + (1024L << 16));
		}
	}

	@Test
	void whatIsTypedIsSentBeforeTheInputEnds() throws IOException {
		try (WscatProcess curl = Invocation.wscat("curl", "-sS", "-T", "-", site.url("/echo")).start()) {
			curl.input().write("first ".getBytes(StandardCharsets.UTF_8));
			curl.input().flush();
			curl.input().write("second".getBytes(StandardCharsets.UTF_8));
			curl.endInput().exits(0);
			assertThat(curl.out()).startsWith("PUT /echo\n")
				.contains("transfer-encoding: chunked\n")
				.endsWith("\n\nfirst second");
		}
	}

	private static WscatProcess curl(String... args) {
		List<String> all = new ArrayList<>(List.of("curl"));
		all.addAll(List.of(args));
		return Invocation.wscat(all.toArray(String[]::new)).noInput().start();
	}

	private WscatProcess in(String... args) {
		List<String> all = new ArrayList<>(List.of("curl"));
		all.addAll(List.of(args));
		return Invocation.wscat(all.toArray(String[]::new)).noInput().in(this.folder).start();
	}

	private static String out(String... args) {
		List<String> all = new ArrayList<>(List.of("-s"));
		all.addAll(List.of(args));
		return output(all);
	}

	private static String output(List<String> args) {
		try (WscatProcess curl = curl(args.toArray(String[]::new))) {
			return curl.exits(0).out();
		}
	}

}
