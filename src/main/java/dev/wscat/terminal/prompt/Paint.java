package dev.wscat.terminal.prompt;

/**
 * Colours as npm wscat has them: what comes in is blue, talk green, errors yellow.
 */
public enum Paint {

	/** What the peer says. */
	INCOMING("34"),
	/** What wscat says. */
	TALK("32"),
	/** What is wrong. */
	ERROR("33");

	private final String code;

	Paint(String code) {
		this.code = code;
	}

	/**
	 * Colour a line.
	 * @param line text without control characters
	 * @param colored whether colours are wanted
	 * @return the line
	 */
	public String on(String line, boolean colored) {
		return colored ? "\033[" + this.code + "m" + line + "\033[39m" : line;
	}

}
