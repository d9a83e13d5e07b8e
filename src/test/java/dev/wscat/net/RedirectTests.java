package dev.wscat.net;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Redirects: followed if wanted, with an end, and without secrets to others.
 */
class RedirectTests {

	private static final UpgradeOptions SECRETS = Dialing.headers("Cookie", "a=b", "X-Api-Token", "t", "Host", "first",
			"X-Plain", "p", "Proxy-Authorization", "x");

	private final RawServer first = new RawServer();

	private final RawServer second = new RawServer();

	@AfterEach
	void close() {
		this.first.close();
		this.second.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void aRedirectOnTheSameServerKeepsCredentialsAndHeaders(int status) {
		try (Dialing dialing = follow("ws://u:p@127.0.0.1:" + this.first.port() + "/a", SECRETS, 10)) {
			redirect(this.first, status + " Elsewhere", "/b?c=d");
			try (RawPeer peer = this.first.accept()) {
				assertThat(peer.head()).startsWith("GET /b?c=d HTTP/1.1\r\n");
				assertThat(peer.header("Authorization")).isEqualTo(Credentials.basic("u:p"));
				assertThat(peer.header("Cookie")).isEqualTo("a=b");
				assertThat(peer.header("Host")).isEqualTo("first");
				assertThat(dialing.session().isOpen()).isTrue();
				assertThat(dialing.log()).singleElement()
					.asString()
					.contains("redirected to ws://127.0.0.1:" + this.first.port() + "/b?c=d", status + " Elsewhere")
					.doesNotContain("u:p", "credentials");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "ws", "HTTP" })
	void anotherServerGetsNoSecretsAndTheFirstGetsThemAgain(String scheme) {
		try (Dialing dialing = follow("ws://u:p@127.0.0.1:" + this.first.port() + "/a", SECRETS, 10)) {
			redirect(this.first, "302 Found", scheme + "://x:y@127.0.0.1:" + this.second.port() + "/b");
			String head = redirect(this.second, "302 Found", this.first.url());
			assertThat(head).startsWith("GET /b HTTP/1.1\r\n")
				.containsIgnoringCase("\r\nhost: 127.0.0.1:" + this.second.port() + "\r\n")
				.contains("X-Plain: p")
				.doesNotContainIgnoringCase("authorization")
				.doesNotContainIgnoringCase("cookie")
				.doesNotContainIgnoringCase("x-api-token");
			try (RawPeer peer = this.first.accept()) {
				assertThat(peer.header("Authorization")).isEqualTo(Credentials.basic("u:p"));
				assertThat(dialing.session().isOpen()).isTrue();
			}
			assertThat(dialing.log().get(0)).contains("without credentials").doesNotContain("x:y");
		}
	}

	@Test
	void redirectsThatGoRoundEnd() {
		try (Dialing dialing = follow(this.first.url(), UpgradeOptions.PLAIN, 10)) {
			redirect(this.first, "302 Found", "/other");
			redirect(this.first, "302 Found", "/chat");
			assertFailed(dialing, "go round");
		}
	}

	@Test
	void noMoreAreFollowedThanAllowed() {
		try (Dialing dialing = follow(this.first.url(), UpgradeOptions.PLAIN, 2)) {
			for (int i = 0; i < 3; i++) {
				redirect(this.first, "302 Found", "/" + i);
			}
			assertFailed(dialing, "2 redirects");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://host/", "file:///etc/passwd", "ws+unix:/tmp/s:/", "http://", "http://a b/%zz",
			"ws://host:99999999999/", "javascript:1" })
	void aRedirectToWhatIsNoWebSocketIsAnError(String location) {
		try (Dialing dialing = follow(this.first.url(), UpgradeOptions.PLAIN, 10)) {
			redirect(this.first, "302 Found", location);
			assertFailed(dialing, "cannot follow the redirect to " + location);
		}
	}

	@Test
	void unlessAskedForNoneIsFollowed() {
		try (Dialing dialing = follow(this.first.url(), UpgradeOptions.PLAIN, 0)) {
			redirect(this.first, "302 Found", "/b");
			assertFailed(dialing, "Location: /b\n", "--follow-redirects");
		}
	}

	@Test
	void withoutALocationItIsARefusal() {
		try (Dialing dialing = follow(this.first.url(), UpgradeOptions.PLAIN, 10);
				RawPeer peer = this.first.acceptTcp()) {
			peer.readHead();
			UpgradeRequestTests.answer(peer, "302 Found", "nowhere");
			assertFailed(dialing, "302 Found", "nowhere");
		}
	}

	@Test
	void cookiesSetOnTheWayAreSentToThoseTheyAreForAndASecondVisitIsNoRound(@TempDir Path folder) {
		CookieJar jar = CookieJar.open(folder.resolve("jar"));
		DialOptions options = Dialing.asking(Dialing.redirects(UpgradeOptions.PLAIN, 10, jar));
		try (Dialing dialing = new Dialing(this.first.uri(), options)) {
			String before = redirect(this.first, "302 Found", "/chat", "Set-Cookie: id=7; Path=/");
			assertThat(before).doesNotContainIgnoringCase("cookie");
			try (RawPeer peer = this.first.accept("Set-Cookie: open=1; Path=/chat")) {
				assertThat(peer.header("Cookie")).isEqualTo("id=7");
				assertThat(dialing.session().isOpen()).isTrue();
			}
		}
		CookieJar read = CookieJar.open(folder.resolve("jar"));
		assertThat(read.cookiesFor(new Target(this.first.uri()))).isEqualTo("open=1; id=7");
		assertThat(read.cookiesFor(new Target(URI.create("ws://localhost/chat")))).isEmpty();
	}

	private static void assertFailed(Dialing dialing, String... told) {
		CliException failure = dialing.failure();
		assertThat(failure.exitCode()).isEqualTo(ExitCode.UPGRADE_REFUSED);
		assertThat(failure.line()).contains(told);
	}

	private static Dialing follow(String url, UpgradeOptions options, int most) {
		return new Dialing(URI.create(url), Dialing.asking(Dialing.redirects(options, most, null)));
	}

	private static String redirect(RawServer server, String status, String location, String... headers) {
		try (RawPeer peer = server.acceptTcp()) {
			String head = peer.readHead();
			List<String> all = new ArrayList<>(List.of(headers));
			all.add("Location: " + location);
			UpgradeRequestTests.answer(peer, status, "", all.toArray(new String[0]));
			return head;
		}
	}

}
