package dev.wscat.command.chatserver;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.wscat.net.chat.ChatMessage;

/**
 * A room: who is there, and what was said last. Guarded by the lock of the chat, which is
 * what gives all the same order.
 */
final class Room {

	private final String name;

	private final int most;

	private final Set<Guest> guests = new LinkedHashSet<>();

	private final Deque<ChatMessage> history = new ArrayDeque<>();

	private long bytes;

	private long last;

	Room(String name, int history) {
		this.name = name;
		this.most = history;
	}

	String name() {
		return this.name;
	}

	/** The number of the next message. */
	long next() {
		this.last++;
		return this.last;
	}

	Collection<Guest> guests() {
		return this.guests;
	}

	boolean add(Guest guest) {
		return this.guests.add(guest);
	}

	boolean remove(Guest guest) {
		return this.guests.remove(guest);
	}

	void tell(ChatMessage message) {
		this.guests.forEach((guest) -> guest.send(message));
	}

	void remember(ChatMessage message) {
		this.history.add(message);
		this.bytes += message.json().length;
		while (this.history.size() > this.most || this.bytes > Rules.HISTORY_BYTES) {
			this.bytes -= this.history.remove().json().length;
		}
	}

	/** What was said last, the oldest first. */
	List<ChatMessage> history() {
		return List.copyOf(this.history);
	}

	/** Put who is there into a message. */
	ChatMessage describe(ChatMessage message) {
		return message.with("room", this.name)
			.with("count", this.guests.size())
			.with("users", this.guests.stream().limit(Rules.NAMES_LISTED).map(Guest::name).toList());
	}

}
