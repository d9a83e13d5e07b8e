package dev.wscat.net;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How a server does TLS.
 *
 * @param material gives what is in the files, each time it is asked; fails with a
 * {@link dev.wscat.core.CliException} when they cannot be used
 * @param files are looked at while the server runs, and read again when they change
 * @param latestOnly whether TLS 1.3 is the least that is accepted, and not 1.2
 * @param note takes a line when a certificate was taken up
 */
public record TlsServerOptions(Supplier<Material> material, List<Path> files, boolean latestOnly,
		Consumer<String> note) {

	/**
	 * What a server shows, and wants to be shown.
	 *
	 * @param identity our certificate and its key
	 * @param authorities one of them has to have signed a client's certificate; none when
	 * clients need none
	 */
	public record Material(TlsOptions.Identity identity, List<X509Certificate> authorities) {
	}

}
