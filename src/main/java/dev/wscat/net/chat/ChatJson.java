package dev.wscat.net.chat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Messages of the chat as JSON, RFC 8259. What is not known is passed over, so that
 * either side can be the newer one.
 */
public final class ChatJson {

	private static final JsonFactory FACTORY = new JsonFactory();

	private ChatJson() {
	}

	/**
	 * Tell whether a text is meant to be JSON.
	 * @param text any text
	 * @return whether it begins as an object does
	 */
	public static boolean isMeant(String text) {
		return text.stripLeading().startsWith("{");
	}

	/**
	 * Read a message.
	 * @param text what should be one JSON object
	 * @return the message; its type may be missing
	 * @throws ChatFault when it is none
	 */
	public static ChatMessage read(String text) {
		try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				throw bad("not an object");
			}
			ChatMessage message = object(parser, 0);
			if (parser.nextToken() != null) {
				throw bad("more than one value");
			}
			return message;
		}
		catch (JacksonException ex) {
			throw bad(ex.getOriginalMessage()
				.lines()
				.findFirst()
				.orElse("broken")
				.replaceFirst(" \\(start marker.*", ""));
		}
	}

	private static ChatFault bad(String why) {
		// it may quote half a character
		String whole = new String(why.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
		return new ChatFault("bad-json", "this is no message of the chat: " + whole);
	}

	private static ChatMessage object(JsonParser parser, int depth) {
		ChatMessage message = ChatMessage.empty();
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String key = parser.currentName();
			message.with(key, value(parser, depth));
		}
		return message;
	}

	/** Null when it is nothing that the chat has. */
	private static @Nullable Object value(JsonParser parser, int depth) {
		JsonToken token = parser.nextToken();
		if (token == JsonToken.VALUE_STRING) {
			return parser.getString();
		}
		if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
			return parser.getLongValue();
		}
		if (token == JsonToken.START_ARRAY && depth == 0) {
			return list(parser);
		}
		parser.skipChildren();
		return null;
	}

	private static List<Object> list(JsonParser parser) {
		List<Object> list = new ArrayList<>();
		for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
			if (token == JsonToken.VALUE_STRING) {
				list.add(parser.getString());
			}
			else if (token == JsonToken.START_OBJECT) {
				list.add(object(parser, 1));
			}
			else {
				parser.skipChildren();
			}
		}
		return list;
	}

	/**
	 * Write a message.
	 * @param message of texts that are whole characters
	 * @return UTF-8 on one line
	 */
	static byte[] write(ChatMessage message) {
		ByteArrayOutputStream out = new ByteArrayOutputStream(256);
		try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
			write(generator, message);
		}
		return out.toByteArray();
	}

	private static void write(JsonGenerator generator, ChatMessage message) {
		generator.writeStartObject();
		for (Map.Entry<String, Object> field : message.fields().entrySet()) {
			generator.writeName(field.getKey());
			Object value = field.getValue();
			if (value instanceof List<?> list) {
				generator.writeStartArray();
				list.forEach((element) -> scalar(generator, element));
				generator.writeEndArray();
			}
			else {
				scalar(generator, value);
			}
		}
		generator.writeEndObject();
	}

	private static void scalar(JsonGenerator generator, Object value) {
		if (value instanceof ChatMessage message) {
			write(generator, message);
		}
		else if (value instanceof Number number) {
			generator.writeNumber(number.longValue());
		}
		else {
			generator.writeString(value.toString());
		}
	}

}
