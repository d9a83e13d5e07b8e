package dev.wscat.net.chat;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The chat as lines for people: {@code room  user: text}, and what nobody has said with
 * {@code *} in front. What belongs to a line and is on the next one is indented, so that
 * no text looks like another line.
 */
public final class ChatLines {

	/** The commands, a line for each. */
	public static final String HELP = """
			* what you type is said in the room you joined last; //x says /x
			* /nick NAME       take another name
			* /msg NAME TEXT   say something to one user only
			* /who [ROOM]      who is there
			* /rooms           which rooms there are
			* /join ROOM       go to a room too, or make one
			* /leave [ROOM]    leave a room
			* /help            show this""";

	private ChatLines() {
	}

	/**
	 * Write a message from the server.
	 * @param message any
	 * @return lines without the last line feed; empty when there is nothing to show
	 */
	public static String of(ChatMessage message) {
		return switch (message.type()) {
			case "message" ->
				message.text("room") + "  " + message.text("user") + ": " + indented(message.text("text"));
			case "private" ->
				message.text("user") + " -> " + message.text("to") + ": " + indented(message.text("text"));
			case "room" -> entered(message);
			case "who" -> "* in " + message.text("room") + ": " + names(message);
			case "rooms" -> "* rooms: " + message.messages("rooms")
				.stream()
				.map((room) -> room.text("room") + " (" + room.number("count") + ")")
				.collect(Collectors.joining(", "));
			case "help" -> HELP;
			case "error" -> "! " + indented(message.text("message"));
			default -> message.text("message").isEmpty() ? "" : "* " + indented(message.text("message"));
		};
	}

	private static String entered(ChatMessage message) {
		StringBuilder text = new StringBuilder();
		List<ChatMessage> history = message.messages("history");
		history.forEach((said) -> text.append(of(said)).append('\n'));
		return text.append("* you are in ")
			.append(message.text("room"))
			.append(" with ")
			.append(names(message))
			.toString();
	}

	private static String names(ChatMessage message) {
		List<String> users = message.texts("users");
		long more = message.number("count") - users.size();
		return (users.isEmpty() ? "nobody" : String.join(", ", users)) + ((more > 0) ? " and " + more + " more" : "");
	}

	private static String indented(String text) {
		return text.replace("\n", "\n  ");
	}

}
