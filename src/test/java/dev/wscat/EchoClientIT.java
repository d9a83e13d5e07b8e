package dev.wscat;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One message and its answer.
 */
class EchoClientIT {

	private static final String TIME = "\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6} ";

	@Test
	void printsWhatItSendsAndWhatIsAnswered() {
		try (RawServer server = new RawServer();
				WscatProcess client = Invocation
					.wscat("echo-client", "--url", server.url(), "--message", "websocket demonstration")
					.start();
				RawPeer peer = server.accept()) {
			assertThat(peer.read().text()).isEqualTo("websocket demonstration");
			peer.send(Frame.text("and back"));
			peer.answerClose(1000);
			client.exits(0);
			assertThat(client.out())
				.matches(TIME + "sending: websocket demonstration\n" + TIME + "received: and back\n");
		}
	}

	@Test
	void withoutAnAnswerItDoesNotWaitForEver() {
		try (RawServer server = new RawServer();
				WscatProcess client = Invocation
					.wscat("echo-client", "--url=" + server.url(), "--message=a", "--timeout=100ms")
					.start();
				RawPeer peer = server.accept()) {
			peer.read();
			peer.answerClose(1000);
			client.exits(7).said("no answer within 100ms");
		}
	}

	@Test
	void aPeerThatClosesInsteadIsToldWithItsCode() {
		try (RawServer server = new RawServer();
				WscatProcess client = Invocation.wscat("echo-client", "--url=" + server.url(), "--message=a").start();
				RawPeer peer = server.accept()) {
			peer.read();
			peer.send(Frame.close(4001, "Permission denied")).readToEnd();
			client.exits(1).said("4001 Permission denied");
		}
	}

	@Test
	void saysWhatIsMissing() {
		try (WscatProcess client = Invocation.wscat("echo-client", "--url=ws://localhost").start()) {
			client.exits(2).said("--message");
		}
	}

}
