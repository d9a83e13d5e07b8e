package dev.wscat.net;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A substitution as sed writes it, {@code s/pattern/replacement/flags}: any character can
 * stand for the slash; {@code \1} to {@code \9} are the groups of the pattern and
 * {@code &} the whole match; the flags are {@code g} for all matches and not the first
 * only, and {@code i} for letters of both cases. Safe for all threads.
 */
public final class Rewrite {

	private final Pattern pattern;

	/** Literal text, and in between the numbers of groups. */
	private final List<Object> replacement;

	private final boolean all;

	private Rewrite(Pattern pattern, List<Object> replacement, boolean all) {
		this.pattern = pattern;
		this.replacement = replacement;
		this.all = all;
	}

	/**
	 * Read a substitution.
	 * @param text as typed
	 * @return the substitution
	 * @throws IllegalArgumentException when it is none; says why
	 */
	public static Rewrite parse(String text) {
		if (text.length() < 2 || text.charAt(0) != 's' || Character.isLetterOrDigit(text.charAt(1))
				|| text.charAt(1) == '\\') {
			throw new IllegalArgumentException("'" + text + "' is not like s/pattern/replacement/");
		}
		char slash = text.charAt(1);
		int middle = end(text, 2, slash);
		int last = end(text, middle + 1, slash);
		String flags = text.substring(last + 1);
		if (!flags.matches("[gi]*")) {
			throw new IllegalArgumentException(
					"'" + flags + "' behind '" + text.substring(0, last + 1) + "' is not made of the flags g and i");
		}
		try {
			int bits = Pattern.MULTILINE | (flags.contains("i") ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
			Pattern pattern = Pattern.compile(text.substring(2, middle).replace("\\" + slash, literal(slash)), bits);
			int groups = pattern.matcher("").groupCount();
			return new Rewrite(pattern, replacement(text.substring(middle + 1, last), groups), flags.contains("g"));
		}
		catch (PatternSyntaxException ex) {
			throw new IllegalArgumentException("'" + ex.getPattern() + "' is no pattern: " + ex.getDescription(), ex);
		}
	}

	private static int end(String text, int from, char slash) {
		for (int i = from; i < text.length(); i++) {
			if (text.charAt(i) == '\\') {
				i++;
			}
			else if (text.charAt(i) == slash) {
				return i;
			}
		}
		throw new IllegalArgumentException(
				"'" + text + "' lacks a " + slash + ": it is not like s" + slash + "a" + slash + "b" + slash);
	}

	/** The character itself in a pattern, whatever it would mean there. */
	private static String literal(char slash) {
		return (slash < 0x80) ? "\\" + slash : String.valueOf(slash);
	}

	private static List<Object> replacement(String text, int groups) {
		List<Object> parts = new ArrayList<>();
		StringBuilder literal = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			char next = (c == '\\') ? text.charAt(++i) : 0;
			if (c == '&' || Character.isDigit(next)) {
				int group = (c == '&') ? 0 : next - '0';
				if (group > groups) {
					throw new IllegalArgumentException(
							"\\" + group + " in '" + text + "': the pattern has " + groups + " groups");
				}
				parts.add(literal.toString());
				parts.add(group);
				literal.setLength(0);
			}
			else {
				literal.append((c != '\\') ? c : escaped(next));
			}
		}
		parts.add(literal.toString());
		return List.copyOf(parts);
	}

	private static char escaped(char letter) {
		return switch (letter) {
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			default -> letter;
		};
	}

	/**
	 * Rewrite a text.
	 * @param text the text
	 * @return the same object when nothing matches
	 */
	String apply(String text) {
		Matcher matcher = this.pattern.matcher(text);
		if (!matcher.find()) {
			return text;
		}
		StringBuilder result = new StringBuilder(text.length() + 16);
		int done = 0;
		do {
			result.append(text, done, matcher.start());
			for (Object part : this.replacement) {
				String group = (part instanceof Integer number) ? matcher.group(number) : (String) part;
				result.append((group != null) ? group : "");
			}
			done = matcher.end();
		}
		while (this.all && matcher.find());
		return result.append(text, done, text.length()).toString();
	}

}
