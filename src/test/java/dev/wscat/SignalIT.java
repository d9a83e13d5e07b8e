package dev.wscat;

import java.util.Locale;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The end by a signal: said, closed as a handshake, and told by the status.
 */
class SignalIT {

	@ParameterizedTest
	@EnumSource
	void aClientClosesWith1000AndPrintsWhatComesBeforeThePeersClose(Sent signal) {
		try (RawServer server = new RawServer(); WscatProcess wscat = Invocation.wscat("-c", server.url()).start()) {
			RawPeer peer = server.accept();
			wscat.awaitErr("connected");
			signal.to(wscat);
			assertThat(peer.read().code()).isEqualTo(1000);
			peer.send(Frame.text("one more"), Frame.close(1000, ""));
			assertThat(peer.readToEnd()).isEmpty();
			wscat.exits(signal.status).printed("one more\n").said("connected", signal.said());
		}
	}

	@ParameterizedTest
	@EnumSource
	void aServerClosesWith1001(Sent signal) {
		try (WscatProcess wscat = Invocation.wscat("-l", "0").start(); RawPeer peer = RawPeer.connect(wscat.port())) {
			wscat.awaitErr("client connected");
			signal.to(wscat);
			assertThat(peer.read().code()).isEqualTo(1001);
			peer.send(Frame.text("one more"), Frame.close(1001, ""));
			assertThat(peer.readToEnd()).isEmpty();
			wscat.exits(signal.status).printed("one more\n").said("client connected", signal.said());
		}
	}

	@ParameterizedTest
	@EnumSource
	void aServerWithoutAClientEnds(Sent signal) {
		try (WscatProcess wscat = Invocation.wscat("-l", "0").start()) {
			wscat.awaitErr("waiting for client connection...\n");
			signal.to(wscat);
			wscat.exits(signal.status).printed("").said(signal.said()).saidNot("Exception");
		}
	}

	@ParameterizedTest
	@EnumSource
	void aKeepingServerClosesItsClientAndEnds(Sent signal) {
		try (WscatProcess wscat = Invocation.wscat("-l", "0", "--keep").start();
				RawPeer peer = RawPeer.connect(wscat.port())) {
			wscat.awaitErr("client connected");
			signal.to(wscat);
			peer.answerClose(1001);
			wscat.exits(signal.status);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aClientThatIsStillConnectingEnds(Sent signal) {
		try (RawServer server = new RawServer(); WscatProcess wscat = Invocation.wscat("-c", server.url()).start()) {
			RawPeer peer = server.acceptTcp();
			peer.readHead();
			wscat.awaitErr("connecting to");
			signal.to(wscat);
			wscat.exits(signal.status).said(signal.said()).saidNot("Exception", "\tat ");
		}
	}

	@ParameterizedTest
	@EnumSource
	void aPeerThatNeverAnswersHoldsItNoLongerThanTheCloseTimeout(Sent signal) {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url(), "--close-timeout=200ms").start()) {
			RawPeer peer = server.accept();
			wscat.awaitErr("connected");
			signal.to(wscat);
			assertThat(peer.readToEnd()).extracting(Frame::code).containsExactly(1000);
			wscat.exits(signal.status);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aSecondSignalEndsItAtOnce(Sent signal) {
		try (RawServer server = new RawServer();
				WscatProcess wscat = Invocation.wscat("-c", server.url(), "--close-timeout=1h").start()) {
			RawPeer peer = server.accept();
			wscat.awaitErr("connected");
			signal.to(wscat);
			assertThat(peer.read().code()).isEqualTo(1000);
			signal.to(wscat);
			wscat.exits(signal.status);
			assertThat(peer.readToEnd()).as("no second Close").isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void linesOnTheirWayGoOutBeforeTheClose(Sent signal) {
		try (RawServer server = new RawServer(); WscatProcess wscat = Invocation.wscat("-c", server.url()).start()) {
			RawPeer peer = server.accept();
			wscat.type("first\n");
			assertThat(peer.read().text()).isEqualTo("first");
			signal.to(wscat);
			peer.answerClose(1000);
			wscat.exits(signal.status).saidNot("not sent");
		}
	}

	enum Sent {

		INTERRUPT(130), TERMINATED(143);

		final int status;

		Sent(int status) {
			this.status = status;
		}

		String said() {
			return "received signal " + name().toLowerCase(Locale.ROOT) + "\n";
		}

		void to(WscatProcess wscat) {
			if (this == INTERRUPT) {
				wscat.interrupt();
			}
			else {
				wscat.terminate();
			}
		}

	}

}
