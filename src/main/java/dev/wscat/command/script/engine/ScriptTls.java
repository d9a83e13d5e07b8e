package dev.wscat.command.script.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.TlsFiles;
import dev.wscat.net.TlsOptions;
import dev.wscat.net.TlsServerOptions;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * How a program wants TLS to be done: names of files, which it has to be allowed to read.
 */
final class ScriptTls {

	private final List<Path> authorities = new ArrayList<>();

	private final @Nullable Path certificate;

	private final @Nullable Path key;

	private final @Nullable String passphrase;

	private final @Nullable String name;

	private final boolean insecure;

	/**
	 * Read what the program says.
	 * @param program whose it is
	 * @param options of {@code lib.tlsOptions}
	 * @throws CliException when a file may not be read or is not there
	 */
	ScriptTls(Program program, Value options) {
		Permissions permissions = new Permissions(program.job().readable(), program.job().writable());
		HostFunctions.texts(options.getMember("ca")).forEach((file) -> this.authorities.add(file(permissions, file)));
		String own = HostFunctions.text(options.getMember("cert"));
		String ownKey = HostFunctions.text(options.getMember("key"));
		this.certificate = (own != null) ? file(permissions, own) : null;
		this.key = (ownKey != null) ? file(permissions, ownKey) : null;
		this.passphrase = HostFunctions.text(options.getMember("passphrase"));
		this.name = HostFunctions.text(options.getMember("servername"));
		this.insecure = options.getMember("insecure").asBoolean();
	}

	private static Path file(Permissions permissions, String name) {
		try {
			return permissions.toRead(name);
		}
		catch (IOException ex) {
			throw new CliException(ExitCode.LOCAL, "there is no file " + name, ex);
		}
		catch (SecurityException ex) {
			throw new CliException(ExitCode.LOCAL, String.valueOf(ex.getMessage()), ex);
		}
	}

	/** All files that are named. */
	List<Path> files() {
		List<Path> files = new ArrayList<>(this.authorities);
		if (this.certificate != null) {
			files.add(this.certificate);
		}
		if (this.key != null) {
			files.add(this.key);
		}
		return files;
	}

	/** What a server shows, and wants to be shown. */
	TlsServerOptions.Material material() {
		TlsOptions.Identity identity = identity();
		if (identity == null) {
			throw new CliException(ExitCode.LOCAL, "there is no TLS without a certificate; give cert and key");
		}
		return new TlsServerOptions.Material(identity, trusted());
	}

	/** How a client does TLS, or {@code null} for plainly. */
	@Nullable TlsOptions client() {
		if (files().isEmpty() && !this.insecure && this.name == null) {
			return null;
		}
		return new TlsOptions(trusted(), this.insecure, identity(), this.name, false);
	}

	private List<X509Certificate> trusted() {
		List<X509Certificate> all = new ArrayList<>();
		this.authorities.forEach((file) -> all.addAll(TlsFiles.certificates(file, null)));
		return all;
	}

	private TlsOptions.@Nullable Identity identity() {
		return (this.certificate != null) ? TlsFiles.identity(this.certificate, this.key, this.passphrase) : null;
	}

}
