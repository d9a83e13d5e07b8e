package dev.wscat;

import dev.wscat.testing.Browser;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A browser that reaches a page and its WebSocket through the proxy.
 */
class ProxyPageIT {

	@Test
	void aPageAndItsWebSocketComeThroughTheProxy() {
		try (WscatProcess server = Invocation.wscat("echo-server", "--port=0").start();
				WscatProcess proxy = Invocation
					.wscat("proxy-server", "--port=0", "--http", "--log=jsonl", "--remote_host",
							"ws://localhost:" + server.port())
					.start();
				Browser page = Browser.open("http://localhost:" + proxy.port() + "/")) {
			page.await("#state", "open");
			page.type("#text", "my own").click("#send").await("#log", "my own");
			page.type("#code", "4321").type("#reason", "b\u00fce").click("#close").await("#state", "closed");
			proxy.awaitErr("closed: 4321 b\u00fce")
				.awaitOut("\"dir\":\"in\",\"opcode\":1,\"len\":6,\"text\":\"my own\"")
				.awaitOut("\"dir\":\"out\",\"opcode\":1,\"len\":6,\"text\":\"my own\"");
			assertThat(page.console()).isEmpty();
		}
	}

}
