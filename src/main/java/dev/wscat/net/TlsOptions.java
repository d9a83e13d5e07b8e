package dev.wscat.net;

import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How TLS is done.
 *
 * @param authorities trusted to sign certificates; none for those of the JVM
 * @param insecure whether the server's certificate is taken whatever it says
 * @param identity our certificate and its key, or {@code null}
 * @param sni name asked for in the place of the URL's host, or {@code null}
 * @param latestOnly whether TLS 1.3 is the least that is accepted, and not 1.2
 */
public record TlsOptions(List<X509Certificate> authorities, boolean insecure, @Nullable Identity identity,
		@Nullable String sni, boolean latestOnly) {

	/** The authorities of the JVM, and no certificate of ours. */
	public static final TlsOptions PLAIN = new TlsOptions(List.of(), false, null, null, false);

	/**
	 * A certificate and its key.
	 *
	 * @param store holds both
	 * @param password of the key in the store
	 */
	public record Identity(KeyStore store, char[] password) {
	}

	/**
	 * Return how TLS to a proxy is done, or to a server that another one sent us to.
	 * @return the same, without what is only for the server that the user named
	 */
	TlsOptions forOthers() {
		return new TlsOptions(this.authorities, this.insecure, null, null, this.latestOnly);
	}

}
