package dev.wscat.terminal;

/**
 * Keeps text of a peer from driving the terminal.
 */
public final class Escapes {

	private Escapes() {
	}

	/**
	 * Make control characters visible: the C0 and C1 sets and DEL, but for tab and line
	 * feed, and the marks that change the direction of text.
	 * @param text anything
	 * @return the text with such characters as {@code \x1b} or {@code \}{@code u202e}
	 */
	public static String visible(String text) {
		StringBuilder escaped = null;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (isControl(c)) {
				if (escaped == null) {
					escaped = new StringBuilder(text.length() + 16).append(text, 0, i);
				}
				escaped.append((c < 0x100) ? "\\x" : "\\u");
				String hex = Integer.toHexString(c);
				escaped.append("0".repeat(((c < 0x100) ? 2 : 4) - hex.length())).append(hex);
			}
			else if (escaped != null) {
				escaped.append(c);
			}
		}
		return (escaped != null) ? escaped.toString() : text;
	}

	/**
	 * Make control characters visible, line feeds too, so that a peer cannot forge a
	 * line.
	 * @param text anything
	 * @return the text as one line
	 */
	public static String oneLine(String text) {
		return visible(text).replace("\n", "\\x0a");
	}

	private static boolean isControl(char c) {
		return c < 0x20 && c != '\t' && c != '\n' || c >= 0x7f && c < 0xa0 || c >= 0x202a && c <= 0x202e
				|| c >= 0x2066 && c <= 0x2069;
	}

}
