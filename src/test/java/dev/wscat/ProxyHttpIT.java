package dev.wscat;

import java.nio.charset.StandardCharsets;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The proxy with plain HTTP, RFC 9110 and RFC 9112.
 */
class ProxyHttpIT {

	private final RawServer target = new RawServer();

	private final WscatProcess proxy = Invocation
		.wscat("proxy-server", "--port=0", "--http", "--connect-timeout=1s", "--remote_host",
				"ws://localhost:" + this.target.port() + "/base")
		.start();

	private final RawPeer client = RawPeer.open("localhost", this.proxy.port());

	@AfterEach
	void end() {
		this.client.close();
		this.proxy.close();
		this.target.close();
	}

	@Test
	void passesARequestAndItsAnswerWithoutWhatIsBetweenNeighbours() {
		send("POST /a?b=c HTTP/1.1\r\nHost: there:1\r\nConnection: X-Near, keep-alive\r\nX-Near: 1\r\nX-Far: 2\r\n"
				+ "TE: trailers\r\nContent-Length: 3\r\n\r\nabc");
		RawPeer server = this.target.acceptTcp();
		assertThat(server.readHead()).startsWith("POST /base/a?b=c HTTP/1.1\r\n")
			.containsIgnoringCase("host: localhost:" + this.target.port() + "\r\n")
			.containsIgnoringCase("content-length: 3\r\n")
			.contains("X-Far: 2", "X-Forwarded-Host: there:1")
			.doesNotContainIgnoringCase("x-near", "te:", "reactor");
		assertThat(server.readBytes(3)).asString().isEqualTo("abc");
		answer(server,
				"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 201 Made\r\nConnection: X-Hop\r\nX-Hop: 1\r\n"
						+ "X-Kept: 1\r\nContent-Length: 2\r\n\r\nok");
		assertThat(this.client.readHead()).startsWith("HTTP/1.1 201 ")
			.contains("X-Kept: 1")
			.containsIgnoringCase("content-length: 2\r\n")
			.doesNotContain("X-Hop");
		assertThat(this.client.readBytes(2)).asString().isEqualTo("ok");
	}

	@Test
	void bodiesPassAsTheyComeBothWays() {
		send("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
		RawPeer server = this.target.acceptTcp();
		assertThat(server.readHead()).containsIgnoringCase("transfer-encoding: chunked");
		assertThat(server.readBytes(8)).asString().isEqualTo("3\r\nabc\r\n");
		send("2\r\nde\r\n0\r\n\r\n");
		assertThat(server.readBytes(12)).asString().isEqualTo("2\r\nde\r\n0\r\n\r\n");
		answer(server, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
		assertThat(this.client.readHead()).containsIgnoringCase("transfer-encoding: chunked");
		assertThat(this.client.readBytes(6)).asString().isEqualTo("1\r\nx\r\n");
		answer(server, "0\r\n\r\n");
		assertThat(this.client.readBytes(5)).asString().isEqualTo("0\r\n\r\n");
	}

	@Test
	void theClientKeepsItsConnectionAndCanUpgradeIt() {
		for (String path : new String[] { "/one", "/two" }) {
			send("HEAD " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
			RawPeer server = this.target.acceptTcp();
			assertThat(server.readHead()).startsWith("HEAD /base" + path);
			answer(server, "HTTP/1.1 200 OK\r\nContent-Length: 123\r\n\r\n");
			assertThat(this.client.readHead()).containsIgnoringCase("content-length: 123\r\n");
		}
		send(RawPeer.upgradeRequest("a"));
		RawPeer server = this.target.accept();
		assertThat(this.client.readHead()).startsWith("HTTP/1.1 101 ");
		this.client.send(Frame.text("hello"));
		assertThat(server.read().text()).isEqualTo("hello");
	}

	@Test
	void anAnswerThatIsCutOffIsSeenToBe() {
		send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
		RawPeer server = this.target.acceptTcp();
		server.readHead();
		answer(server, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
		this.client.readHead();
		assertThat(this.client.readBytes(3)).asString().isEqualTo("abc");
		server.close();
		assertThat(this.client.readBody()).isEmpty();
		this.proxy.awaitErr("broken off");
	}

	@Test
	void aServerThatSaysNothingIs504AndOneThatIsGone502() {
		send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
		this.target.acceptTcp().readHead();
		assertThat(this.client.readHead()).startsWith("HTTP/1.1 504 ");
		this.target.close();
		try (RawPeer second = RawPeer.open("localhost", this.proxy.port())) {
			assertThat(second.request("GET / HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 502 ");
		}
	}

	@ParameterizedTest
	@CsvSource({ "GET http://other/ HTTP/1.1|Host: a|, 400", "CONNECT a:80 HTTP/1.1|Host: a|, 405",
			"TRACE / HTTP/1.1|Host: a|, 405", "GET / HTTP/1.1|Host: a|Host: b|, 400", "GET / HTTP/1.1|, 400",
			"GET / HTTP/1.1|Host: a\"b|, 400",
			"POST / HTTP/1.1|Host: a|Content-Length: 3|Transfer-Encoding: chunked|, 400",
			"POST / HTTP/1.1|Host: a|Content-Length: 3|Content-Length: 4|, 400",
			"POST / HTTP/1.1|Host: a|Transfer-Encoding: x, 501",
			"POST / HTTP/1.1|Host: a|Transfer-Encoding: xchunked|, 501",
			"POST / HTTP/1.1|Host: a|Transfer-Encoding : chunked|, 400",
			"POST / HTTP/1.0|Host: a|Transfer-Encoding: chunked|, 400",
			"POST / HTTP/1.1|Host: a|Content-Length: +3|, 400" })
	void whatTwoServersCouldReadInTwoWaysIsRefused(String request, int status) {
		send(request.replaceFirst("\\|?$", "|").replace("|", "\r\n") + "\r\n");
		assertThat(this.client.readHead()).startsWith("HTTP/1.1 " + status);
	}

	private void send(String request) {
		this.client.send(request.getBytes(StandardCharsets.US_ASCII));
	}

	private static void answer(RawPeer server, String response) {
		server.send(response.getBytes(StandardCharsets.US_ASCII));
	}

}
