package dev.wscat;

/**
 * The program's version; the same as in {@code pom.xml}, which a test checks.
 */
final class Version {

	static final String NUMBER = "1.0.0-SNAPSHOT";

	private Version() {
	}

}
