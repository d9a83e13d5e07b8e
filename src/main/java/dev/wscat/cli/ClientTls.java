package dev.wscat.cli;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SNIHostName;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.TlsFiles;
import dev.wscat.net.TlsOptions;
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

	private final Option sni = Option.text("--sni", "NAME", "Ask for this name in the place of the URL's host.");

	private final OwnCertificate own;

	private @Nullable TlsOptions settings;

	ClientTls(OwnCertificate own) {
		this.own = own;
	}

	void define(Options options) {
		options.add(this.insecure, this.authorities, this.sni);
		this.own.define(options);
	}

	/** Files are read, and questions asked, before anything is started. */
	void check() {
		if (!this.insecure.isSet() && !this.authorities.isSet() && !this.sni.isSet() && !this.own.isAnySet()) {
			return;
		}
		this.own.check();
		checkName();
		String secret = this.own.secret();
		List<X509Certificate> trusted = new ArrayList<>();
		for (String file : this.authorities.texts()) {
			trusted.addAll(TlsFiles.certificates(Path.of(file), secret));
		}
		this.settings = new TlsOptions(trusted, this.insecure.isSet(), this.own.read(secret), this.sni.textOrNull(),
				this.own.latestOnly());
	}

	/**
	 * Return the settings.
	 * @return what was checked, or {@code null} when nothing was set
	 */
	@Nullable TlsOptions settings() {
		return this.settings;
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

}
