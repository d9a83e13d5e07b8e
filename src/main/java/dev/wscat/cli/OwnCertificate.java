package dev.wscat.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.TlsFiles;
import dev.wscat.net.TlsOptions;
import dev.wscat.terminal.Passphrase;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that we show, as a client or as a server, and the least TLS.
 */
public final class OwnCertificate {

	private final Option certificate = Option.text("--p12 --cert", "FILE",
			"Our certificate: PEM, those who signed it behind it, or PKCS#12 with its key.");

	private final Option key = Option.text("--key", "FILE", "The key of our certificate, PEM.");

	private final Option passphrase = Option
		.text("--passphrase", "TEXT", "Opens the key; @FILE reads it from there, and without a value it is asked for.")
		.valueOptional();

	private final Option least = Option.text("--tls-min", "VERSION", "The least TLS to accept, 1.2 or 1.3 (1.2)");

	/**
	 * Describe the options.
	 * @param options to be added to
	 */
	public void define(Options options) {
		options.add(this.certificate, this.key, this.passphrase, this.least);
	}

	boolean isSet() {
		return this.certificate.isSet();
	}

	/** Whether something is set that has no meaning without TLS. */
	boolean isAnySet() {
		return isSet() || this.key.isSet() || this.least.isSet();
	}

	/**
	 * Look at the values together, without looking into files.
	 * @throws CliException when they are wrong
	 */
	void check() {
		if (this.key.isSet() && !this.certificate.isSet()) {
			throw new CliException(ExitCode.USAGE, "--key needs --cert, the certificate of that key");
		}
		latestOnly();
	}

	boolean latestOnly() {
		return switch (this.least.text()) {
			case "", "1.2" -> false;
			case "1.3" -> true;
			default ->
				throw new CliException(ExitCode.USAGE, "--tls-min is 1.2 or 1.3, not '" + this.least.text() + "'");
		};
	}

	/**
	 * Read the certificate and its key.
	 * @param secret of {@link #secret()}
	 * @return both, or {@code null} when none is named
	 * @throws CliException when they cannot be used
	 */
	TlsOptions.@Nullable Identity read(@Nullable String secret) {
		return this.certificate.isSet() ? TlsFiles.identity(file(), keyFile(), secret) : null;
	}

	Path file() {
		return Path.of(this.certificate.text());
	}

	@Nullable Path keyFile() {
		return this.key.isSet() ? Path.of(this.key.text()) : null;
	}

	/**
	 * Find what opens the key; asks for it if need be.
	 * @return the passphrase, or {@code null} when there is none
	 */
	@Nullable String secret() {
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
