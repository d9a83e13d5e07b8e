package dev.wscat.command.chat;

import java.util.function.UnaryOperator;

import dev.wscat.net.chat.ChatFault;
import dev.wscat.net.chat.ChatJson;
import dev.wscat.net.chat.ChatLines;
import dev.wscat.net.chat.ChatMessage;
import dev.wscat.terminal.Console;

/**
 * The chat for a pipe: what was said, and answers, are data; who comes and goes is talk.
 */
record PlainLines(Console console, Roster roster) implements UnaryOperator<String> {

	@Override
	public String apply(String text) {
		ChatMessage message;
		try {
			message = ChatJson.read(text);
		}
		catch (ChatFault ex) {
			this.console.error(String.valueOf(ex.getMessage()));
			return "";
		}
		if (!this.roster.note(message)) {
			return "";
		}
		return switch (message.type()) {
			case "message", "private", "who", "rooms", "help" -> ChatLines.of(message);
			case "room" -> {
				note(ChatLines.of(ChatMessage.of("room")
					.with("room", message.text("room"))
					.with("users", message.texts("users"))
					.with("count", message.number("count"))));
				StringBuilder said = new StringBuilder();
				message.messages("history")
					.forEach((one) -> said.append(said.isEmpty() ? "" : "\n").append(ChatLines.of(one)));
				yield said.toString();
			}
			case "error" -> {
				this.console.error(message.text("message"));
				yield "";
			}
			default -> {
				note(ChatLines.of(message));
				yield "";
			}
		};
	}

	private void note(String line) {
		if (!line.isEmpty()) {
			this.console.note(line.replaceFirst("^\\* ", ""));
		}
	}

}
