package dev.wscat.net;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Values of the Authorization header.
 */
public final class Credentials {

	private Credentials() {
	}

	/**
	 * Make those of RFC 7617.
	 * @param user {@code user:password}
	 * @return name and password in base64
	 */
	public static String basic(String user) {
		return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
	}

}
