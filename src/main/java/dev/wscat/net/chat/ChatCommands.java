package dev.wscat.net.chat;

/**
 * What people type, as messages to the server: lines that begin with {@code /} are
 * commands, as in IRC.
 */
public final class ChatCommands {

	private ChatCommands() {
	}

	/**
	 * Read a line.
	 * @param line as typed
	 * @return what it asks the server for
	 * @throws ChatFault when there is no such command, or something is missing
	 */
	public static ChatMessage read(String line) {
		if (!line.startsWith("/")) {
			return ChatMessage.of("message").with("text", line);
		}
		if (line.startsWith("//")) {
			return ChatMessage.of("message").with("text", line.substring(1));
		}
		String[] words = line.strip().split("\\s+", 2);
		String rest = (words.length > 1) ? words[1] : "";
		return switch (words[0]) {
			case "/nick" -> ChatMessage.of("setname").with("name", needed(rest, "/nick NAME"));
			case "/msg" -> {
				String[] parts = rest.split("\\s+", 2);
				yield ChatMessage.of("private")
					.with("to", needed(parts[0], "/msg NAME TEXT"))
					.with("text", needed((parts.length > 1) ? parts[1] : "", "/msg NAME TEXT"));
			}
			case "/join" -> ChatMessage.of("join").with("room", needed(rest, "/join ROOM"));
			case "/who", "/leave" -> optional(ChatMessage.of(words[0].substring(1)), rest);
			case "/rooms", "/help" -> ChatMessage.of(words[0].substring(1));
			default -> throw new ChatFault("bad-type",
					"there is no such command; /help tells which there are, and // in front says it all the same");
		};
	}

	private static ChatMessage optional(ChatMessage message, String room) {
		return room.isEmpty() ? message : message.with("room", room);
	}

	private static String needed(String text, String usage) {
		if (text.isEmpty()) {
			throw new ChatFault("missing", "say more: " + usage);
		}
		return text;
	}

}
