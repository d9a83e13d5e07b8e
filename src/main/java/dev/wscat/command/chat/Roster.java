package dev.wscat.command.chat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.wscat.net.chat.ChatMessage;
import dev.wscat.net.chat.ChatNames;
import reactor.core.Scannable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What the client knows of the chat: its name, its rooms, and who is there. It outlives a
 * connection, so that the next one begins where it ended. Callable from any thread.
 */
final class Roster {

	private static final long USUAL_RATE = 10;

	private String user;

	private String run = "";

	private long rate = USUAL_RATE;

	/** The rooms joined, the current one last, with who is there. */
	private final Map<String, Set<String>> rooms = new LinkedHashMap<>();

	/** The number of the last message of each room. */
	private final Map<String, Long> seen = new HashMap<>();

	private Sinks.Empty<Void> welcomed = Sinks.empty();

	Roster(String user, List<String> rooms) {
		this.user = user;
		rooms.forEach((room) -> this.rooms.put(room, new TreeSet<>()));
	}

	/** Where to connect: the URL says who comes, and to which rooms. */
	synchronized URI target(URI server) {
		this.welcomed = Sinks.empty();
		StringBuilder url = new StringBuilder(server.toString());
		url.append((server.getRawQuery() != null) ? '&' : '?').append("user=").append(encoded(this.user));
		this.rooms.keySet().forEach((room) -> url.append("&room=").append(encoded(room)));
		return URI.create(url.toString());
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/** Completes when the server has let us in. */
	synchronized Mono<Void> welcomed() {
		return this.welcomed.asMono();
	}

	synchronized boolean isWelcome() {
		return Boolean.TRUE.equals(this.welcomed.scan(Scannable.Attr.TERMINATED));
	}

	synchronized String user() {
		return this.user;
	}

	/** Take another name, since the last is not free yet. */
	synchronized boolean tryAnotherName() {
		if (this.user.codePointCount(0, this.user.length()) >= ChatNames.LONGEST) {
			return false;
		}
		this.user += "_";
		return true;
	}

	/** Messages a second that the server takes. */
	synchronized long rate() {
		return this.rate;
	}

	/** The room in which what is typed is said, or empty. */
	synchronized String room() {
		String last = "";
		for (String room : this.rooms.keySet()) {
			last = room;
		}
		return last;
	}

	synchronized List<String> rooms() {
		return List.copyOf(this.rooms.keySet());
	}

	/** All users known. */
	synchronized List<String> users() {
		Set<String> all = new TreeSet<>();
		this.rooms.values().forEach(all::addAll);
		return List.copyOf(all);
	}

	/**
	 * Take note of what the server says.
	 * @param message the message, out of which is taken what was shown before
	 * @return whether it is new
	 */
	synchronized boolean note(ChatMessage message) {
		String room = message.text("room");
		switch (message.type()) {
			case "welcome" -> welcome(message);
			case "message" -> {
				return isNew(message);
			}
			case "room" -> {
				this.rooms.remove(room);
				this.rooms.put(room, new TreeSet<>(message.texts("users")));
				message.with("history", message.messages("history").stream().filter(this::isNew).toList());
			}
			case "join" -> who(room).add(message.text("user"));
			case "leave" -> {
				who(room).remove(message.text("user"));
				if (message.text("user").equals(this.user)) {
					this.rooms.remove(room);
				}
			}
			case "rename" -> rename(message.text("oldName"), message.text("newName"));
			default -> {
				// nothing to remember
			}
		}
		return true;
	}

	private void welcome(ChatMessage message) {
		this.user = message.text("user");
		this.rate = Math.max(1, message.number("rate"));
		if (!message.text("run").equals(this.run)) {
			this.seen.clear();
			this.run = message.text("run");
		}
		this.welcomed.tryEmitEmpty();
	}

	private boolean isNew(ChatMessage said) {
		long number = said.number("id");
		Long last = this.seen.get(said.text("room"));
		if (number != 0 && last != null && number <= last) {
			return false;
		}
		this.seen.put(said.text("room"), number);
		return true;
	}

	private Set<String> who(String room) {
		Set<String> users = this.rooms.get(room);
		return (users != null) ? users : new TreeSet<>();
	}

	private void rename(String from, String to) {
		if (from.equals(this.user)) {
			this.user = to;
		}
		for (Set<String> users : new ArrayList<>(this.rooms.values())) {
			if (users.remove(from)) {
				users.add(to);
			}
		}
	}

}
