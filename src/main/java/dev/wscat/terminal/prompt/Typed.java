package dev.wscat.terminal.prompt;

import java.util.List;

/**
 * What was typed up to the last Enter.
 *
 * @param text the text, with line feeds where it has several lines
 * @param whole whether it is one piece whatever it holds, since it comes from an editor
 */
public record Typed(String text, boolean whole) {

	private static final String FENCE = "\"\"\"";

	/**
	 * Tell whether more has to be typed: a block is open, or the last line ends with a
	 * backslash (two of them are just two).
	 * @param text what was typed
	 * @return whether Enter begins a further line
	 */
	public static boolean isOpen(String text) {
		if (isBlock(text)) {
			return !isClosed(text);
		}
		return text.endsWith("\\") && !text.endsWith("\\\\");
	}

	/**
	 * Return the pieces, each of which is one message or command. A line feed that was
	 * pasted ends a piece; one in a block or behind a backslash belongs to it.
	 * @return one or more, without fences and continuing backslashes
	 */
	public List<String> pieces() {
		if (this.whole) {
			return List.of(this.text);
		}
		if (isBlock(this.text) && isClosed(this.text)) {
			return List.of(inside());
		}
		return this.text.replaceAll("(?<!\\\\)\\\\\n", "\0").lines().map((line) -> line.replace('\0', '\n')).toList();
	}

	/**
	 * Tell whether the text was marked as one that is no command.
	 * @return whether it is a block, or comes from an editor
	 */
	public boolean isLiteral() {
		return this.whole || isBlock(this.text);
	}

	private static boolean isBlock(String text) {
		return text.startsWith(FENCE);
	}

	private static boolean isClosed(String text) {
		return text.length() >= 2 * FENCE.length() && text.stripTrailing().endsWith(FENCE);
	}

	private String inside() {
		String closed = this.text.stripTrailing();
		String inside = closed.substring(FENCE.length(), closed.length() - FENCE.length());
		int start = inside.startsWith("\n") ? 1 : 0;
		int end = inside.length() - ((inside.length() > start && inside.endsWith("\n")) ? 1 : 0);
		return inside.substring(start, end);
	}

}
