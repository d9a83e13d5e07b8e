package dev.wscat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.TlsFixture;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * TLS of a server: what it shows, whom it lets in, and what it says of those who fail.
 */
class TlsServerIT {

	private static final String CA = TlsFixture.file("ca.pem");

	@Test
	void echoesInsideTls() {
		try (WscatProcess server = server(); RawPeer peer = RawPeer.connectTls(server.port())) {
			assertThat(peer.send(Frame.text("a")).read().text()).isEqualTo("a");
			assertThat(peer.send(Frame.close(1000, "")).readToEnd()).extracting(Frame::code).containsExactly(1000);
			server.awaitErr("connection 0 closed: 1000")
				.said("certificate: CN=server", "certificate: SHA-256", "listening at wss://127.0.0.1:",
						"starting websocket server at port=", "Uri: /chat");
		}
	}

	@ParameterizedTest
	@CsvSource({ "client.pem, client-pkcs8.key", "client.pem, client-pkcs1.key", "client.pem, client-encrypted.key",
			"client.pem, client-legacy-aes.key", "ec.pem, ec-sec1.key", "ed25519.pem, ed25519.key", "client.p12," })
	void certificatesOfEachKindAreShown(String certificate, String key) {
		List<String> args = new ArrayList<>(
				List.of("echo-server", "--port=0", "--passphrase=secret", "--cert", TlsFixture.file(certificate)));
		if (key != null) {
			args.addAll(List.of("--key", TlsFixture.file(key)));
		}
		try (WscatProcess server = Invocation.wscat(args.toArray(new String[0])).start();
				WscatProcess client = client(server, "--insecure").input("hello\n").start()) {
			client.exits(0).printed("hello\n");
		}
	}

	@Test
	void onlyClientsWithACertificateOfTheAuthorityAreLetIn() {
		try (WscatProcess server = server("--client-ca", CA, "--metrics-port=0")) {
			try (WscatProcess none = client(server, "--ca", CA).input("x\n").start()) {
				none.exits(3);
				server.awaitErr("refused /127.0.0.1:\\d+: TLS, the client shows no certificate");
			}
			try (WscatProcess other = client(server, "--ca", CA, "--passphrase=secret", "--cert",
					TlsFixture.file("selfsigned.p12"))
				.input("x\n")
				.start()) {
				other.exits(3);
				server.awaitErr("TLS, the certificate of CN=selfsigned is signed by CN=selfsigned, who is not in");
				assertThat(server.metrics()).contains("\nwebsocket_handshake_failures_total{status=\"tls\"} 2.0\n");
			}
			try (WscatProcess right = client(server, "--ca", CA, "--passphrase=secret", "--p12",
					TlsFixture.file("client.p12"))
				.input("hello\n")
				.start()) {
				right.exits(0).printed("hello\n");
				server.awaitErr("New connection\n.*\n.* certificate: CN=").saidNot("\tat ");
			}
		}
	}

	@Test
	void aCertificateOfOurOwnMakingIsWrittenForClients(@TempDir Path folder) {
		Path file = folder.resolve("server.pem");
		try (WscatProcess server = Invocation
			.wscat("echo-server", "--port=0", "--self-signed=" + file, "--host=localhost")
			.start(); WscatProcess client = client(server, "--ca", file.toString()).input("hello\n").start()) {
			client.exits(0).printed("hello\n");
			server.said("certificate: CN=wscat self-signed for localhost, 127.0.0.1");
			assertThat(file).content().doesNotContain("PRIVATE KEY");
		}
	}

	@Test
	void theServerForOneClientSpeaksTlsToo() {
		try (WscatProcess server = Invocation.wscat("--listen=0", "--self-signed").start();
				WscatProcess client = client(server, "--insecure").start()) {
			server.awaitErr("client connected").type("to the client\n");
			client.awaitOut("to the client\n").type("to the server\n");
			server.awaitOut("to the server\n");
		}
	}

	@Test
	void nothingIsLostBothWays() {
		String lines = IntStream.range(0, 100_000).mapToObj((i) -> "line " + i + "\n").collect(Collectors.joining());
		try (WscatProcess server = server();
				WscatProcess client = client(server, "-q", "--ca", CA).input(lines).start()) {
			client.exits(0).printed(lines);
		}
	}

	@Test
	void aRequestWithoutTlsIsAnsweredInPlainWords() {
		try (WscatProcess server = server(); RawPeer peer = RawPeer.open("127.0.0.1", server.port())) {
			assertThat(peer.request("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 400 ");
			assertThat(peer.readBody()).contains("wss://");
			server.awaitErr("refused /127.0.0.1:\\d+: 400, this port speaks TLS only");
		}
	}

	@Test
	void tlsToAPortWithoutItIsToldToBothSides() {
		try (WscatProcess server = Invocation.wscat("echo-server", "--port=0").start();
				WscatProcess client = client(server, "--insecure").input("x\n").start()) {
			client.exits(3).said("the answer is no TLS");
			server.awaitErr("refused /127.0.0.1:\\d+: it speaks TLS and this port does not").saidNot("\tat ");
		}
	}

	@Test
	void whatIsNoTlsAtAllIsOneLineAndTheServerGoesOn() {
		try (WscatProcess server = server()) {
			int port = server.port();
			for (byte[] garbage : List.of(new byte[] { 1, 2, 3 }, new byte[] { (byte) 0x80, 46, 1, 3, 1 },
					new byte[] { 22, 3, 1, 0, 5, 'a', 'b', 'c', 'd', 'e' })) {
				try (RawPeer peer = RawPeer.open("127.0.0.1", port).send(garbage)) {
					peer.readBody();
				}
			}
			server.awaitErr("(?s)(refused /127.*){3}").saidNot("\tat ", "Exception");
			try (RawPeer peer = RawPeer.connectTls(port)) {
				assertThat(peer.send(Frame.text("a")).read().text()).isEqualTo("a");
			}
		}
	}

	@Test
	void theTimeForTheHandshakeHoldsForTlsToo() {
		try (WscatProcess server = server("--handshake-timeout=200ms");
				RawPeer peer = RawPeer.open("127.0.0.1", server.port())) {
			assertThat(peer.send(new byte[] { 22, 3, 1, 2 }).readBody()).isEmpty();
		}
	}

	@Test
	void aClientThatDoesNotTrustUsIsOneLine() {
		try (WscatProcess server = server(); WscatProcess client = client(server).input("x\n").start()) {
			client.exits(3).said("unknown authority");
			server.awaitErr("TLS, the client does not trust our certificate").saidNot("\tat ", "Exception");
		}
	}

	@Test
	void onlyTls13WhenToldSo() {
		try (WscatProcess server = server("--tls-min=1.3"); RawPeer peer = RawPeer.connectTls(server.port())) {
			assertThat(peer.send(Frame.text("a")).read().text()).isEqualTo("a");
		}
	}

	@Test
	void atTheEndClientsAreToldToGoInsideTls() {
		List<RawPeer> peers = new ArrayList<>();
		try (WscatProcess server = server()) {
			for (int i = 0; i < 20; i++) {
				peers.add(RawPeer.connectTls(server.port()));
			}
			server.awaitErr("id: 19").terminate();
			for (RawPeer peer : peers) {
				Frame close = peer.read();
				assertThat(close.code()).isEqualTo(1001);
				assertThat(peer.send(Frame.of(Frame.CLOSE, close.payload())).readToEnd()).isEmpty();
			}
			server.exits(143).said("server exiting");
		}
		finally {
			peers.forEach(RawPeer::close);
		}
	}

	@Test
	void renewedFilesAreTakenUpWhileSessionsLiveOn(@TempDir Path folder) throws Exception {
		copy("client.pem", "client-pkcs8.key", Files.createDirectory(folder.resolve("one")));
		copy("ec.pem", "ec-sec1.key", Files.createDirectory(folder.resolve("two")));
		Path data = Files.createSymbolicLink(folder.resolve("data"), Path.of("one"));
		try (WscatProcess server = Invocation
			.wscat("echo-server", "--port=0", "--cert", data.resolve("cert.pem").toString(), "--key",
					data.resolve("key.pem").toString())
			.start(); WscatProcess client = client(server, "--insecure").start()) {
			client.type("before\n").awaitOut("before\n");
			Files.move(Files.createSymbolicLink(folder.resolve("next"), Path.of("two")), data,
					StandardCopyOption.REPLACE_EXISTING);
			server.awaitErr("new certificate: CN=.*\n.*SHA-256 ");
			client.type("after\n").awaitOut("after\n");
			try (WscatProcess later = client(server, "--insecure", "-v").input("hello\n").start()) {
				later.exits(0).printed("hello\n");
			}
			Files.writeString(folder.resolve("two").resolve("cert.pem"), "-----BEGIN CERT");
			server.awaitErr("error: the old certificate is kept: no certificate can be read").saidNot("\tat ");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "8 | --cert none.pem | there is no file", "8 | --cert client.pem | there is no private key",
					"8 | --cert client.pem --key ed25519.key | the key is Ed",
					"8 | --cert client.p12 --passphrase=wrong | the PKCS#12 file",
					"8 | --cert ec.pem --key ec-sec1.key --client-ca none.pem | there is no file",
					"2 | --key client-pkcs8.key | --key needs --cert",
					"2 | --tls-min=1.3 | no TLS without a certificate",
					"2 | --client-ca ca.pem | no TLS without a certificate",
					"2 | --self-signed --tls-min=1.1 | --tls-min is", "2 | --self-signed --cert ec.pem | not both" })
	void whatCannotBeIsSaidBeforeAnythingIsBound(int status, String args, String reason) {
		List<String> words = new ArrayList<>(List.of("echo-server", "--port=0"));
		for (String word : args.split(" ")) {
			words.add(word.startsWith("--") ? word : TlsFixture.file(word));
		}
		try (WscatProcess server = Invocation.wscat(words.toArray(new String[0])).start()) {
			server.exits(status).said("wscat: ", reason).saidNot("starting websocket server", "\tat ");
		}
	}

	@Test
	void tlsThatIsCutOffBeforeTheRequestIsNoSession() {
		try (WscatProcess server = server()) {
			RawPeer peer = RawPeer.open("127.0.0.1", server.port()).startTlsAsClient(TlsFixture.client());
			peer.send("GET / HT".getBytes(StandardCharsets.US_ASCII)).reset();
			try (RawPeer next = RawPeer.connectTls(server.port())) {
				assertThat(next.send(Frame.text("a")).read().text()).isEqualTo("a");
			}
			server.awaitErr("id: 0").saidNot("id: 1", "Exception", "\tat ");
		}
	}

	private static WscatProcess server(String... options) {
		List<String> args = new ArrayList<>(List.of("echo-server", "--port=0", "--p12", TlsFixture.file("server.p12"),
				"--passphrase=" + TlsFixture.PASSPHRASE));
		args.addAll(List.of(options));
		return Invocation.wscat(args.toArray(new String[0])).start();
	}

	private static Invocation client(WscatProcess server, String... options) {
		List<String> args = new ArrayList<>(List.of("-w", "300ms", "-c", "wss://localhost:" + server.port() + "/"));
		args.addAll(List.of(options));
		return Invocation.wscat(args.toArray(new String[0]));
	}

	private static void copy(String certificate, String key, Path folder) throws Exception {
		Files.copy(TlsFixture.path(certificate), folder.resolve("cert.pem"));
		Files.copy(TlsFixture.path(key), folder.resolve("key.pem"));
	}

}
