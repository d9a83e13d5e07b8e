package dev.wscat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Where servers listen.
 */
class AddressIT {

	@Test
	void severalHostsHaveOnePort() {
		try (WscatProcess server = server("--port=0", "--host=127.0.0.2", "--host=127.0.0.3")) {
			int port = server.port();
			server.said("listening at ws://127.0.0.2:" + port + ", ws://127.0.0.3:" + port);
			for (String host : new String[] { "127.0.0.2", "127.0.0.3" }) {
				try (RawPeer peer = RawPeer.open(host, port)) {
					assertThat(peer.request(RawPeer.upgradeRequest("localhost"))).contains(" 101 ");
				}
			}
			assertThatThrownBy(() -> RawPeer.open("127.0.0.1", port)).hasMessageContaining("refused");
		}
	}

	@Test
	void anAsteriskIsAllAddresses() {
		try (WscatProcess server = server("--port=0", "--host=*")) {
			server.port();
			server.said("listening at ws://*:");
			try (RawPeer peer = RawPeer.open("127.0.0.5", server.port())) {
				assertThat(peer.request(RawPeer.upgradeRequest("localhost"))).contains(" 101 ");
			}
		}
	}

	@Test
	void ipv6OnlyStaysOnThisMachineToo() {
		try (WscatProcess server = server("--port=0", "-6")) {
			int port = server.port();
			server.said("listening at ws://[::1]:" + port + "\n");
			assertThatThrownBy(() -> RawPeer.open("127.0.0.1", port)).hasMessageContaining("refused");
		}
	}

	@Test
	void aUnixSocketIsForItsOwnerOnlyAndGoesWithTheServer(@TempDir Path folder) throws Exception {
		Path socket = folder.resolve("s");
		try (WscatProcess server = started(socket)) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket))).isEqualTo("rw-------");
			try (WscatProcess client = client(socket).start()) {
				client.exits(0).printed("hello\n");
			}
			server.awaitErr("connection 0 closed: 1000").said("remote ip: unix socket").terminate().exits(143);
			assertThat(socket).doesNotExist();
		}
	}

	@Test
	void aUnixSocketCanHaveAnotherModeAndAPortBeside(@TempDir Path folder) throws Exception {
		Path socket = folder.resolve("s");
		try (WscatProcess server = server("--port=0", "--unix", socket.toString(), "--unix-mode=660");
				RawPeer peer = RawPeer.connect(server.port());
				WscatProcess client = client(socket).start()) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket))).isEqualTo("rw-rw----");
			assertThat(peer.send(Frame.text("a")).read().text()).isEqualTo("a");
			client.exits(0).printed("hello\n");
		}
	}

	@Test
	void theServerForOneClientListensAtAUnixSocketToo(@TempDir Path folder) {
		Path socket = folder.resolve("s");
		try (WscatProcess server = Invocation.wscat("--listen=unix:" + socket).start()) {
			server.awaitErr("starting websocket server at unix=" + socket);
			try (WscatProcess client = Invocation.wscat("-w", "0", "-c", "ws+unix:" + socket + ":/")
				.input("hello\n")
				.start()) {
				client.exits(0);
			}
			server.exits(0).printed("hello\n");
			assertThat(socket).doesNotExist();
		}
	}

	@Test
	void theSocketOfADeadServerIsReplacedAndThatOfALivingOneIsNot(@TempDir Path folder) {
		Path socket = folder.resolve("s");
		try (WscatProcess dead = started(socket)) {
			dead.kill().exits(137);
		}
		assertThat(Files.exists(socket)).isTrue();
		try (WscatProcess living = started(socket);
				WscatProcess late = server("--unix", socket.toString());
				WscatProcess client = client(socket).start()) {
			late.exits(8).said("cannot listen at " + socket + ": another server listens there").saidNot("\tat ");
			client.exits(0).printed("hello\n");
			assertThat(living.isAlive()).isTrue();
		}
	}

	@Test
	void whatIsNoSocketIsLeftAlone(@TempDir Path folder) throws Exception {
		Path file = Files.writeString(folder.resolve("precious"), "data");
		try (WscatProcess server = server("--unix", file.toString())) {
			server.exits(8).said("there is a file that is no socket");
			assertThat(file).hasContent("data");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "2 | --unix-mode=777 | --unix-mode needs --unix",
					"2 | --unix=s --unix-mode=888 | invalid --unix-mode", "2 | --host= | invalid --host",
					"8 | --port=0 --host=192.0.2.1 | cannot listen at 192.0.2.1:",
					"8 | --unix=/nowhere/at/all | No such file", "8 | --host=127.0.0.1 -6 | no IPv6 address" })
	void whatCannotBeIsNamed(int status, String args, String reason) {
		try (WscatProcess server = server(args.split(" "))) {
			server.exits(status).said("wscat: ", reason).saidNot("starting websocket server", "\tat ");
		}
	}

	private static WscatProcess started(Path socket) {
		return server("--unix", socket.toString()).awaitErr("starting websocket server at unix=" + socket);
	}

	private static WscatProcess server(String... options) {
		String[] args = new String[options.length + 1];
		args[0] = "echo-server";
		System.arraycopy(options, 0, args, 1, options.length);
		return Invocation.wscat(args).start();
	}

	private static Invocation client(Path socket) {
		return Invocation.wscat("-w", "300ms", "-c", "ws+unix:" + socket + ":/").input("hello\n");
	}

}
