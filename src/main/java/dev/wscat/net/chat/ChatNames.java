package dev.wscat.net.chat;

import java.text.Normalizer;
import java.util.Locale;

/**
 * What users and rooms may be called, and what may be said. Two names that look alike are
 * one: a name that cannot be seen for what it is could speak for another.
 */
public final class ChatNames {

	/** Characters of a name, at most. */
	public static final int LONGEST = 32;

	/** Marks one upon the other that some scripts need; more would cover the lines. */
	private static final int MOST_MARKS = 4;

	/** They begin a command, and a line that nobody has said. */
	private static final String NOT_FIRST = "/*!";

	private ChatNames() {
	}

	/**
	 * Check a name.
	 * @param kind whose it is, for people
	 * @param text as typed
	 * @return the name in its one form, Unicode's NFC
	 * @throws ChatFault when nobody may be called so
	 */
	public static String checked(String kind, String text) {
		if (text.length() > LONGEST * 4) {
			throw bad(kind, "has more than " + LONGEST + " characters");
		}
		String name = Normalizer.normalize(text, Normalizer.Form.NFC);
		int length = name.codePointCount(0, name.length());
		if (length == 0 || length > LONGEST) {
			throw bad(kind, (length == 0) ? "is empty" : "has more than " + LONGEST + " characters");
		}
		if (NOT_FIRST.indexOf(name.charAt(0)) >= 0) {
			throw bad(kind, "begins with " + name.charAt(0));
		}
		int marks = MOST_MARKS;
		for (int at = 0; at < name.length(); at = name.offsetByCodePoints(at, 1)) {
			int c = name.codePointAt(at);
			if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
				throw bad(kind, "has a blank in it");
			}
			if (isHidden(c)) {
				throw bad(kind, String.format(Locale.ROOT, "has a character in it that cannot be seen, U+%04X", c));
			}
			marks = isMark(c) ? marks + 1 : 0;
			if (marks > MOST_MARKS) {
				throw bad(kind, "has marks that belong to no letter");
			}
		}
		return name;
	}

	private static ChatFault bad(String kind, String why) {
		return new ChatFault("bad-name", "this name of a " + kind + " " + why);
	}

	/**
	 * Return what two names that look alike have in common.
	 * @param name a checked name
	 * @return its key
	 */
	public static String key(String name) {
		// upper case first: some letters have one lower case form, but two upper case
		// ones
		return Normalizer.normalize(name, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
	}

	/**
	 * Check what is said.
	 * @param text as typed
	 * @param longest characters, at most
	 * @return the text, in which control characters have become U+FFFD
	 * @throws ChatFault when it says nothing, or too much
	 */
	public static String text(String text, int longest) {
		if (text.isBlank()) {
			throw new ChatFault("empty", "say something");
		}
		int length = text.codePointCount(0, text.length());
		if (length > longest) {
			throw new ChatFault("too-long", "a message has at most " + longest + " characters; this has " + length);
		}
		StringBuilder plain = new StringBuilder(text.length());
		text.codePoints().forEach((c) -> plain.appendCodePoint(isHarmful(c) ? 0xfffd : c));
		return plain.toString();
	}

	private static boolean isHarmful(int c) {
		int type = Character.getType(c);
		return type == Character.CONTROL && c != '\n' && c != '\t' || type == Character.SURROGATE;
	}

	private static boolean isMark(int c) {
		int type = Character.getType(c);
		return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK
				|| type == Character.COMBINING_SPACING_MARK;
	}

	/** Also such as Unicode counts as letters or marks, and nobody sees. */
	private static boolean isHidden(int c) {
		return switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				true;
			default -> c == 0x034f || c == 0x115f || c == 0x1160 || c == 0x17b4 || c == 0x17b5
					|| c >= 0x180b && c <= 0x180f || c == 0x2800 || c == 0x3164 || c >= 0xfe00 && c <= 0xfe0f
					|| c == 0xffa0 || c >= 0xe0100 && c <= 0xe01ef;
		};
	}

}
