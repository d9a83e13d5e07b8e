package dev.wscat.net;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.wscat.net.OpenSession.RunningListener;
import dev.wscat.testing.Frame;
import dev.wscat.testing.RawPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * RFC 6455 section 4.2, Server-Side Requirements of the opening handshake.
 */
@SuppressWarnings("NullAway.Init")
class OpeningHandshakeTests {

	private static final String GOOD = RawPeer.upgradeRequest("localhost");

	private RunningListener listener;

	@BeforeEach
	void listen() {
		this.listener = new RunningListener(Gate.OPEN, List.of("https://friend.example"), RunningListener.wire());
	}

	@AfterEach
	void close() {
		this.listener.close();
	}

	@Test
	void theAnswerIsThatOfSection13() {
		try (RawPeer peer = send(GOOD)) {
			assertThat(peer.head()).startsWith("HTTP/1.1 101 ");
			assertThat(peer.header("Upgrade")).isEqualToIgnoringCase("websocket");
			assertThat(peer.header("Connection")).isEqualToIgnoringCase("upgrade");
			assertThat(peer.header("Sec-WebSocket-Accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
			assertThat(peer.header("Sec-WebSocket-Protocol")).isEmpty();
			assertThat(peer.header("Sec-WebSocket-Extensions")).as("none was offered").isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Upgrade: websocket | Upgrade: WebSocket", "Upgrade: websocket | UPGRADE: WEBSOCKET",
					"Connection: Upgrade | Connection: keep-alive, Upgrade",
					"Connection: Upgrade | connection: upgrade", "Connection: Upgrade | Connection: UPGRADE,close",
					"Host: localhost | host: [::1]:80", "Host: localhost | Host:",
					"Sec-WebSocket-Version: 13 | sec-websocket-version:13" })
	void tokensAndNamesOfHeadersAreReadWithoutRegardToCase(String line, String variant) {
		try (RawPeer peer = send(GOOD.replace(line, variant))) {
			assertThat(peer.head()).startsWith("HTTP/1.1 101 ");
			peer.send(Frame.close(1000, ""));
			assertThat(peer.readToEnd()).extracting(Frame::code).containsExactly(1000);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host: a b", "Host: ???[", "Host: %zz", "Host: \u00e4" })
	void aHostThatIsNoHostDoesNotBreakTheServer(String host) {
		String first;
		try (RawPeer peer = send(GOOD.replace("Host: localhost", host))) {
			first = peer.head();
		}
		assertThat(first).matches("(?s)HTTP/1.1 (101|400) .*");
		try (RawPeer next = send(GOOD)) {
			assertThat(next.head()).startsWith("HTTP/1.1 101 ");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Sec-WebSocket-Version: 12", "Sec-WebSocket-Version: 8", "Sec-WebSocket-Version: 14",
			"Sec-WebSocket-Version: 13, 8", "X-Nothing: 1" })
	void anotherVersionIsAnsweredBy426WithOurs(String version) {
		try (RawPeer peer = send(GOOD.replace("Sec-WebSocket-Version: 13", version))) {
			assertThat(peer.head()).startsWith("HTTP/1.1 426 ");
			assertThat(peer.header("Sec-WebSocket-Version")).isEqualTo("13");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "dGhl", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZSE=",
			"not base 64 at all!!!!==", "dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==" })
	void aKeyThatIsNot16BytesIsABadRequest(String key) {
		assertRefused(GOOD.replace(RawPeer.KEY, key), 400);
	}

	@Test
	void aRequestWithoutAKeyIsABadRequest() {
		assertRefused(GOOD.replace("Sec-WebSocket-Key: " + RawPeer.KEY + "\r\n", ""), 400);
	}

	@Test
	void aRequestWithoutAHostIsABadRequest() {
		assertRefused(GOOD.replace("Host: localhost\r\n", ""), 400);
	}

	@Test
	void aRequestWithTwoHostsIsABadRequest() {
		assertRefused(GOOD.replace("Host: localhost\r\n", "Host: localhost\r\nHost: other\r\n"), 400);
	}

	@Test
	void aConnectionHeaderWithoutUpgradeIsABadRequest() {
		assertRefused(GOOD.replace("Connection: Upgrade", "Connection: keep-alive"), 400);
	}

	@Test
	void aPostIsNoUpgrade() {
		assertRefused(GOOD.replace("GET ", "POST ").replace("\r\n\r\n", "\r\nContent-Length: 0\r\n\r\n"), 405);
	}

	@Test
	void http10IsTooOld() {
		assertRefused(GOOD.replace("HTTP/1.1", "HTTP/1.0"), 400);
	}

	@Test
	void anOrdinaryRequestIsToldToUpgrade() {
		try (RawPeer peer = send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
			assertThat(peer.head()).startsWith("HTTP/1.1 426 ");
			assertThat(peer.header("Upgrade")).isEqualToIgnoringCase("websocket");
			assertThat(peer.readBody()).contains("WebSocket");
		}
	}

	@Test
	void garbageIsNoRequest() {
		try (RawPeer peer = RawPeer.open("127.0.0.1", this.listener.port())) {
			peer.send(new byte[] { 0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0, '\r', '\n', '\r', '\n' });
			assertThat(peer.readBody()).doesNotContain(" 101 ");
		}
		assertThat(this.listener.hasNoSession()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost", "http://localhost:3000", "https://127.0.0.1:8443", "http://[::1]",
			"https://friend.example" })
	void pagesOfThisMachineAndOfAllowedOriginsAreLetIn(String origin) {
		try (RawPeer peer = send(RawPeer.upgradeRequest("localhost", "Origin: " + origin))) {
			assertThat(peer.head()).startsWith("HTTP/1.1 101 ");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example", "http://localhost.evil.example", "https://friend.example.evil.org",
			"null", "http://friend.example", "http://127.0.0.1.evil.example", "https://evil.example/localhost",
			"http://evil@localhost.example" })
	void pagesOfOtherOriginsAreRefused(String origin) {
		assertRefused(RawPeer.upgradeRequest("localhost", "Origin: " + origin), 403);
		assertThat(this.listener.nextLog()).contains("403").contains(origin.toLowerCase(Locale.ROOT));
	}

	@Test
	void aNamePointedAtThisMachineDoesNotMakeItsPagesLocal() {
		assertRefused(RawPeer.upgradeRequest("evil.example", "Origin: http://evil.example"), 403);
	}

	@Test
	void anAsteriskLetsAllPagesIn() {
		try (RunningListener open = new RunningListener(Gate.OPEN, List.of("*"), RunningListener.wire());
				RawPeer peer = RawPeer.connect(open.port(), "Origin: https://evil.example")) {
			assertThat(peer.head()).startsWith("HTTP/1.1 101 ");
		}
	}

	@Test
	void aSecondClientGets503WithABodyAndTheFirstIsNotDisturbed() {
		try (RunningListener one = new RunningListener(new OneAtATime(), List.of(), RunningListener.wire());
				RawPeer first = RawPeer.connect(one.port())) {
			Session session = one.next();
			session.batches().doOnNext(MessageBatch::release).subscribe();
			try (RawPeer second = RawPeer.open("127.0.0.1", one.port())) {
				assertThat(second.request(GOOD)).startsWith("HTTP/1.1 503 ");
				assertThat(second.readBody()).contains("one client");
			}
			assertThat(one.nextLog()).contains("503");
			first.send(Frame.ping("still there"));
			assertThat(first.read().text()).isEqualTo("still there");
			first.send(Frame.close(1000, ""));
			assertThat(first.readToEnd()).hasSize(1);
			OpenSession.get(session.ended().toFuture());
		}
	}

	@Test
	void thePlaceIsFreeAgainForTheNextClient() {
		OneAtATime gate = new OneAtATime();
		try (RunningListener one = new RunningListener(gate, List.of(), RunningListener.wire())) {
			for (int i = 0; i < 3; i++) {
				RawPeer peer = RawPeer.open("127.0.0.1", one.port());
				// a place is given back a moment after the last session's end
				while (!peer.request(GOOD).contains(" 101 ")) {
					peer.close();
					peer = RawPeer.open("127.0.0.1", one.port());
				}
				peer.send(Frame.close(1000, ""));
				assertThat(peer.readToEnd()).hasSize(1);
				peer.close();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host:", "Host: a b", "Host: %zz" })
	void aClientWhoseHostIsNoHostDoesNotTakeThePlaceForEver(String host) {
		try (RunningListener one = new RunningListener(new OneAtATime(), List.of(), RunningListener.wire())) {
			try (RawPeer odd = RawPeer.open("127.0.0.1", one.port())) {
				odd.send(GOOD.replace("Host: localhost", host).getBytes(StandardCharsets.US_ASCII));
				odd.shutdownOutput();
				odd.readBody();
			}
			// a place is given back a moment after the end
			for (int i = 0; i < 1000; i++) {
				try (RawPeer good = RawPeer.open("127.0.0.1", one.port())) {
					if (good.request(GOOD).contains(" 101 ")) {
						return;
					}
				}
			}
			throw new AssertionError("the place is still taken");
		}
	}

	@Test
	void aRefusedClientDoesNotTakeThePlace() {
		try (RunningListener one = new RunningListener(new OneAtATime(), List.of(), RunningListener.wire())) {
			try (RawPeer bad = RawPeer.open("127.0.0.1", one.port())) {
				assertThat(bad.request(GOOD.replace(RawPeer.KEY, "x"))).contains(" 400 ");
			}
			try (RawPeer good = RawPeer.connect(one.port())) {
				assertThat(good.head()).contains(" 101 ");
			}
		}
	}

	@Test
	void aClientThatSaysNothingIsDroppedAfterTheHandshakeTimeout() {
		try (RunningListener hasty = new RunningListener(Gate.OPEN,
				new ListenOptions(null, 0, List.of(), Duration.ofMillis(100), 1, RunningListener.wire()));
				RawPeer silent = RawPeer.open("127.0.0.1", hasty.port())) {
			assertThat(silent.readBody()).doesNotContain(" 101 ");
		}
	}

	@Test
	void theHandshakeTimeoutDoesNotCutAnOpenSessionOff() {
		try (RunningListener hasty = new RunningListener(Gate.OPEN,
				new ListenOptions(null, 0, List.of(), Duration.ofMillis(100), 1, RunningListener.wire()));
				RawPeer silent = RawPeer.open("127.0.0.1", hasty.port());
				RawPeer peer = RawPeer.connect(hasty.port())) {
			hasty.next().batches().doOnNext(MessageBatch::release).subscribe();
			// dropped after the timeout, which is a clock for the test
			assertThat(silent.readBody()).doesNotContain(" 101 ");
			try (RawPeer later = RawPeer.open("127.0.0.1", hasty.port())) {
				assertThat(later.readBody()).doesNotContain(" 101 ");
			}
			peer.send(Frame.ping("still there"));
			assertThat(peer.read().text()).isEqualTo("still there");
		}
	}

	@Test
	void framesInTheSamePacketAsTheRequestAreNotLost() {
		try (RawPeer peer = RawPeer.open("127.0.0.1", this.listener.port())) {
			byte[] request = GOOD.getBytes(StandardCharsets.US_ASCII);
			byte[] ping = Frame.ping("eager").bytes(true);
			byte[] both = Arrays.copyOf(request, request.length + ping.length);
			System.arraycopy(ping, 0, both, request.length, ping.length);
			peer.send(both);
			assertThat(peer.readHead()).contains(" 101 ");
			this.listener.next().batches().doOnNext(MessageBatch::release).subscribe();
			assertThat(peer.read().text()).isEqualTo("eager");
		}
	}

	private RawPeer send(String request) {
		RawPeer peer = RawPeer.open("127.0.0.1", this.listener.port());
		peer.request(request);
		return peer;
	}

	private void assertRefused(String request, int status) {
		try (RawPeer peer = send(request)) {
			assertThat(peer.head()).matches("(?s)HTTP/1.[01] " + status + " .*");
			assertThat(peer.readBody()).as("the body says why").isNotBlank();
		}
		assertThat(this.listener.hasNoSession()).isTrue();
	}

}
