package dev.wscat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import dev.wscat.testing.EchoSite;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.TlsFixture;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What goes wrong ends with curl's code and one line, and nothing of what came is lost.
 */
@SuppressWarnings("NullAway.Init")
class CurlFaultsIT {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "18; short; Content-Length: 100\\r\\n\\r\\nshort",
			"18; hello; Transfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nhello\\r\\n",
			"56; hello; Transfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nhello\\r\\nzz\\r\\nxx",
			"61; ''; Content-Encoding: gzip\\r\\n\\r\\nthis is no gzip", "61; ''; Content-Encoding: br\\r\\n\\r\\nx",
			"61; ''; Transfer-Encoding: gzip, chunked\\r\\n\\r\\n1\\r\\nx\\r\\n0\\r\\n\\r\\n",
			"8; ''; Content-Length: -5\\r\\n\\r\\nx", "8; ''; Content-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\nxx",
			"0; until it ends; Connection: close\\r\\n\\r\\nuntil it ends",
			"63; ''; Content-Length: 1001\\r\\n\\r\\nx" })
	void aBrokenResponse(int status, String printed, String answer) {
		try (RawServer server = new RawServer();
				WscatProcess curl = start("-sS", "--compressed", "--max-filesize", "1000", url(server))) {
			answer(server, "HTTP/1.1 200 OK\r\n" + answer.strip().replace("\\r\\n", "\r\n"));
			curl.exits(status).printed(printed).saidNot("\tat ");
			assertThat(curl.err()).matches((status == 0) ? "" : "wscat: \\(" + status + "\\) [^\n]+\n");
		}
	}

	@ParameterizedTest
	@CsvSource({ "52,''", "8,garbage" })
	void noResponse(int status, String answer) {
		try (RawServer server = new RawServer(); WscatProcess curl = start("-sS", url(server))) {
			answer(server, answer.isEmpty() ? "" : answer + "\r\n\r\n");
			curl.exits(status).printed("").said("(" + status + ") ");
		}
	}

	@Test
	void anInterimResponseIsNotTheResponse() {
		try (RawServer server = new RawServer(); WscatProcess curl = start("-sS", url(server))) {
			answer(server, "HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
					+ "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody");
			curl.exits(0).printed("body");
		}
	}

	@Test
	void aServerThatNeverAnswersIsGivenUp() {
		try (RawServer server = new RawServer(); WscatProcess curl = start("-sS", "-m", "300ms", url(server))) {
			curl.exits(28).said("(28) ");
		}
	}

	@Test
	void whatCameBeforeTheTimeWasOverIsKept() throws IOException {
		Path file = this.folder.resolve("file");
		try (RawServer server = new RawServer();
				WscatProcess curl = start("-sS", "-m", "5s", "-o", file.toString(), url(server))) {
			RawPeer peer = server.acceptTcp();
			peer.readHead();
			peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1234".getBytes(StandardCharsets.US_ASCII));
			curl.exits(28).said("with 4 of 10 bytes received");
		}
		assertThat(file).hasContent("1234");
	}

	@Test
	void nobodyListens() throws IOException {
		int port;
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			port = free.getLocalPort();
		}
		try (WscatProcess curl = start("-sS", "http://127.0.0.1:" + port)) {
			curl.exits(7).said("(7) cannot connect to http://127.0.0.1:" + port + ": connection refused");
		}
		try (WscatProcess curl = start("-s", "-w", "%{exitcode} %{errormsg}", "http://127.0.0.1:" + port)) {
			curl.exits(7);
			assertThat(curl.out()).startsWith("7 cannot connect");
			assertThat(curl.err()).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "1,ftp://host/", "3,http://host:99999/", "3,http://ho st/", "6,http://nosuchhost.invalid/",
			"26,-T|/no/such|http://127.0.0.1:1/", "26,-d|@/no/such|http://127.0.0.1:1/",
			"26,-F|a=@/no/such|http://127.0.0.1:1/", "77,--cacert|/no/such|https://127.0.0.1:1/",
			"58,--cert|/no/such|https://127.0.0.1:1/", "5,-x|nosuchhost.invalid:1|http://a/", "2,-X|a b|http://a/",
			"2,--nonsense|http://a/", "2,-d|x|-F|a=b|http://a/", "2,-I|-d|x|http://a/", "2,-F|x|http://a/",
			"2,-z|someday|http://a/", "2,-d|x" })
	void nothingIsAsked(int status, String args) {
		try (WscatProcess curl = start(("-sS|" + args).split("\\|"))) {
			curl.exits(status).printed("").saidNot("\tat ");
			assertThat(curl.err()).startsWith("wscat: ");
		}
	}

	@Test
	void aHeaderCannotBringAnother() {
		try (WscatProcess curl = start("-H", "X: a\r\nEvil: b", "http://127.0.0.1:1/")) {
			curl.exits(2).said("control character");
		}
		try (WscatProcess curl = start("-A", "a\nEvil: b", "http://127.0.0.1:1/")) {
			curl.exits(2).said("control character");
		}
	}

	@Test
	void tooManyRedirects() {
		try (EchoSite site = EchoSite.plain()) {
			try (WscatProcess curl = start("-sSL", "--max-redirs", "3", "-w", "%{num_redirects}", site.url("/loop"))) {
				curl.exits(47).printed("3").said("(47) gave up after 3 redirects");
			}
			try (WscatProcess curl = start("-sSL", site.url("/to/?ftp://host/"))) {
				curl.exits(1);
			}
			try (WscatProcess curl = start("-sSL", site.url("/to/?http://host:99999/"))) {
				curl.exits(3);
			}
			try (WscatProcess curl = Invocation.wscat("curl", "-sSL", "-T", "-", site.url("/redirect/307"))
				.input("x")
				.start()) {
				curl.exits(65);
			}
		}
	}

	@Test
	void aStatusIsAFailureOnlyWhenItIsAsked() {
		try (EchoSite site = EchoSite.plain()) {
			try (WscatProcess curl = start("-sSf", "-o", "file", site.url("/status/404"))) {
				curl.exits(22).said("(22) the server answered 404 Not Found");
			}
			assertThat(this.folder.resolve("file")).doesNotExist();
			try (WscatProcess curl = start("-s", "--fail-with-body", site.url("/status/500"))) {
				curl.exits(22).printed("status 500");
				assertThat(curl.err()).isEmpty();
			}
		}
	}

	@Test
	void triesAgainWhileTheServerIsBusy() {
		try (RawServer server = new RawServer();
				WscatProcess curl = start("-s", "--retry", "2", "--retry-delay", "10ms", "-d", "x", url(server))) {
			answer(server, "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy");
			answer(server, "HTTP/1.1 429 Slow\r\nRetry-After: 100\r\nContent-Length: 4\r\n\r\nslow");
			assertThat(answer(server, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone")).startsWith("POST / ");
			curl.exits(0).printed("done");
		}
	}

	@Test
	void withNoTryLeftTheAnswerIsWhatItIs() {
		try (RawServer server = new RawServer();
				WscatProcess curl = start("-s", "--retry", "1", "--retry-delay", "10ms", url(server))) {
			answer(server, "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy");
			answer(server, "HTTP/1.1 503 Busy\r\nContent-Length: 5\r\n\r\nbusy2");
			curl.exits(0).printed("busy2");
		}
	}

	@Test
	void aSmallBodyThatBecomesALargeOneDoesNotFillTheMemory() throws IOException {
		ByteArrayOutputStream bomb = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
			for (int i = 0; i < 200; i++) {
				out.write(new byte[1 << 20]);
			}
		}
		Path file = this.folder.resolve("file");
		try (RawServer server = new RawServer();
				WscatProcess curl = Invocation.wscat("curl", "-s", "--compressed", "-o", file.toString(), url(server))
					.java("-Xmx32m", "-XX:MaxDirectMemorySize=32m")
					.start()) {
			RawPeer peer = server.acceptTcp();
			peer.readHead();
			peer.send(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			peer.send(bomb.toByteArray());
			curl.exits(0);
		}
		assertThat(file).hasSize(200L << 20);
	}

	@Test
	void stdoutThatIsNotReadSlowsTheServerDown() {
		try (EchoSite site = EchoSite.plain();
				WscatProcess curl = Invocation
					.wscat("curl", "-sS", "-w", "%{stderr}%{size_download}", site.url("/long/8192"))
					.java("-Xmx32m", "-XX:MaxDirectMemorySize=32m")
					.readUntil("\0")
					.start()) {
			curl.exits(23).said("(23) cannot write standard output");
		}
	}

	@Test
	void aTerminalIsNotDrivenByAServer() {
		Assumptions.assumeTrue(Invocation.isTerminalAvailable());
		try (RawServer server = new RawServer();
				WscatProcess curl = Invocation.wscat("curl", "-sSi", url(server)).onTerminal().start()) {
			answer(server, "HTTP/1.1 200 OK\r\nX: \u001b]0;owned\u0007\r\nContent-Length: 4\r\n\r\nbody");
			curl.exits(0);
			assertThat(curl.out()).contains("X: \\x1b]0;owned\\x07").endsWith("body").doesNotContain("\u001b");
		}
		try (RawServer server = new RawServer();
				WscatProcess curl = Invocation.wscat("curl", "-sS", url(server)).onTerminal().start()) {
			answer(server, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\na\0bc");
			curl.exits(23);
			assertThat(curl.out()).contains("binary output can mess up your terminal").doesNotContain("\0");
		}
	}

	@Test
	void certificatesAreCheckedAndHttp2IsAgreedOn() {
		try (EchoSite site = EchoSite.tls("server"); EchoSite expired = EchoSite.tls("expired")) {
			try (WscatProcess curl = start("-sS", site.url("/echo"))) {
				curl.exits(60).printed("");
			}
			String[] trusting = { "-sS", "--cacert", TlsFixture.file("ca.pem"), "-w", "%{http_version}" };
			try (WscatProcess curl = start(with(trusting, "-d", "a=b", site.url("/echo")))) {
				assertThat(curl.exits(0).out()).startsWith("POST /echo\n").endsWith("a=b2");
			}
			try (WscatProcess curl = start(with(trusting, "--http1.1", site.url("/echo")))) {
				assertThat(curl.exits(0).out()).startsWith("GET /echo\n").endsWith("1.1");
			}
			try (WscatProcess curl = start(with(trusting, expired.url("/echo")))) {
				curl.exits(60).said("expired");
			}
			try (WscatProcess curl = start("-sSk", "-o", "/dev/null", "-w", "%{size_download}",
					expired.url("/long/100"))) {
				curl.exits(0).printed(Integer.toString(100 << 16));
			}
		}
	}

	@Test
	void http2WithoutAsking() {
		try (EchoSite site = EchoSite.plain();
				WscatProcess curl = start("-sSi", "--http2-prior-knowledge", "-T", TlsFixture.file("ca.pem"),
						site.url("/sum"))) {
			assertThat(curl.exits(0).out()).startsWith("HTTP/2 200 \r\n").containsPattern("bytes \\d{3,}$");
		}
	}

	@Test
	void plainHttpIsNoTls() {
		try (EchoSite site = EchoSite.plain(); WscatProcess curl = start("-sSk", "https://127.0.0.1:" + site.port())) {
			curl.exits(35);
		}
	}

	@Test
	void aSignalEndsATransfer() throws IOException {
		Path file = this.folder.resolve("file");
		try (RawServer server = new RawServer(); WscatProcess curl = start("-o", file.toString(), url(server))) {
			RawPeer peer = server.acceptTcp();
			peer.readHead();
			curl.interrupt().exits(130);
			assertThat(Files.exists(file)).isFalse();
		}
	}

	private static String url(RawServer server) {
		return "http://127.0.0.1:" + server.port() + "/";
	}

	/** Answers the next request, and closes; returns the head of the request. */
	private static String answer(RawServer server, String response) {
		try (RawPeer peer = server.acceptTcp()) {
			String head = peer.readHead();
			peer.send(response.getBytes(StandardCharsets.ISO_8859_1));
			peer.shutdownOutput();
			try {
				peer.readBody();
			}
			catch (UncheckedIOException ex) {
				// it had enough
			}
			return head;
		}
	}

	private static String[] with(String[] some, String... more) {
		List<String> all = new ArrayList<>(List.of(some));
		all.addAll(List.of(more));
		return all.toArray(String[]::new);
	}

	private WscatProcess start(String... args) {
		return Invocation.wscat(with(new String[] { "curl" }, args)).noInput().in(this.folder).start();
	}

}
