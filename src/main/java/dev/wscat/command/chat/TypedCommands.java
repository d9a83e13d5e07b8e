package dev.wscat.command.chat;

import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.ExitCode;
import dev.wscat.core.Message;
import dev.wscat.net.chat.ChatCommands;
import dev.wscat.net.chat.ChatFault;
import dev.wscat.net.chat.ChatMessage;
import dev.wscat.terminal.prompt.CommandSet;

/**
 * The slash commands of the chat's prompt, with what completes them.
 */
final class TypedCommands {

	private final PromptedTalk talk;

	private final Roster roster;

	private final CommandSet set = new CommandSet();

	TypedCommands(PromptedTalk talk, Roster roster) {
		this.talk = talk;
		this.roster = roster;
		add("/msg", "NAME TEXT", "Say something to one user only.",
				(words) -> (words.size() == 1) ? roster.users() : List.of());
		add("/who", "[ROOM]", "Who is there.", this::rooms);
		add("/rooms", "", "Which rooms there are.", CommandSet.Words.NONE);
		add("/join", "ROOM", "Go to a room too, or make one; what you type is said there.", this::rooms);
		add("/leave", "[ROOM]", "Leave a room.", this::rooms);
		add("/nick", "NAME", "Take another name.", CommandSet.Words.NONE);
		this.set
			.add("/quit", "", "Leave the chat, as Ctrl-D does.", (none) -> talk.send(Message.close(Closing.NORMAL)),
					CommandSet.Words.NONE)
			.add("/help", "[COMMAND]", "Show this. //x says /x.", this::help, (words) -> this.set.names());
	}

	CommandSet set() {
		return this.set;
	}

	private void add(String name, String arguments, String description, CommandSet.Words words) {
		this.set.add(name, arguments, description, (rest) -> request((name + ' ' + rest).strip()), words);
	}

	private void request(String line) {
		try {
			ChatMessage request = ChatCommands.read(line);
			boolean here = request.type().equals("who") || request.type().equals("leave");
			if (here && request.text("room").isEmpty()) {
				request.with("room", this.roster.room());
			}
			this.talk.send(request);
		}
		catch (ChatFault ex) {
			throw new CliException(ExitCode.USAGE, String.valueOf(ex.getMessage()), ex);
		}
	}

	private List<String> rooms(List<String> words) {
		return (words.size() == 1) ? this.roster.rooms() : List.of();
	}

	private void help(String name) {
		String known = (name.isEmpty() || name.startsWith("/")) ? name : "/" + name;
		this.set.help(known).lines().forEach(this.talk::show);
	}

}
