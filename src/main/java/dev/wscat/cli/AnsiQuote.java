package dev.wscat.cli;

/**
 * What stands behind a backslash in {@code $'..'}, as browsers write it when they copy a
 * request.
 */
final class AnsiQuote {

	private static final String NAMES = "abeEfnrtv";

	private static final String CHARACTERS = "\007\b\033\033\f\n\r\t\013";

	private AnsiQuote() {
	}

	/**
	 * Read one escape.
	 * @param source the whole text
	 * @param start behind the backslash
	 * @param word where the character goes
	 * @return behind the escape
	 */
	static int escape(String source, int start, StringBuilder word) {
		if (start == source.length()) {
			return start;
		}
		char kind = source.charAt(start);
		int digits = switch (kind) {
			case 'x' -> 2;
			case 'u' -> 4;
			case 'U' -> 8;
			default -> 0;
		};
		if (digits > 0) {
			return number(source, start + 1, digits, 16, word, kind);
		}
		if (kind >= '0' && kind <= '7') {
			return number(source, start, 3, 8, word, kind);
		}
		int named = NAMES.indexOf(kind);
		word.append((named >= 0) ? CHARACTERS.charAt(named) : kind);
		return start + 1;
	}

	private static int number(String source, int start, int most, int radix, StringBuilder word, char kind) {
		int end = start;
		int number = 0;
		while (end < source.length() && end < start + most && Character.digit(source.charAt(end), radix) >= 0) {
			number = number * radix + Character.digit(source.charAt(end), radix);
			end++;
		}
		if (end == start || !Character.isValidCodePoint(number)) {
			word.append('\\').append(kind);
			return start;
		}
		word.appendCodePoint(number);
		return end;
	}

}
