package dev.wscat.net;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Private keys that old versions of OpenSSL encrypted, with
 * {@code Proc-Type: 4,ENCRYPTED} of RFC 1421 at their head. Neither the JDK nor Spring
 * reads them.
 */
final class LegacyPem {

	private static final Pattern KEY = Pattern.compile("-----BEGIN (RSA|EC) PRIVATE KEY-----\\s+"
			+ "Proc-Type: 4,ENCRYPTED\\s+DEK-Info: ([A-Z0-9-]+),([0-9A-Fa-f]+)\\s+([A-Za-z0-9+/=\\s]+)-----END");

	private static final int SALT_LENGTH = 8;

	private LegacyPem() {
	}

	/**
	 * Decrypt a key.
	 * @param text PEM of any kind
	 * @param passphrase of the key, or {@code null}
	 * @return the key in plain PEM; the text itself when it has no such key
	 * @throws GeneralSecurityException when the passphrase is wrong or the cipher unknown
	 */
	static String decrypt(String text, @Nullable String passphrase) throws GeneralSecurityException {
		Matcher key = KEY.matcher(text);
		if (passphrase == null || !key.find()) {
			return text;
		}
		byte[] vector = HexFormat.of().parseHex(key.group(3));
		String name = key.group(2);
		String kind = name.startsWith("AES-") ? "AES" : "DESede";
		int length = switch (name) {
			case "AES-128-CBC" -> 16;
			case "AES-192-CBC", "DES-EDE3-CBC" -> 24;
			case "AES-256-CBC" -> 32;
			default -> throw new GeneralSecurityException("unknown cipher " + name);
		};
		Cipher cipher = Cipher.getInstance(kind + "/CBC/PKCS5Padding");
		cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(stretch(passphrase, vector, length), kind),
				new IvParameterSpec(vector));
		byte[] plain = cipher.doFinal(Base64.getMimeDecoder().decode(key.group(4)));
		String label = key.group(1) + " PRIVATE KEY-----\n";
		return "-----BEGIN " + label + Base64.getMimeEncoder().encodeToString(plain) + "\n-----END " + label;
	}

	/** OpenSSL's EVP_BytesToKey with MD5 and one round. */
	private static byte[] stretch(String passphrase, byte[] vector, int length) throws GeneralSecurityException {
		MessageDigest digest = MessageDigest.getInstance("MD5");
		byte[] key = new byte[length];
		byte[] last = new byte[0];
		for (int done = 0; done < length; done += last.length) {
			digest.update(last);
			digest.update(passphrase.getBytes(StandardCharsets.UTF_8));
			digest.update(vector, 0, SALT_LENGTH);
			last = digest.digest();
			System.arraycopy(last, 0, key, done, Math.min(last.length, length - done));
		}
		return key;
	}

}
