package dev.wscat.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.testing.TlsFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A server's certificate is renewed while it runs.
 */
@SuppressWarnings("NullAway.Init")
class TlsServerTests {

	@TempDir
	private Path folder;

	private final List<String> notes = new ArrayList<>();

	private final List<String> errors = new ArrayList<>();

	private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();

	private TlsServer server;

	@BeforeEach
	void use() throws IOException {
		put("client.pem", "cert.pem");
		put("client-pkcs8.key", "key.pem");
		Path certificate = this.folder.resolve("cert.pem");
		Path key = this.folder.resolve("key.pem");
		this.server = new TlsServer(new TlsServerOptions(
				() -> new TlsServerOptions.Material(TlsFiles.identity(certificate, key, null), List.of()),
				List.of(certificate, key), false, this.notes::add), this.errors::add);
	}

	@Test
	void saysWhatItShows() {
		assertThat(this.notes).hasSize(2);
		assertThat(this.notes.get(0)).startsWith("certificate: CN=").contains("valid from");
		assertThat(this.notes.get(1)).matches("certificate: SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}");
		assertThat(this.errors).isEmpty();
	}

	@Test
	void aRenewedCertificateIsTakenUp() throws IOException {
		put("ec.pem", "cert.pem");
		put("ec-sec1.key", "key.pem");
		letPass(3);
		assertThat(this.notes).hasSize(4);
		assertThat(this.notes.get(2)).startsWith("new certificate: CN=");
		assertThat(this.notes.get(3)).isNotEqualTo(this.notes.get(1));
		assertThat(this.errors).isEmpty();
	}

	@Test
	void filesThatDoNotBelongTogetherAreToldOnceAndTheNextOnesTakenUp() throws IOException {
		put("ec.pem", "cert.pem");
		letPass(5);
		assertThat(this.errors).hasSize(1);
		assertThat(this.errors.get(0)).startsWith("the old certificate is kept: the key is RSA");
		assertThat(this.notes).hasSize(2);
		put("ec-sec1.key", "key.pem");
		letPass(3);
		assertThat(this.notes).hasSize(4);
		assertThat(this.errors).hasSize(1);
	}

	@Test
	void aHalfWrittenFileIsToldOnce() throws IOException {
		String whole = Files.readString(TlsFixture.path("client.pem"));
		Files.writeString(this.folder.resolve("cert.pem"), whole.substring(0, whole.length() / 2));
		letPass(5);
		assertThat(this.errors).hasSize(1);
		Files.delete(this.folder.resolve("key.pem"));
		letPass(5);
		assertThat(this.errors).hasSize(2);
		assertThat(this.notes).hasSize(2);
	}

	@Test
	void filesThatWereOnlyTouchedAreNotTold() throws IOException {
		put("client.pem", "cert.pem");
		letPass(3);
		assertThat(this.notes).hasSize(2);
		assertThat(this.errors).isEmpty();
	}

	@Test
	void filesThatCannotBeUsedAtTheStartAreAFault() {
		TlsServerOptions options = new TlsServerOptions(
				() -> new TlsServerOptions.Material(TlsFiles.identity(TlsFixture.path("none.pem"), null, null),
						List.of()),
				List.of(), false, this.notes::add);
		assertThatThrownBy(() -> new TlsServer(options, this.errors::add)).isInstanceOf(CliException.class)
			.hasMessageContaining("there is no file");
	}

	/** Copied beside and moved, so that the file is another one. */
	private void put(String fixture, String name) throws IOException {
		Path copy = Files.copy(TlsFixture.path(fixture), this.folder.resolve("copy"));
		Files.move(copy, this.folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
	}

	private void letPass(int looks) {
		Disposable watch = this.server.watch(this.clock).subscribe();
		this.clock.advanceTimeBy(TlsServer.INTERVAL.multipliedBy(looks));
		watch.dispose();
	}

}
