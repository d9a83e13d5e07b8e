package dev.wscat.terminal;

import java.nio.charset.StandardCharsets;

import dev.wscat.core.Closing;
import dev.wscat.core.Message;
import dev.wscat.core.Opcode;
import dev.wscat.core.Utf8;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * A line of jsonl: an object such as {@link JsonlOutput} writes, of which only some keys
 * count. Events that are none of a frame are passed over.
 */
final class JsonlForm implements LineForm {

	private static final int LONGEST_CONTROL = 125;

	private static final int LONGEST_REASON = 123;

	/** The length of a line is bounded already. */
	private final JsonFactory factory = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
		.build();

	private final Format.Sides sides;

	JsonlForm(Format.Sides sides) {
		this.sides = sides;
	}

	@Override
	public @Nullable Message read(String line) {
		if (line.isBlank()) {
			return null;
		}
		Event event = new Event();
		try (JsonParser parser = this.factory.createParser(ObjectReadContext.empty(), line)) {
			parse(parser, event);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("no JSON: " + ex.getOriginalMessage().replaceAll("\\s+", " "), ex);
		}
		return isWanted(event) ? message(event) : null;
	}

	private static void parse(JsonParser parser, Event event) {
		if (parser.nextToken() != JsonToken.START_OBJECT) {
			throw new IllegalArgumentException("no JSON object");
		}
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String key = parser.currentName();
			JsonToken value = parser.nextToken();
			if (value == JsonToken.VALUE_NULL) {
				continue;
			}
			switch (key) {
				case "event" -> event.event = string(parser, key);
				case "dir" -> event.dir = string(parser, key);
				case "text" -> event.text = text(string(parser, key));
				case "base64" -> event.base64 = string(parser, key);
				case "reason" -> event.reason = text(string(parser, key));
				case "code" -> event.code = number(parser, key);
				case "opcode" -> event.opcode = opcode(parser, value);
				default -> parser.skipChildren();
			}
		}
		if (parser.nextToken() != null) {
			throw new IllegalArgumentException("more than one JSON object");
		}
	}

	private boolean isWanted(Event event) {
		String dir = event.dir;
		if (dir != null && !dir.equals("in") && !dir.equals("out")) {
			throw new IllegalArgumentException("dir is '" + dir + "', not in or out");
		}
		boolean in = "in".equals(dir);
		return this.sides == Format.Sides.BOTH || in == (this.sides == Format.Sides.IN);
	}

	private static @Nullable Message message(Event event) {
		return switch (event.kind()) {
			case "message" -> data(event);
			case "ping" -> Message.control(Opcode.PING, control(event));
			case "pong" -> Message.control(Opcode.PONG, control(event));
			case "close" -> close(event);
			case "open", "error" -> null;
			default -> throw new IllegalArgumentException("unknown event '" + event.kind() + "'");
		};
	}

	private static Message data(Event event) {
		byte[] payload = event.payload();
		if (payload == null) {
			throw new IllegalArgumentException("a message without text or base64");
		}
		int opcode = (event.opcode >= 0) ? event.opcode : (event.text != null) ? Opcode.TEXT : Opcode.BINARY;
		if (opcode == Opcode.BINARY) {
			return Message.binary(payload);
		}
		if (opcode != Opcode.TEXT) {
			throw new IllegalArgumentException("opcode " + opcode + " is none of a message");
		}
		if (event.text == null && Utf8.firstFault(payload, 0, payload.length) >= 0) {
			throw new IllegalArgumentException("a text message that is not UTF-8");
		}
		return Message.text(new String(payload, StandardCharsets.UTF_8));
	}

	private static byte[] control(Event event) {
		byte[] payload = event.payload();
		if (payload != null && payload.length > LONGEST_CONTROL) {
			throw new IllegalArgumentException(
					"a " + event.kind() + " of " + payload.length + " bytes; " + LONGEST_CONTROL + " are allowed");
		}
		return (payload != null) ? payload : new byte[0];
	}

	private static @Nullable Message close(Event event) {
		int code = (event.code >= 0) ? event.code : 1000;
		if (code == Closing.LOST.code()) {
			return null;
		}
		if (code != Closing.NO_CODE.code() && !Closing.isSendable(code)) {
			throw new IllegalArgumentException("close code " + code + " may not be sent");
		}
		if (event.reason.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
			throw new IllegalArgumentException("a reason of more than " + LONGEST_REASON + " bytes");
		}
		return Message.close(new Closing(code, event.reason));
	}

	private static String string(JsonParser parser, String key) {
		if (parser.currentToken() != JsonToken.VALUE_STRING) {
			throw new IllegalArgumentException(key + " is no string");
		}
		return parser.getString();
	}

	private static int number(JsonParser parser, String key) {
		if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
			throw new IllegalArgumentException(key + " is no whole number");
		}
		long value = parser.getLongValue();
		if (value < 0 || value > 0xffff) {
			throw new IllegalArgumentException(key + " is " + value + ", not 0 to 65535");
		}
		return (int) value;
	}

	private static int opcode(JsonParser parser, JsonToken value) {
		if (value != JsonToken.VALUE_STRING) {
			return number(parser, "opcode");
		}
		String name = parser.getString();
		for (int opcode : new int[] { Opcode.TEXT, Opcode.BINARY, Opcode.CLOSE, Opcode.PING, Opcode.PONG }) {
			if (Opcode.name(opcode).equals(name)) {
				return opcode;
			}
		}
		throw new IllegalArgumentException("unknown opcode '" + name + "'");
	}

	/** JSON can tell halves of characters, which UTF-8 cannot. */
	private static String text(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (Character.isSurrogate(c)) {
				boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length()
						&& Character.isLowSurrogate(text.charAt(i + 1));
				if (!pair) {
					throw new IllegalArgumentException(
							"\\u" + Integer.toHexString(c) + " is half a character, which cannot be sent");
				}
				i++;
			}
		}
		return text;
	}

	private static final class Event {

		private @Nullable String event;

		private @Nullable String dir;

		private @Nullable String text;

		private @Nullable String base64;

		private String reason = "";

		private int code = -1;

		private int opcode = -1;

		/** What it is: said, or else shown by what it has. */
		String kind() {
			if (this.event != null) {
				return this.event;
			}
			if (this.opcode >= Opcode.CLOSE) {
				return Opcode.name(this.opcode);
			}
			if (this.text == null && this.base64 == null) {
				throw new IllegalArgumentException("neither event nor text nor base64");
			}
			return "message";
		}

		byte @Nullable [] payload() {
			if (this.text != null && this.base64 != null) {
				throw new IllegalArgumentException("both text and base64");
			}
			if (this.text != null) {
				return this.text.getBytes(StandardCharsets.UTF_8);
			}
			return (this.base64 != null) ? LineForm.base64(this.base64) : null;
		}

	}

}
