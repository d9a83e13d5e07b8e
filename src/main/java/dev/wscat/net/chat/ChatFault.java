package dev.wscat.net.chat;

/**
 * What was said is wrong. It ends nothing: who said it is told.
 */
public final class ChatFault extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String code;

	/**
	 * Create a fault.
	 * @param code for programs, such as {@code bad-name}
	 * @param message for people: what is wrong, with what, what to do
	 */
	public ChatFault(String code, String message) {
		super(message, null, false, false);
		this.code = code;
	}

	/**
	 * Return what programs tell faults apart by.
	 * @return words with hyphens
	 */
	public String code() {
		return this.code;
	}

	/**
	 * Return the message that tells it.
	 * @return a message of type {@code error}
	 */
	public ChatMessage message() {
		return ChatMessage.of("error").with("code", this.code).with("message", String.valueOf(getMessage()));
	}

}
