package dev.wscat.net;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;

/**
 * What is wrong with a certificate, for people.
 */
final class CertificateFault {

	private static final String IGNORE = "; --insecure connects all the same";

	private static final int DNS_NAME = 2;

	private static final int IP_ADDRESS = 7;

	private static final int MOST_NAMES = 5;

	private CertificateFault() {
	}

	/**
	 * Say which check failed.
	 * @param chain the server's certificate, then those who signed
	 * @param host what the certificate has to be for
	 * @param error what the JVM says
	 * @return what is wrong, and what to do
	 */
	static String describe(X509Certificate[] chain, String host, CertificateException error) {
		if (caused(error, CertificateExpiredException.class)) {
			X509Certificate expired = firstOutside(chain, true);
			return "the certificate of " + subject(expired) + " expired on " + day(expired.getNotAfter()) + IGNORE;
		}
		if (caused(error, CertificateNotYetValidException.class)) {
			X509Certificate early = firstOutside(chain, false);
			return "the certificate of " + subject(early) + " is not valid before " + day(early.getNotBefore())
					+ "; is this machine's clock right?";
		}
		if (caused(error, CertPathBuilderException.class)) {
			return unknownAuthority(chain);
		}
		if (isAboutName(error)) {
			return "wrong host: the certificate is for " + names(chain[0]) + ", not for " + host + IGNORE;
		}
		return "the certificate of " + subject(chain[0]) + " is refused: " + deepest(error) + IGNORE;
	}

	/**
	 * Say which check of a client failed.
	 * @param chain the client's certificate, then those who signed
	 * @param error what the JVM says
	 * @return what is wrong
	 */
	static String describeClient(X509Certificate[] chain, CertificateException error) {
		if (caused(error, CertificateExpiredException.class)) {
			X509Certificate expired = firstOutside(chain, true);
			return "the certificate of " + subject(expired) + " expired on " + day(expired.getNotAfter());
		}
		if (caused(error, CertificateNotYetValidException.class)) {
			X509Certificate early = firstOutside(chain, false);
			return "the certificate of " + subject(early) + " is not valid before " + day(early.getNotBefore());
		}
		if (caused(error, CertPathBuilderException.class)) {
			return "the certificate of " + subject(chain[0]) + " is signed by "
					+ chain[chain.length - 1].getIssuerX500Principal().getName() + ", who is not in --client-ca";
		}
		return "the certificate of " + subject(chain[0]) + " is refused: " + deepest(error);
	}

	private static String unknownAuthority(X509Certificate[] chain) {
		X509Certificate last = chain[chain.length - 1];
		if (isSelfSigned(chain[0])) {
			return "the certificate of " + subject(chain[0])
					+ " is self-signed; trust it with --ca FILE, or connect all the same with --insecure";
		}
		return "unknown authority: the certificate of " + subject(chain[0]) + " is signed by "
				+ last.getIssuerX500Principal().getName()
				+ "; trust its certificate with --ca FILE, or connect all the same with --insecure";
	}

	/** The JDK tells it in words only. */
	private static boolean isAboutName(CertificateException error) {
		String message = String.valueOf(error.getMessage());
		return message.startsWith("No subject alternative") || message.startsWith("No name matching");
	}

	static boolean isSelfSigned(X509Certificate certificate) {
		return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
	}

	/**
	 * Show what a certificate says.
	 * @param certificate the certificate
	 * @return whose it is, who signed it, and when it is valid
	 */
	static String summary(X509Certificate certificate) {
		return subject(certificate) + " for " + names(certificate) + ", issued by "
				+ certificate.getIssuerX500Principal().getName() + ", valid from " + day(certificate.getNotBefore())
				+ " to " + day(certificate.getNotAfter());
	}

	/**
	 * Name a certificate.
	 * @param certificate the certificate
	 * @return its subject, or the names it is for when it has none
	 */
	static String subject(X509Certificate certificate) {
		String name = certificate.getSubjectX500Principal().getName();
		return name.isEmpty() ? names(certificate) : name;
	}

	/**
	 * The names that count, RFC 6125: those of the extension, or else the common name.
	 */
	private static String names(X509Certificate certificate) {
		List<String> names = new ArrayList<>();
		try {
			Collection<List<?>> all = certificate.getSubjectAlternativeNames();
			for (List<?> name : (all != null) ? all : List.<List<?>>of()) {
				Object kind = name.get(0);
				if (kind.equals(DNS_NAME) || kind.equals(IP_ADDRESS)) {
					names.add(String.valueOf(name.get(1)));
				}
			}
		}
		catch (CertificateParsingException ex) {
			// it then names nobody
		}
		if (names.isEmpty()) {
			return certificate.getSubjectX500Principal().getName();
		}
		int more = names.size() - MOST_NAMES;
		return (more > 0) ? String.join(", ", names.subList(0, MOST_NAMES)) + " and " + more + " more"
				: String.join(", ", names);
	}

	private static X509Certificate firstOutside(X509Certificate[] chain, boolean after) {
		Date now = new Date();
		for (X509Certificate certificate : chain) {
			if (after ? now.after(certificate.getNotAfter()) : now.before(certificate.getNotBefore())) {
				return certificate;
			}
		}
		return chain[0];
	}

	private static String day(Date date) {
		return date.toInstant().toString();
	}

	private static boolean caused(Throwable error, Class<? extends Throwable> type) {
		return Causes.find(error, type) != null;
	}

	private static String deepest(Throwable error) {
		Throwable last = error;
		for (int depth = 0; last.getCause() != null && depth < 20; depth++) {
			last = last.getCause();
		}
		return String.valueOf(last.getMessage());
	}

}
