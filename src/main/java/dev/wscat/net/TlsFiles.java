package dev.wscat.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/**
 * Certificates and keys in files, PEM or PKCS#12 as they come.
 */
public final class TlsFiles {

	private static final char[] NO_PASSWORD = new char[0];

	private TlsFiles() {
	}

	/**
	 * Read certificates.
	 * @param file PEM, DER or PKCS#12
	 * @param passphrase of a PKCS#12 file, or {@code null}
	 * @return at least one
	 * @throws CliException when it cannot be read or has none
	 */
	public static List<X509Certificate> certificates(Path file, @Nullable String passphrase) {
		byte[] bytes = read(file);
		try {
			List<X509Certificate> found = new ArrayList<>();
			if (isPem(bytes)) {
				found.addAll(pem(bytes).getCertificates());
			}
			else if (isStore(bytes)) {
				KeyStore store = store(bytes, passphrase);
				for (String alias : Collections.list(store.aliases())) {
					if (store.getCertificate(alias) instanceof X509Certificate certificate) {
						found.add(certificate);
					}
				}
			}
			else {
				found.add((X509Certificate) CertificateFactory.getInstance("X.509")
					.generateCertificate(new ByteArrayInputStream(bytes)));
			}
			if (found.isEmpty()) {
				throw new GeneralSecurityException("there is none");
			}
			return found;
		}
		catch (GeneralSecurityException | IOException | RuntimeException ex) {
			throw bad("no certificate can be read from " + file, ex);
		}
	}

	/**
	 * Read a certificate with its key.
	 * @param certificate PEM, the certificate first and then those who signed, or PKCS#12
	 * with the key
	 * @param key PEM, or {@code null} when it stands in the other file
	 * @param passphrase of the key or the PKCS#12 file, or {@code null}
	 * @return both
	 * @throws CliException when they cannot be read or do not belong together
	 */
	public static TlsOptions.Identity identity(Path certificate, @Nullable Path key, @Nullable String passphrase) {
		byte[] bytes = read(certificate);
		try {
			if (key == null && !isPem(bytes)) {
				return new TlsOptions.Identity(withKey(store(bytes, passphrase), certificate), chars(passphrase));
			}
		}
		catch (GeneralSecurityException | IOException ex) {
			throw bad("the PKCS#12 file " + certificate + " cannot be opened", ex);
		}
		List<X509Certificate> chain = certificates(certificate, passphrase);
		PrivateKey secret = privateKey((key != null) ? key : certificate, passphrase);
		checkPair(chain.get(0), secret, certificate);
		try {
			KeyStore store = emptyStore();
			store.setKeyEntry("key", secret, NO_PASSWORD, chain.toArray(new Certificate[0]));
			return new TlsOptions.Identity(store, NO_PASSWORD);
		}
		catch (GeneralSecurityException ex) {
			throw bad("the key of " + certificate + " cannot be used", ex);
		}
	}

	static KeyStore emptyStore() throws GeneralSecurityException {
		try {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(null, null);
			return store;
		}
		catch (IOException ex) {
			throw new GeneralSecurityException(ex);
		}
	}

	private static PrivateKey privateKey(Path file, @Nullable String passphrase) {
		byte[] bytes = read(file);
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		if (!text.contains("PRIVATE KEY-----")) {
			throw new CliException(ExitCode.LOCAL,
					"there is no private key in " + file + "; name its file with --key, in PEM");
		}
		boolean locked = text.contains("ENCRYPTED");
		if (locked && passphrase == null) {
			throw new CliException(ExitCode.LOCAL, "the key in " + file + " is encrypted; give --passphrase");
		}
		try {
			PrivateKey key = pem(LegacyPem.decrypt(text, passphrase)).getPrivateKey(passphrase);
			if (key == null) {
				throw new GeneralSecurityException("there is none");
			}
			return key;
		}
		catch (GeneralSecurityException | RuntimeException ex) {
			throw bad("the key in " + file + " cannot be read"
					+ (locked ? "; is the passphrase right?" : ", or is of a kind Java does not know"), ex);
		}
	}

	/** A pair that does not match is told by servers in words that nobody understands. */
	private static void checkPair(X509Certificate certificate, PrivateKey key, Path file) {
		if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
			throw new CliException(ExitCode.LOCAL, "the key is " + key.getAlgorithm() + ", but the certificate in "
					+ file + " is for " + certificate.getPublicKey().getAlgorithm());
		}
		if (!KeyPairs.match(certificate.getPublicKey(), key)) {
			throw new CliException(ExitCode.LOCAL,
					"the key does not belong to the certificate in " + file + "; is its own certificate the first?");
		}
	}

	private static KeyStore withKey(KeyStore store, Path file) throws GeneralSecurityException {
		for (String alias : Collections.list(store.aliases())) {
			if (store.isKeyEntry(alias)) {
				return store;
			}
		}
		throw new CliException(ExitCode.LOCAL, "there is no private key in " + file);
	}

	private static KeyStore store(byte[] bytes, @Nullable String passphrase)
			throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(new ByteArrayInputStream(bytes), chars(passphrase));
		return store;
	}

	private static boolean isPem(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN");
	}

	/** A PKCS#12 file begins with its version, 3; RFC 7292 section 4. */
	private static boolean isStore(byte[] bytes) {
		int length = (bytes.length > 1 && bytes[1] < 0) ? bytes[1] & 0x7f : 0;
		int at = 2 + length;
		return bytes.length > at + 2 && bytes[at] == 2 && bytes[at + 1] == 1 && bytes[at + 2] == 3;
	}

	private static PemContent pem(byte[] bytes) {
		return pem(new String(bytes, StandardCharsets.ISO_8859_1));
	}

	private static PemContent pem(String text) {
		PemContent content = PemContent.of(text);
		if (content == null) {
			throw new IllegalStateException("no PEM");
		}
		return content;
	}

	private static char[] chars(@Nullable String passphrase) {
		return (passphrase != null) ? passphrase.toCharArray() : NO_PASSWORD;
	}

	private static byte[] read(Path file) {
		try {
			return Files.readAllBytes(file);
		}
		catch (NoSuchFileException ex) {
			throw new CliException(ExitCode.LOCAL, "there is no file " + file, ex);
		}
		catch (IOException ex) {
			throw bad("cannot read " + file, ex);
		}
	}

	private static CliException bad(String what, Exception error) {
		return new CliException(ExitCode.LOCAL, what + ": " + error.getMessage(), error);
	}

}
