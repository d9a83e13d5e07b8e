package dev.wscat.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates of an authority that only the tests know, and TLS servers that use them.
 */
public final class TlsFixture {

	/** Of each file that has one. */
	public static final String PASSPHRASE = "secret";

	private static final Path FOLDER = Path.of("src", "test", "resources", "dev", "wscat", "tls").toAbsolutePath();

	private TlsFixture() {
	}

	public static String file(String name) {
		return path(name).toString();
	}

	public static Path path(String name) {
		return FOLDER.resolve(name);
	}

	/**
	 * Make the side of a client, which trusts the authority of the tests and has no
	 * certificate.
	 * @return a context
	 */
	public static SSLContext client() {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, trust(), null);
			return context;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Make the side of a server, which trusts the authority of the tests.
	 * @param name of its certificate: server, other, expired, future or selfsigned
	 * @return a context
	 */
	public static SSLContext server(String name) {
		try {
			KeyStore keys = KeyStore.getInstance("PKCS12");
			try (InputStream in = Files.newInputStream(FOLDER.resolve(name + ".p12"))) {
				keys.load(in, PASSPHRASE.toCharArray());
			}
			KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			own.init(keys, PASSPHRASE.toCharArray());
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(own.getKeyManagers(), trust(), null);
			return context;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static TrustManager[] trust() throws IOException, GeneralSecurityException {
		KeyStore authorities = KeyStore.getInstance("PKCS12");
		authorities.load(null, null);
		try (InputStream in = Files.newInputStream(FOLDER.resolve("ca.pem"))) {
			authorities.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
		}
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(authorities);
		return trust.getTrustManagers();
	}

}
