package dev.wscat.net;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * What a certificate is compared by.
 */
final class Fingerprint {

	private Fingerprint() {
	}

	/**
	 * Compute the fingerprint.
	 * @param certificate the certificate
	 * @return SHA-256 in the form of OpenSSL, 32 times two hex digits with colons between
	 * @throws GeneralSecurityException when the certificate cannot be encoded
	 */
	static String of(X509Certificate certificate) throws GeneralSecurityException {
		byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
		return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
	}

}
