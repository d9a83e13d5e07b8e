package dev.wscat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.testing.Browser;
import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of the chat server in a browser.
 */
class ChatPageIT {

	private static final String LAST = "#log li:last-child";

	private static WscatProcess server(int port) {
		return Invocation.wscat("chat-server", "--port=" + port).start();
	}

	private static Browser enter(int port, String name) {
		Browser page = Browser.open("http://localhost:" + port + "/");
		page.type("#name", name).click("#enter button");
		return page.await("#state", "connected as " + name);
	}

	private static Browser say(Browser page, String text) {
		return page.type("#text", text + Keys.ENTER);
	}

	@Test
	void twoPeopleTalk() {
		try (WscatProcess server = server(0);
				Browser ann = enter(server.port(), "ann");
				Browser bob = enter(server.port(), "bob")) {
			ann.await(LAST, "bob joined lobby").await("#users", "bob").await("#count", "2");
			say(ann, "Hello, B\u00f6b! \u05e9\u05dc\u05d5\u05dd");
			bob.await(LAST, "Hello, B\u00f6b! \u05e9\u05dc\u05d5\u05dd").await(LAST, "ann");
			say(bob, "/nick robert");
			ann.await(LAST, "bob is now robert").await("#users", "robert");
			bob.await("#state", "connected as robert");
			say(ann, "/msg robert between us");
			bob.await(LAST, "between us").await(LAST, "ann \u2192 you");
			ann.await(LAST, "you \u2192 robert");
			say(bob, "/nick ann");
			bob.await(LAST, "the name ann is taken");
			say(bob, "/join dev");
			bob.await("#rooms [aria-current=true]", "dev");
			say(ann, "anybody here?");
			bob.await("#rooms b", "1").click("#rooms button");
			bob.await(LAST, "anybody here?");
			assertThat(bob.all("#rooms b")).isEmpty();
			say(ann, "/rooms");
			ann.await(LAST, "rooms: lobby (2), dev (1)");
			say(ann, "/help");
			ann.await(LAST, "/leave [ROOM]");
			say(ann, "//slash");
			ann.await(LAST, "/slash");
			say(ann, "/nothing");
			ann.await(LAST, "there is no such command");
			ann.screenshot("chat");
			bob.click("#quit").await("#state", "not connected");
			ann.await(LAST, "robert left lobby").await("#count", "1");
			assertThat(ann.console()).isEmpty();
		}
	}

	@Test
	void whatOthersTypeIsTextAndNothingElse() {
		String name = "<img/src=x/onerror=hacked=1>";
		String text = "<script>hacked=1</script><img src=x onerror=hacked=1><a href=\"javascript:hacked=1\">x</a>&lt;";
		try (WscatProcess server = server(0); Browser page = enter(server.port(), "ann")) {
			try (RawPeer evil = peer(server.port(), "user=%3Cimg/src=x/onerror=hacked=1%3E&room=lobby&room="
					+ "%3Cb%3Ebold%3C/b%3E%22onload=%22hacked=1")) {
				page.await(LAST, name + " joined lobby").await("#users", name);
				evil.send(Frame
					.text("{\"type\":\"message\",\"room\":\"lobby\",\"text\":\"" + text.replace("\"", "\\\"") + "\"}"));
				page.await(LAST, text);
				evil.send(Frame.text("/msg ann " + text));
				page.await(".private", text);
				say(page, "/rooms");
				page.await(LAST, "<b>bold</b>");
				say(page, "/join <b>bold</b>\"onload=\"hacked=1");
				page.await("#rooms [aria-current=true]", "<b>bold</b>").await("#users", name);
				// the other way round, a mark that turns text stays in its line
				evil.send(Frame.text("\u202e" + "desrever"));
				page.until(() -> page.text(LAST).contains("desrever"), () -> "no text");
			}
			page.await(LAST, "left");
			assertThat(page
				.script("return [typeof hacked, document.querySelectorAll('main img, main script, main a').length]"))
				.isEqualTo(List.of("undefined", 0L));
			page.screenshot("chat-hostile");
			assertThat(page.console()).isEmpty();
		}
	}

	@Test
	void aNameThatIsTakenIsToldAtTheDoor() {
		try (WscatProcess server = server(0);
				RawPeer ann = peer(server.port(), "user=ann");
				Browser page = Browser.open("http://localhost:" + server.port() + "/")) {
			page.type("#name", "ANN").click("#enter button").await("#refused", "the name ANN is taken");
			page.screenshot("chat-door");
			page.type("#name", "bob").click("#enter button").await("#state", "connected as bob");
			assertThat(page.text("#refused")).isEmpty();
		}
	}

	@Test
	void afterARestartOfTheServerThePageComesBackByItself() {
		int port;
		try (WscatProcess first = server(0)) {
			port = first.port();
			try (Browser page = enter(port, "ann")) {
				say(page, "/join dev").await(LAST, "you are in dev");
				say(page, "before").await(LAST, "before");
				first.kill().exits(137);
				page.await("#state", "connection lost");
				page.screenshot("chat-lost");
				// what was typed meanwhile waits for the one who typed it
				say(page, "meanwhile");
				try (WscatProcess second = server(port); RawPeer bob = peer(second.port(), "user=bob&room=dev")) {
					page.await("#state", "connected as ann").await("#users", "bob");
					assertThat(page.text("#rooms")).contains("lobby", "dev");
					assertThat(page.text("#log")).contains("before");
					assertThat(page.script("return document.getElementById('text').value")).isEqualTo("meanwhile");
					say(page, "after").await(LAST, "after");
					bob.send(Frame.text("still here"));
					page.await(LAST, "still here");
				}
			}
		}
	}

	@Test
	void aPageThatIsLoadedAgainGoesOnWithItsHistory() {
		try (WscatProcess server = server(0); Browser page = enter(server.port(), "ann")) {
			say(page, "one").await(LAST, "one");
			say(page, "two").await(LAST, "two");
			page.reload().await("#state", "connected as ann");
			page.until(() -> page.text("#log").contains("one"), () -> "no history");
			assertThat(page.all("#log .said")).hasSize(2);
		}
	}

	@Test
	void itFitsAPhoneAndTheNight() {
		List<RawPeer> peers = new ArrayList<>();
		try (WscatProcess server = server(0);
				Browser page = Browser.open("http://localhost:" + server.port() + "/").narrow().dark().reload()) {
			page.screenshot("chat-door-phone-dark");
			for (String name : List.of("bob", "\u05e8\u05d5\u05df", "W".repeat(32))) {
				peers.add(peer(server.port(), "user=" + URLEncoder.encode(name, StandardCharsets.UTF_8)));
			}
			page.type("#name", "ann").click("#enter button").await("#state", "connected as ann");
			peers.get(2).send(Frame.text("w".repeat(300)));
			page.await(LAST, "www");
			peers.get(1).send(Frame.text("\u05e9\u05dc\u05d5\u05dd, abc!"));
			page.await(LAST, "abc");
			say(page, "/join another-room-with-a-long-name").await(LAST, "you are in another");
			page.click("#rooms button").click("#people summary").await("#users", "bob");
			say(page, "hello").await(LAST, "hello");
			assertThat(page.isTooWide()).as("wider than the screen").isFalse();
			page.screenshot("chat-phone-dark");
			assertThat(page.script("return getComputedStyle(document.body).backgroundColor"))
				.isEqualTo("rgb(21, 24, 27)");
		}
		finally {
			peers.forEach(RawPeer::close);
		}
	}

	private static RawPeer peer(int port, String query) {
		RawPeer peer = RawPeer.open("127.0.0.1", port);
		String status = peer.request(RawPeer.upgradeRequest("localhost:" + port).replaceFirst("/chat", "/?" + query));
		assertThat(status).contains("101");
		return peer;
	}

}
