package dev.wscat.net;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.wscat.testing.RawPeer;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client whose request is read when the server has stopped accepting.
 */
class LateSessionTests {

	@Test
	void isToldToGoToo() {
		CompletableFuture<Disposable> running = new CompletableFuture<>();
		Gate closing = (remote) -> {
			OpenSession.get(running).dispose();
			return null;
		};
		Listener listener = new Listener(
				new ListenOptions(null, 0, List.of(), RawPeer.DEADLINE, 1, OpenSession.RunningListener.wire()), closing,
				(line) -> {
				});
		CompletableFuture<Integer> port = new CompletableFuture<>();
		running.complete(listener.listen((bound) -> port.complete(bound.port())).subscribe());
		try (RawPeer peer = RawPeer.connect(OpenSession.get(port))) {
			peer.answerClose(1001);
		}
		finally {
			listener.dispose().block(RawPeer.DEADLINE);
		}
	}

}
