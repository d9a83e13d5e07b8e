package dev.wscat.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * A certificate that nobody has signed, for a server to be tried with. Java has no API
 * that makes one but has {@code keytool}, which is a part of each runtime.
 */
public final class SelfSigned {

	private static final String ALIAS = "wscat";

	private static final String PASSWORD_VARIABLE = "WSCAT_KEYSTORE_PASSWORD";

	/** The most that browsers take. */
	private static final String DAYS = "397";

	private static final long PATIENCE_SECONDS = 60;

	private static final int LINE_LENGTH = 64;

	private SelfSigned() {
	}

	/**
	 * Make a certificate and its key.
	 * @param hosts names and addresses it is for, besides those of this machine
	 * @return both
	 * @throws CliException when it cannot be made
	 */
	public static TlsOptions.Identity make(Collection<String> hosts) {
		byte[] random = new byte[16];
		new SecureRandom().nextBytes(random);
		String password = HexFormat.of().formatHex(random);
		try {
			// only its owner can look into it
			Path folder = Files.createTempDirectory("wscat");
			Path file = folder.resolve("keys.p12");
			try {
				keytool(file, password, names(hosts));
				KeyStore store = KeyStore.getInstance("PKCS12");
				store.load(new ByteArrayInputStream(Files.readAllBytes(file)), password.toCharArray());
				return new TlsOptions.Identity(store, password.toCharArray());
			}
			finally {
				Files.deleteIfExists(file);
				Files.delete(folder);
			}
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new CliException(ExitCode.LOCAL,
					"cannot make a certificate: " + ex.getMessage() + "; give one with --cert", ex);
		}
	}

	/**
	 * Write the certificate down, so that clients can be told to trust it. The key stays
	 * in memory.
	 * @param identity of {@link #make}
	 * @param file written as PEM
	 * @throws CliException when the file cannot be written
	 */
	public static void write(TlsOptions.Identity identity, Path file) {
		try {
			byte[] encoded = identity.store().getCertificate(ALIAS).getEncoded();
			Files.writeString(file,
					"-----BEGIN CERTIFICATE-----\n"
							+ Base64.getMimeEncoder(LINE_LENGTH, new byte[] { '\n' }).encodeToString(encoded)
							+ "\n-----END CERTIFICATE-----\n");
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new CliException(ExitCode.LOCAL, "cannot write the certificate to " + file + ": " + ex.getMessage(),
					ex);
		}
	}

	private static void keytool(Path file, String password, String names) throws IOException {
		String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
		// valid since yesterday, since clocks differ
		ProcessBuilder builder = new ProcessBuilder(tool, "-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-groupname",
				"secp256r1", "-sigalg", "SHA256withECDSA", "-dname", "CN=wscat self-signed", "-ext", "san=" + names,
				"-ext", "eku=serverAuth", "-startdate", "-1d", "-validity", DAYS, "-storetype", "PKCS12", "-keystore",
				file.toString(), "-storepass:env", PASSWORD_VARIABLE)
			.redirectErrorStream(true);
		builder.environment().put(PASSWORD_VARIABLE, password);
		Process process = builder.start();
		process.getOutputStream().close();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		try {
			if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
				process.destroyForcibly();
				throw new IOException("keytool failed: " + said.replace('\n', ' '));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", ex);
		}
	}

	private static String names(Collection<String> hosts) {
		Set<String> all = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
		for (String host : hosts) {
			all.add(isAnywhere(host) ? thisMachine() : host);
		}
		StringJoiner names = new StringJoiner(",");
		for (String name : all) {
			String bare = name.replaceAll("[\\[\\]]|%.*", "");
			if (bare.matches("[\\d.]+") || bare.contains(":")) {
				names.add("ip:" + bare);
			}
			else if (bare.matches("[\\w.-]+")) {
				names.add("dns:" + bare);
			}
		}
		return names.toString();
	}

	private static boolean isAnywhere(String host) {
		return host.equals("*") || host.equals("0.0.0.0") || host.equals("::");
	}

	private static String thisMachine() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "localhost";
		}
	}

}
