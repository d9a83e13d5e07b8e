package dev.wscat.net;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client asks for, and which answers it takes: RFC 6455 section 4.1.
 */
class UpgradeRequestTests {

	private final RawServer server = new RawServer();

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void theUsersHeadersReplaceOursAndAllOfOneNameAreSentInOrder() {
		String head = head(Dialing.headers("X-A", "1", "User-Agent", "me", "X-A", "2", "host", "other:1", "Origin",
				"http://page", "authorization", "Mine x"), (url) -> url.replace("//", "//u:p@"));
		assertThat(lines(head, "x-a")).containsExactly("X-A: 1", "X-A: 2");
		assertThat(lines(head, "user-agent")).containsExactly("User-Agent: me");
		assertThat(lines(head, "host")).containsExactly("host: other:1");
		assertThat(lines(head, "origin")).containsExactly("Origin: http://page");
		assertThat(lines(head, "authorization")).containsExactly("authorization: Mine x");
	}

	@Test
	void withoutWishesThereIsNoOriginAndWeAreWscat() {
		String head = head(UpgradeOptions.PLAIN, UnaryOperator.identity());
		assertThat(lines(head, "origin")).isEmpty();
		assertThat(lines(head, "authorization")).isEmpty();
		assertThat(lines(head, "user-agent")).containsExactly("user-agent: wscat");
		assertThat(lines(head, "host")).containsExactly("host: 127.0.0.1:" + this.server.port());
	}

	@ParameterizedTest
	@CsvSource({ "user:pass, user:pass", "user, user", "u%40h:p%3A%C3%A4%25, u@h:p:\u00e4%", "a:b@c, a:b@c" })
	void theUserOfAUrlLogsInAndIsNotPartOfTheHost(String typed, String decoded) {
		String head = head(UpgradeOptions.PLAIN, (url) -> url.replace("//", "//" + typed + "@"));
		assertThat(lines(head, "authorization")).containsExactly("authorization: " + Credentials.basic(decoded));
		assertThat(lines(head, "host")).containsExactly("host: 127.0.0.1:" + this.server.port());
	}

	@Test
	void credentialsOfAnOptionCountMoreThanThoseOfTheUrl() {
		UpgradeOptions options = new UpgradeOptions(List.of(), "Bearer t", List.of(), false, UpgradeOptions.VERSION, 0,
				null);
		assertThat(lines(head(options, (url) -> url.replace("//", "//u:p@")), "authorization"))
			.containsExactly("authorization: Bearer t");
	}

	@Test
	void beforeVersion13TheOriginHasAnotherName() {
		UpgradeOptions old = new UpgradeOptions(Dialing.headers("Origin", "http://page").headers(), null, List.of(),
				false, 8, 0, null);
		String head = head(old, UnaryOperator.identity());
		assertThat(lines(head, "sec-websocket-version")).containsExactly("sec-websocket-version: 8");
		assertThat(lines(head, "origin")).isEmpty();
		assertThat(lines(head, "sec-websocket-origin")).containsExactly("Sec-WebSocket-Origin: http://page");
	}

	@Test
	void theSubprotocolsAreOfferedAndTheChosenOneIsKnown() {
		try (Dialing dialing = dial(Dialing.subprotocols(false, "one", "two"))) {
			try (RawPeer peer = this.server.accept("Sec-WebSocket-Protocol: two")) {
				assertThat(peer.header("Sec-WebSocket-Protocol")).isEqualTo("one, two");
				assertThat(dialing.session().getHandshakeInfo().getSubProtocol()).isEqualTo("two");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "three", "one, two", "ONE", "" })
	void aSubprotocolThatWasNotOfferedIsRefused(String chosen) {
		for (boolean optional : new boolean[] { false, true }) {
			try (Dialing dialing = dial(Dialing.subprotocols(optional, "one", "two"));
					RawPeer peer = this.server.accept("Sec-WebSocket-Protocol: " + chosen)) {
				CliException failure = dialing.failure();
				assertThat(failure.exitCode()).isEqualTo(ExitCode.UPGRADE_REFUSED);
				assertThat(failure.line()).contains("'" + chosen + "'", "not offered");
				assertThat(peer.readToEnd()).isEmpty();
			}
		}
	}

	@Test
	void aSubprotocolNobodyAskedForIsRefused() {
		try (Dialing dialing = dial(UpgradeOptions.PLAIN);
				RawPeer peer = this.server.accept("Sec-WebSocket-Protocol: one")) {
			assertThat(dialing.failure().exitCode()).isEqualTo(ExitCode.UPGRADE_REFUSED);
			assertThat(peer.readToEnd()).isEmpty();
		}
	}

	@Test
	void aServerThatChoosesNoSubprotocolIsRefusedUnlessThatIsAllowed() {
		try (Dialing strict = dial(Dialing.subprotocols(false, "one")); RawPeer peer = this.server.accept()) {
			assertThat(strict.failure().line()).contains("no subprotocol of one", "--subprotocol-optional");
			assertThat(peer.readToEnd()).isEmpty();
		}
		try (Dialing lenient = dial(Dialing.subprotocols(true, "one")); RawPeer peer = this.server.accept()) {
			assertThat(peer.header("Sec-WebSocket-Protocol")).isEqualTo("one");
			assertThat(lenient.session().getHandshakeInfo().getSubProtocol()).isNull();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "text/plain|no \u00e4ccess|no \u00e4ccess", "application/json|{\"a\":1}|{\"a\":1}",
					"image/png|abc|not plain text: 3 bytes", "text/html|a\0b|not plain text: 3 bytes" })
	void aRefusalIsToldWithStatusHeadersAndABodyOfText(String type, String body, String told) {
		try (Dialing dialing = dial(UpgradeOptions.PLAIN); RawPeer peer = this.server.acceptTcp()) {
			peer.readHead();
			answer(peer, "418 I am a teapot", body, "Content-Type: " + type, "X-Why: because", "Set-Cookie: k=hunter2");
			CliException failure = dialing.failure();
			assertThat(failure.exitCode()).isEqualTo(ExitCode.UPGRADE_REFUSED);
			assertThat(failure.line()).contains("418 I am a teapot", "X-Why: because", told).doesNotContain("hunter2");
		}
	}

	@Test
	void theBodyOfARefusalIsReadInItsCharset() {
		try (Dialing dialing = dial(UpgradeOptions.PLAIN); RawPeer peer = this.server.acceptTcp()) {
			peer.readHead();
			peer.send(
					"HTTP/1.1 403 No\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Length: 1\r\n\r\n\u00e4"
						.getBytes(StandardCharsets.ISO_8859_1));
			assertThat(dialing.failure().line()).endsWith("\u00e4");
		}
	}

	static void answer(RawPeer peer, String status, String body, String... headers) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
		for (String header : headers) {
			head.append(header).append("\r\n");
		}
		head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
		peer.send(head.toString().getBytes(StandardCharsets.ISO_8859_1));
		peer.send(bytes);
	}

	private Dialing dial(UpgradeOptions options) {
		return new Dialing(this.server.uri(), Dialing.asking(options));
	}

	private String head(UpgradeOptions options, UnaryOperator<String> change) {
		try (Dialing dialing = new Dialing(URI.create(change.apply(this.server.url())), Dialing.asking(options));
				RawPeer peer = this.server.accept()) {
			assertThat(dialing.session().isOpen()).isTrue();
			return peer.head();
		}
	}

	private static List<String> lines(String head, String name) {
		return head.lines().filter((line) -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1)).toList();
	}

}
