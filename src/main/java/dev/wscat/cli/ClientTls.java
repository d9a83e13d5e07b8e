package dev.wscat.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SNIHostName;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.TlsFiles;
import dev.wscat.net.TlsOptions;
import dev.wscat.terminal.Passphrase;
import org.jspecify.annotations.Nullable;

/**
 * How a client does TLS.
 */
final class ClientTls {

	private final Option insecure = Option.flag("-n --no-check --insecure",
			"Take any certificate of the server, and of an https proxy.");

	private final Option authorities = Option
		.text("--ca", "FILE", "Trust the certificates in this file, and no others. Repeatable.")
		.repeatable();

	private final Option certificate = Option.text("--cert", "FILE", "Our certificate: PEM, or PKCS#12 with its key.");

	private final Option key = Option.text("--key", "FILE", "The key of our certificate, PEM.");

	private final Option passphrase = Option
		.text("--passphrase", "TEXT", "Opens the key; @FILE reads it from there, and without a value it is asked for.")
		.valueOptional();

	private final Option sni = Option.text("--sni", "NAME", "Ask for this name in the place of the URL's host.");

	private final Option least = Option.text("--tls-min", "VERSION", "The least TLS to accept, 1.2 or 1.3 (1.2)");

	private @Nullable TlsOptions settings;

	void define(Options options) {
		options.add(this.insecure, this.authorities, this.certificate, this.key, this.passphrase, this.sni, this.least);
	}

	/** Files are read, and questions asked, before anything is started. */
	void check() {
		if (!this.insecure.isSet() && !this.authorities.isSet() && !this.certificate.isSet() && !this.key.isSet()
				&& !this.sni.isSet() && !this.least.isSet()) {
			return;
		}
		if (this.key.isSet() && !this.certificate.isSet()) {
			throw new CliException(ExitCode.USAGE, "--key needs --cert, the certificate of that key");
		}
		boolean latest = latestOnly();
		checkName();
		String secret = secret();
		List<X509Certificate> trusted = new ArrayList<>();
		for (String file : this.authorities.texts()) {
			trusted.addAll(TlsFiles.certificates(Path.of(file), secret));
		}
		String keyFile = this.key.textOrNull();
		TlsOptions.Identity identity = this.certificate.isSet() ? TlsFiles.identity(Path.of(this.certificate.text()),
				(keyFile != null) ? Path.of(keyFile) : null, secret) : null;
		this.settings = new TlsOptions(trusted, this.insecure.isSet(), identity, this.sni.textOrNull(), latest);
	}

	/**
	 * Return the settings.
	 * @return what was checked, or {@code null} when nothing was set
	 */
	@Nullable TlsOptions settings() {
		return this.settings;
	}

	private boolean latestOnly() {
		return switch (this.least.text()) {
			case "", "1.2" -> false;
			case "1.3" -> true;
			default ->
				throw new CliException(ExitCode.USAGE, "--tls-min is 1.2 or 1.3, not '" + this.least.text() + "'");
		};
	}

	private void checkName() {
		try {
			if (this.sni.isSet()) {
				new SNIHostName(this.sni.text());
			}
		}
		catch (IllegalArgumentException ex) {
			throw new CliException(ExitCode.USAGE, "'" + this.sni.text() + "' is no host name for --sni", ex);
		}
	}

	private @Nullable String secret() {
		String text = this.passphrase.textOrNull();
		if (text == null || !text.isEmpty() && !text.startsWith("@")) {
			return text;
		}
		return text.isEmpty() ? Passphrase.ask("Passphrase: ") : firstLine(Path.of(text.substring(1)));
	}

	private static String firstLine(Path file) {
		try {
			return Files.readString(file).lines().findFirst().orElse("");
		}
		catch (IOException ex) {
			throw new CliException(ExitCode.LOCAL, "cannot read the passphrase from " + file + ": " + ex.getMessage(),
					ex);
		}
	}

}
