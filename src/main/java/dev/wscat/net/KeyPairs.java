package dev.wscat.net;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/**
 * Whether a private key and a public one are a pair.
 */
final class KeyPairs {

	private static final byte[] TEXT = { 'w', 's', 'c', 'a', 't' };

	private KeyPairs() {
	}

	/**
	 * Sign with the one and verify with the other.
	 * @param open the public key
	 * @param secret the private key, of the same algorithm
	 * @return whether they are a pair; true when the JVM cannot tell
	 */
	static boolean match(PublicKey open, PrivateKey secret) {
		String algorithm = switch (open.getAlgorithm()) {
			case "RSA" -> "SHA256withRSA";
			case "EC" -> "SHA256withECDSA";
			case "EdDSA", "Ed25519", "Ed448" -> "EdDSA";
			default -> "";
		};
		if (algorithm.isEmpty()) {
			return true;
		}
		try {
			Signature signature = Signature.getInstance(algorithm);
			signature.initSign(secret);
			signature.update(TEXT);
			byte[] signed = signature.sign();
			signature.initVerify(open);
			signature.update(TEXT);
			return signature.verify(signed);
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

}
