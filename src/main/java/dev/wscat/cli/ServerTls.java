package dev.wscat.cli;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.SelfSigned;
import dev.wscat.net.TlsFiles;
import dev.wscat.net.TlsOptions;
import dev.wscat.net.TlsServerOptions;
import org.jspecify.annotations.Nullable;

/**
 * How a server does TLS, if it does.
 */
public final class ServerTls {

	private final OwnCertificate own;

	private final Option authorities = Option
		.text("--client-ca", "FILE",
				"Let in only clients that show a certificate signed by one of these, PEM. Repeatable.")
		.repeatable();

	private final Option selfSigned = Option
		.text("--self-signed", "FILE",
				"Make a certificate and forget it at the end; write it to FILE for clients' --ca.")
		.valueOptional();

	private @Nullable String secret;

	/**
	 * Create the options.
	 * @param own the certificate that we show
	 */
	public ServerTls(OwnCertificate own) {
		this.own = own;
	}

	/**
	 * Describe the options that only a server has.
	 * @param options to be added to
	 */
	public void define(Options options) {
		options.add(this.selfSigned, this.authorities);
	}

	/**
	 * Look at the values together, and ask for a passphrase if need be. Files are read
	 * when the server starts.
	 * @throws CliException when they are wrong
	 */
	public void check() {
		this.own.check();
		if (this.own.isSet() && this.selfSigned.isSet()) {
			throw new CliException(ExitCode.USAGE, "use --cert or --self-signed, not both");
		}
		if (!isSet() && (this.authorities.isSet() || this.own.isAnySet())) {
			throw new CliException(ExitCode.USAGE,
					"there is no TLS without a certificate; give --cert or --self-signed");
		}
		this.secret = isSet() ? this.own.secret() : null;
	}

	/**
	 * Tell whether TLS is spoken.
	 * @return whether there is a certificate
	 */
	public boolean isSet() {
		return this.own.isSet() || this.selfSigned.isSet();
	}

	/**
	 * Return how TLS is done, once the values were checked. Makes a certificate if none
	 * is given.
	 * @param hosts names and addresses the server listens at
	 * @param note takes a line when a certificate was taken up
	 * @return the settings, or {@code null} when TLS is not spoken
	 * @throws CliException when the certificate cannot be made
	 */
	public @Nullable TlsServerOptions settings(List<String> hosts, Consumer<String> note) {
		if (!isSet()) {
			return null;
		}
		List<Path> files = new ArrayList<>();
		this.authorities.texts().forEach((file) -> files.add(Path.of(file)));
		TlsOptions.Identity made = this.selfSigned.isSet() ? make(hosts) : null;
		if (made == null) {
			files.add(this.own.file());
			Path key = this.own.keyFile();
			if (key != null) {
				files.add(key);
			}
		}
		return new TlsServerOptions(() -> read(made), files, this.own.latestOnly(), note);
	}

	private TlsOptions.Identity make(List<String> hosts) {
		TlsOptions.Identity identity = SelfSigned.make(hosts);
		if (!this.selfSigned.text().isEmpty()) {
			SelfSigned.write(identity, Path.of(this.selfSigned.text()));
		}
		return identity;
	}

	private TlsServerOptions.Material read(TlsOptions.@Nullable Identity made) {
		List<X509Certificate> trusted = new ArrayList<>();
		for (String file : this.authorities.texts()) {
			trusted.addAll(TlsFiles.certificates(Path.of(file), this.secret));
		}
		return new TlsServerOptions.Material((made != null) ? made : Objects.requireNonNull(this.own.read(this.secret)),
				trusted);
	}

}
