package dev.wscat;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import dev.wscat.testing.Frame;
import dev.wscat.testing.Invocation;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import dev.wscat.testing.TlsFixture;
import dev.wscat.testing.WscatProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * TLS of a client: whom it trusts, what it shows of itself, and what it says when a check
 * fails.
 */
class TlsIT {

	private static final String CA = TlsFixture.file("ca.pem");

	@ParameterizedTest
	@ValueSource(strings = { "ca.pem", "ca.der" })
	void anAuthorityOfOnesOwnIsTrusted(String file) {
		try (RawServer server = RawServer.tls(TlsFixture.server("server"), false);
				WscatProcess wscat = connect(server, "-v", "--ca", TlsFixture.file(file)).start()) {
			echoOnce(server, wscat);
			wscat.exits(0)
				.printed("hello\n")
				.said("TLS: TLSv1.3 with TLS_", "the certificate of CN=server", "localhost",
						"issued by CN=wscat test authority", "valid from", "connected");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "-n", "--no-check", "--insecure" })
	void noCheckTakesAnyCertificate(String flag) {
		try (RawServer server = RawServer.tls(TlsFixture.server("other"), false);
				WscatProcess wscat = connect(server, flag).start()) {
			echoOnce(server, wscat);
			wscat.exits(0).printed("hello\n");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "server     | unknown authority | signed by CN=wscat test authority; trust",
			"selfsigned | CN=selfsigned is self-signed | --ca FILE" })
	void anAuthorityThatIsNotTrustedIsNamed(String certificate, String what, String advice) {
		failsTls(certificate, what, advice);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "expired | CN=expired expired on 2021-01-01T00:00:00Z", "future | is not valid before 2090-01-01",
					"other | wrong host: the certificate is for other.example, not for localhost" })
	void theCheckThatFailedIsTold(String certificate, String what) {
		failsTls(certificate, what, "", "--ca", CA);
	}

	@Test
	void theNameAskedForCanBeAnother() {
		try (RawServer server = RawServer.tls(TlsFixture.server("other"), false);
				WscatProcess wscat = connect(server, "--ca", CA, "--sni=other.example").start()) {
			echoOnce(server, wscat);
			wscat.exits(0).printed("hello\n");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "client.pem  | client-pkcs1.key", "client.pem  | client-pkcs8.key",
					"client.pem  | client-encrypted.key", "client.pem  | client-legacy-aes.key",
					"client.pem  | client-legacy-des3.key", "ec.pem      | ec-sec1.key", "ed25519.pem | ed25519.key",
					"client.p12  |" })
	void aCertificateOfTheClientIsShown(String certificate, String key) {
		try (RawServer server = RawServer.tls(TlsFixture.server("server"), true);
				WscatProcess wscat = (key != null)
						? connect(server, "--ca", CA, "--cert", TlsFixture.file(certificate), "--key",
								TlsFixture.file(key), "--passphrase=secret")
							.start()
						: connect(server, "--ca", CA, "--cert", TlsFixture.file(certificate), "--passphrase=secret")
							.start()) {
			echoOnce(server, wscat);
			wscat.exits(0).printed("hello\n");
		}
	}

	@Test
	void thePassphraseCanStandInAFileOrAVariable(@TempDir Path folder) throws Exception {
		Path file = Files.writeString(folder.resolve("passphrase"), "secret\n");
		String[] identity = { "--ca", CA, "--cert", TlsFixture.file("client.p12") };
		try (RawServer server = RawServer.tls(TlsFixture.server("server"), true)) {
			try (WscatProcess wscat = connect(server, with(identity, "--passphrase=@" + file)).start()) {
				echoOnce(server, wscat);
				wscat.exits(0);
			}
			try (WscatProcess wscat = connect(server, identity).environment("WSCAT_PASSPHRASE", "secret").start()) {
				echoOnce(server, wscat);
				wscat.exits(0);
			}
		}
	}

	/** Another server asks for a certificate too, and gets none. */
	@Test
	void aRedirectToAnotherServerTakesNeitherCertificateNorNameAlong() {
		try (RawServer first = RawServer.tls(TlsFixture.server("server"), true);
				RawServer other = RawServer.tls(TlsFixture.server("server"), true);
				WscatProcess wscat = connect(first, "-L", "--ca", CA, "--cert", TlsFixture.file("client.p12"),
						"--passphrase=secret", "--sni", "localhost")
					.start();
				RawPeer peer = first.acceptTcp()) {
			peer.readHead();
			peer.send(("HTTP/1.1 302 Found\r\nLocation: " + other.secureUrl() + "\r\nContent-Length: 0\r\n\r\n")
				.getBytes(StandardCharsets.UTF_8));
			try (RawPeer refused = other.acceptTcp()) {
				assertThatThrownBy(refused::readHead).isInstanceOf(UncheckedIOException.class);
			}
			wscat.exits(3)
				.said("without credentials, --cert and --sni, since it is another server", "give --cert and --key");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "expired", "selfsigned" })
	void aWrongCertificateIsNotTriedAgain(String certificate) {
		try (RawServer server = RawServer.tls(TlsFixture.server(certificate), false);
				WscatProcess wscat = connect(server, "--reconnect", "--backoff=1ms").start();
				RawPeer peer = server.acceptTcp()) {
			assertThatThrownBy(peer::readHead).isInstanceOf(UncheckedIOException.class);
			wscat.exits(3).said("certificate").saidNot("reconnecting");
		}
	}

	@Test
	void aServerThatWantsACertificateIsToldAsSuch() {
		try (RawServer server = RawServer.tls(TlsFixture.server("server"), true);
				WscatProcess wscat = connect(server, "--ca", CA).start();
				RawPeer peer = server.acceptTcp()) {
			assertThatThrownBy(peer::readHead).isInstanceOf(UncheckedIOException.class);
			peer.close();
			wscat.exits(3).said("certificate", "--cert").saidNot("\tat ");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "--cert client.pem --key client-encrypted.key | is encrypted; give --passphrase",
					"--cert client.pem --key client-encrypted.key --passphrase=wrong | is the passphrase right?",
					"--cert client.pem --key client-legacy-aes.key --passphrase=wrong | is the passphrase right?",
					"--cert client.p12 --passphrase=wrong | the PKCS#12 file",
					"--cert client.pem | there is no private key in",
					"--cert client.pem --key ed25519.key | the key is Ed",
					"--cert none.pem --key client-pkcs8.key | there is no file",
					"--ca client-pkcs8.key | no certificate", "--cert server.p12 | the PKCS#12 file" })
	void filesThatCannotBeUsedAreNamedBeforeAnythingIsStarted(String args, String reason) {
		String[] words = args.split(" ");
		for (int i = 0; i < words.length; i++) {
			words[i] = words[i].startsWith("--") ? words[i] : TlsFixture.file(words[i]);
		}
		try (WscatProcess wscat = Invocation.wscat(with(words, "-c", "wss://localhost:1/")).noInput().start()) {
			wscat.exits(8).printed("").said("wscat: ", reason).saidNot("connecting", "wrong'", "\tat ");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "--key=x | --key needs --cert", "--tls-min=1.1 | --tls-min is 1.2 or 1.3",
			"--sni=a..b | is no host name" })
	void mistakesAreUsageErrors(String arg, String reason) {
		try (WscatProcess wscat = Invocation.wscat("-c", "wss://localhost:1/", arg).noInput().start()) {
			wscat.exits(2).said(reason);
		}
	}

	@Test
	void aServerWithoutTlsIsToldAsSuch() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = connect(server).start();
				RawPeer peer = server.acceptTcp()) {
			peer.send("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			wscat.exits(3).said("the answer is no TLS").saidNot("\tat ");
		}
	}

	@Test
	void aHandshakeThatIsNotAnsweredEndsInTime() {
		try (RawServer server = new RawServer();
				WscatProcess wscat = connect(server, "--connect-timeout=300ms").start();
				RawPeer peer = server.acceptTcp()) {
			wscat.exits(3).said("not done in time");
			assertThat(peer).isNotNull();
		}
	}

	private static void failsTls(String certificate, String what, String advice, String... args) {
		try (RawServer server = RawServer.tls(TlsFixture.server(certificate), false);
				WscatProcess wscat = connect(server, args).start();
				RawPeer peer = server.acceptTcp()) {
			assertThatThrownBy(peer::readHead).isInstanceOf(UncheckedIOException.class);
			wscat.exits(3).printed("").said("cannot connect to wss://localhost", what, advice).saidNot("\tat ");
			assertThat(wscat.err().lines().filter((line) -> line.startsWith("wscat: "))).hasSize(1);
		}
	}

	private static void echoOnce(RawServer server, WscatProcess wscat) {
		RawPeer peer = wscat.during(server::accept);
		wscat.type("hello\n");
		Frame frame = wscat.during(peer::read);
		assertThat(frame.text()).isEqualTo("hello");
		peer.send(Frame.text("hello"), Frame.close(1000, ""));
		wscat.during(peer::readToEnd);
	}

	private static Invocation connect(RawServer server, String... args) {
		return Invocation.wscat(with(args, "-c", server.secureUrl()));
	}

	private static String[] with(String[] args, String... more) {
		String[] all = Arrays.copyOf(args, args.length + more.length);
		System.arraycopy(more, 0, all, args.length, more.length);
		return all;
	}

}
