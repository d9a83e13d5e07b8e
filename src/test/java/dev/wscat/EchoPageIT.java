package dev.wscat;

import java.util.List;

import dev.wscat.testing.Browser;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of the echo server in a browser.
 */
class EchoPageIT {

	private static final String NEWEST = "#log li:first-child";

	private static WscatProcess server() {
		return Invocation.wscat("echo-server", "--port=0").start();
	}

	private static Browser open(WscatProcess server) {
		return Browser.open("http://localhost:" + server.port() + "/").await("#state", "open");
	}

	private static int sent(Browser page) {
		return Integer.parseInt(page.text("#sent"));
	}

	/** Pause, and wait for the answers that are under way. */
	private static Browser pause(Browser page) {
		page.click("#pause").await("#pause", "Go on");
		return page.until(() -> page.text("#sent").equals(page.text("#received")), () -> "an answer is missing");
	}

	@Test
	void itKeepsSendingAndTellsRoundTrips() {
		try (WscatProcess server = server(); Browser page = open(server)) {
			page.script("document.getElementById('rate').value = '100';"
					+ "document.getElementById('rate').dispatchEvent(new Event('change'))");
			page.until(() -> sent(page) >= 5, () -> "it does not keep sending");
			page.until(
					() -> page.text("#last").matches("\\d+\\.\\d ms") && page.text("#median").matches("\\d+\\.\\d ms"),
					() -> "no round trip");
			pause(page);
			int paused = sent(page);
			page.type("#text", "my own").click("#send").await(NEWEST, "my own").await(NEWEST + " .took", "ms");
			assertThat(sent(page)).isEqualTo(paused + 1);
			page.click("#pause").until(() -> sent(page) > paused + 1, () -> "it does not go on");
			page.screenshot("echo");
			assertThat(page.console()).isEmpty();
		}
	}

	@Test
	void binaryIsTypedInHex() {
		try (WscatProcess server = server(); Browser page = open(server)) {
			pause(page).type("#text", "00 ff 10").click("#binary").await(NEWEST, "(binary, 3 bytes) 00 ff 10");
			page.await(NEWEST + " .way", "\u2190");
			page.type("#text", "0").click("#binary").await(NEWEST, "hex digits come in pairs");
		}
	}

	@Test
	void aCloseHasACodeAndAReasonAndTheNextConnectionIsOneClickAway() {
		try (WscatProcess server = server(); Browser page = open(server)) {
			page.type("#code", "4321").type("#reason", "b\u00fce").click("#close");
			page.await("#state", "closed").await(NEWEST, "closed: 4321 b\u00fce");
			server.awaitErr("closed: 4321 b\u00fce");
			assertThat(page.all("#send").get(0).isEnabled()).isFalse();
			page.click("#open").await("#state", "open");
			page.type("#code", "1001").click("#close").await(NEWEST, "the browser does not send that");
		}
	}

	@Test
	void theEndOfTheServerIsTold() {
		try (WscatProcess server = server(); Browser page = open(server)) {
			server.terminate().exits(143);
			page.await("#state", "closed").await(NEWEST, "closed: 1001");
		}
	}

	@Test
	void whatComesIsTextAndNothingElse() {
		String text = "<img src=x onerror=hacked=1><script>hacked=1</script>";
		try (WscatProcess server = server(); Browser page = open(server)) {
			pause(page).type("#text", text).click("#send").await(NEWEST, text).await(NEWEST + " .way", "\u2190");
			assertThat(page.script("return [typeof hacked, document.querySelectorAll('#log img, #log script').length]"))
				.isEqualTo(List.of("undefined", 0L));
			assertThat(page.console()).isEmpty();
		}
	}

	@Test
	void itFitsAPhoneAndTheNight() {
		try (WscatProcess server = server();
				Browser page = open(server).narrow().dark().reload().await("#state", "open")) {
			pause(page).type("#text", "w".repeat(200)).click("#send").await(NEWEST, "www");
			assertThat(page.isTooWide()).as("wider than the screen").isFalse();
			page.screenshot("echo-phone-dark");
			assertThat(page.script("return getComputedStyle(document.body).backgroundColor"))
				.isEqualTo("rgb(21, 24, 27)");
		}
	}

}
