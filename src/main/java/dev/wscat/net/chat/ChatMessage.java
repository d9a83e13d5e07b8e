package dev.wscat.net.chat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One message of the chat, either way: a JSON object with a type. It is not changed any
 * more once it has been given away; how it is written is made once, however many get it.
 */
public final class ChatMessage {

	private final Map<String, Object> fields = new LinkedHashMap<>();

	private byte @Nullable [] json;

	private byte @Nullable [] line;

	private ChatMessage() {
	}

	/**
	 * Begin a message.
	 * @param type what it is
	 * @return a message with nothing but its type
	 */
	public static ChatMessage of(String type) {
		return new ChatMessage().with("type", type);
	}

	static ChatMessage empty() {
		return new ChatMessage();
	}

	/**
	 * Add to a message that is being made.
	 * @param key name of the field
	 * @param value a text, a number, or a list of texts or of messages; {@code null} adds
	 * nothing
	 * @return this
	 */
	public ChatMessage with(String key, @Nullable Object value) {
		if (value != null) {
			this.fields.put(key, value);
		}
		return this;
	}

	/**
	 * Return the type.
	 * @return empty when there is none
	 */
	public String type() {
		return text("type");
	}

	/**
	 * Return a text.
	 * @param key name of the field
	 * @return empty when there is no text of that name
	 */
	public String text(String key) {
		return (this.fields.get(key) instanceof String text) ? text : "";
	}

	/**
	 * Return a number.
	 * @param key name of the field
	 * @return 0 when there is no number of that name
	 */
	public long number(String key) {
		return (this.fields.get(key) instanceof Number number) ? number.longValue() : 0;
	}

	/**
	 * Return texts.
	 * @param key name of the field
	 * @return empty when there are none of that name
	 */
	public List<String> texts(String key) {
		return list(key, String.class);
	}

	/**
	 * Return the messages in this one.
	 * @param key name of the field
	 * @return empty when there are none of that name
	 */
	public List<ChatMessage> messages(String key) {
		return list(key, ChatMessage.class);
	}

	private <T> List<T> list(String key, Class<T> type) {
		return (this.fields.get(key) instanceof List<?> list)
				? list.stream().filter(type::isInstance).map(type::cast).toList() : List.of();
	}

	Map<String, Object> fields() {
		return this.fields;
	}

	/**
	 * Write it as JSON.
	 * @return UTF-8, not to be changed
	 */
	public synchronized byte[] json() {
		if (this.json == null) {
			this.json = ChatJson.write(this);
		}
		return this.json;
	}

	/**
	 * Write it for people, as {@link ChatLines} does.
	 * @return UTF-8, not to be changed; empty when it is not for people
	 */
	public synchronized byte[] line() {
		if (this.line == null) {
			this.line = ChatLines.of(this).getBytes(StandardCharsets.UTF_8);
		}
		return this.line;
	}

	@Override
	public String toString() {
		return new String(json(), StandardCharsets.UTF_8);
	}

}
