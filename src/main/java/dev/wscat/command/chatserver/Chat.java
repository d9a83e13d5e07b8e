package dev.wscat.command.chatserver;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import dev.wscat.core.Closing;
import dev.wscat.net.chat.ChatCommands;
import dev.wscat.net.chat.ChatFault;
import dev.wscat.net.chat.ChatJson;
import dev.wscat.net.chat.ChatMessage;
import dev.wscat.net.chat.ChatNames;
import org.jspecify.annotations.Nullable;

/**
 * The rooms and who is in them. One lock for all: nothing waits under it, and it gives
 * the messages of a room one order. Callable from any thread.
 */
final class Chat {

	/** The name is not to be had. */
	private static final int NO_NAME = 4002;

	private static final Closing FLOOD = new Closing(1008, "too many messages");

	private final Rules rules;

	private final String run;

	private final LongSupplier millis;

	private final Map<String, Guest> guests = new HashMap<>();

	private final Map<String, Room> rooms = new LinkedHashMap<>();

	private long number;

	private boolean closed;

	/**
	 * Create a chat.
	 * @param rules its limits
	 * @param run tells this run of the server from others: message numbers begin anew
	 * @param millis the time
	 */
	Chat(Rules rules, String run, LongSupplier millis) {
		this.rules = rules;
		this.run = run;
		this.millis = millis;
		this.rooms.put(ChatNames.key(Rules.LOBBY), new Room(Rules.LOBBY, rules.history()));
	}

	/**
	 * Let someone in.
	 * @param guest who
	 * @param wanted the name, or {@code null} for any
	 * @param where rooms to join at once
	 */
	synchronized void enter(Guest guest, @Nullable String wanted, List<String> where) {
		this.number++;
		try {
			guest.rename(free((wanted != null) ? wanted : anyName()));
		}
		catch (ChatFault ex) {
			guest.send(ex.message());
			guest.mailbox().dismiss(new Closing(NO_NAME, String.valueOf(ex.getMessage())));
			return;
		}
		this.guests.put(ChatNames.key(guest.name()), guest);
		guest.send(ChatMessage.of("welcome")
			.with("id", this.number)
			.with("user", guest.name())
			.with("run", this.run)
			.with("rate", this.rules.rate())
			.with("longest", this.rules.longestText())
			.with("message", "Welcome! You are " + guest.name()));
		for (String room : where) {
			attempt(guest, ChatMessage.of("join").with("room", room));
		}
	}

	/**
	 * Do what someone asks for.
	 * @param guest who
	 * @param text a message of the protocol, or a line
	 */
	void receive(Guest guest, String text) {
		boolean json = ChatJson.isMeant(text);
		ChatMessage request;
		ChatFault fault;
		try {
			request = json ? ChatJson.read(text) : ChatCommands.read(text);
			fault = null;
		}
		catch (ChatFault ex) {
			request = ChatMessage.of("");
			fault = ex;
		}
		synchronized (this) {
			if (guest.mailbox().isDismissed() || isTooFast(guest)) {
				return;
			}
			guest.speak(!json);
			if (fault != null) {
				guest.send(fault.message());
			}
			else {
				attempt(guest, request);
			}
		}
	}

	/** Answer a message that is no text. */
	synchronized void refuseBinary(Guest guest) {
		if (!guest.mailbox().isDismissed() && !isTooFast(guest)) {
			guest.send(new ChatFault("binary", "this chat is about text").message());
		}
	}

	/** Someone has gone. */
	synchronized void leave(Guest guest) {
		if (!this.closed && this.guests.remove(ChatNames.key(guest.name()), guest)) {
			for (Room room : guest.rooms()) {
				room.remove(guest);
				room.tell(left(guest, room));
			}
		}
	}

	/** The server ends: that all go is no news any more. */
	synchronized void close() {
		this.closed = true;
	}

	private boolean isTooFast(Guest guest) {
		if (guest.bucket().take()) {
			return false;
		}
		if (guest.bucket().refused() > Rules.PATIENCE) {
			guest.mailbox().dismiss(FLOOD);
		}
		else if (guest.bucket().isToTell()) {
			guest.send(new ChatFault("too-fast",
					"not so fast: more than " + this.rules.rate() + " messages a second are not delivered")
				.message());
		}
		return true;
	}

	private void attempt(Guest guest, ChatMessage request) {
		try {
			perform(guest, request);
		}
		catch (ChatFault ex) {
			String ref = request.text("ref");
			guest.send(ex.message().with("ref", (ref.isEmpty() || ref.length() > ChatNames.LONGEST) ? null : ref));
		}
	}

	private void perform(Guest guest, ChatMessage request) {
		switch (request.type()) {
			case "message" -> say(guest, request);
			case "private" -> whisper(guest, request);
			case "setname" -> rename(guest, request.text("name"));
			case "join" -> join(guest, request.text("room"));
			case "leave" -> part(guest, room(guest, request));
			case "who" -> guest.send(room(guest, request).describe(ChatMessage.of("who")));
			case "rooms" -> guest.send(ChatMessage.of("rooms")
				.with("rooms", this.rooms.values()
					.stream()
					.map((room) -> ChatMessage.of("room").with("room", room.name()).with("count", room.guests().size()))
					.toList()));
			case "help" -> guest.send(ChatMessage.of("help"));
			default -> throw new ChatFault("bad-type", request.type().isEmpty() ? "a message has a type"
					: "there is no type of message like that; see the documentation of wscat chat-server");
		}
	}

	private void say(Guest guest, ChatMessage request) {
		Room room = room(guest, request);
		if (!guest.rooms().contains(room)) {
			throw new ChatFault("not-there", "join " + room.name() + " before you say something there");
		}
		String text = ChatNames.text(request.text("text"), this.rules.longestText());
		ChatMessage said = ChatMessage.of("message")
			.with("room", room.name())
			.with("id", room.next())
			.with("user", guest.name())
			.with("text", text)
			.with("timestamp", this.millis.getAsLong());
		room.remember(said);
		room.tell(said);
	}

	private void whisper(Guest guest, ChatMessage request) {
		Guest other = this.guests.get(ChatNames.key(shortened(request.text("to"))));
		if (other == null) {
			throw new ChatFault("no-user", "there is no user of that name");
		}
		ChatMessage said = ChatMessage.of("private")
			.with("user", guest.name())
			.with("to", other.name())
			.with("text", ChatNames.text(request.text("text"), this.rules.longestText()))
			.with("timestamp", this.millis.getAsLong());
		other.send(said);
		if (other != guest) {
			guest.send(said);
		}
	}

	private void rename(Guest guest, String wanted) {
		String old = guest.name();
		String name = ChatNames.checked("user", wanted);
		if (!ChatNames.key(name).equals(ChatNames.key(old))) {
			name = free(wanted);
		}
		this.guests.remove(ChatNames.key(old));
		guest.rename(name);
		this.guests.put(ChatNames.key(name), guest);
		ChatMessage news = ChatMessage.of("rename")
			.with("oldName", old)
			.with("newName", name)
			.with("timestamp", this.millis.getAsLong())
			.with("message", old + " is now " + name);
		Set<Guest> all = new LinkedHashSet<>(Set.of(guest));
		guest.rooms().forEach((room) -> all.addAll(room.guests()));
		all.forEach((each) -> each.send(news));
	}

	private void join(Guest guest, String wanted) {
		String name = ChatNames.checked("room", wanted);
		Room known = this.rooms.get(ChatNames.key(name));
		boolean isNew = known == null || !guest.rooms().contains(known);
		if (isNew && guest.rooms().size() >= Rules.ROOMS_OF_USER) {
			throw new ChatFault("too-many-rooms",
					"you are in " + Rules.ROOMS_OF_USER + " rooms, leave one before you join another");
		}
		Room room = (known != null) ? known : open(name);
		room.add(guest);
		guest.enter(room);
		guest.send(room.describe(ChatMessage.of("room")).with("history", isNew ? room.history() : List.of()));
		if (isNew) {
			ChatMessage news = ChatMessage.of("join")
				.with("room", room.name())
				.with("user", guest.name())
				.with("timestamp", this.millis.getAsLong())
				.with("message", guest.name() + " joined " + room.name());
			room.guests().stream().filter((other) -> other != guest).forEach((other) -> other.send(news));
		}
	}

	/** A room that is empty for the longest time makes place for a new one. */
	private Room open(String name) {
		if (this.rooms.size() >= this.rules.mostRooms()) {
			Iterator<Room> all = this.rooms.values().iterator();
			all.next();
			boolean found = false;
			while (all.hasNext() && !found) {
				found = all.next().guests().isEmpty();
			}
			if (!found) {
				throw new ChatFault("too-many-rooms", "there are " + this.rules.mostRooms() + " rooms already");
			}
			all.remove();
		}
		Room room = new Room(name, this.rules.history());
		this.rooms.put(ChatNames.key(name), room);
		return room;
	}

	private void part(Guest guest, Room room) {
		if (!room.remove(guest)) {
			throw new ChatFault("not-there", "you are not in " + room.name());
		}
		guest.leave(room);
		ChatMessage news = left(guest, room);
		guest.send(news);
		room.tell(news);
	}

	private ChatMessage left(Guest guest, Room room) {
		return ChatMessage.of("leave")
			.with("room", room.name())
			.with("user", guest.name())
			.with("timestamp", this.millis.getAsLong())
			.with("message", guest.name() + " left " + room.name());
	}

	/** The room that is named, or else the one where the guest is. */
	private Room room(Guest guest, ChatMessage request) {
		String name = shortened(request.text("room"));
		Room room = name.isEmpty() ? guest.current() : this.rooms.get(ChatNames.key(name));
		if (room == null) {
			throw name.isEmpty() ? new ChatFault("not-there", "join a room first")
					: new ChatFault("no-room", "there is no room of that name");
		}
		return room;
	}

	private static String shortened(String name) {
		return (name.length() > ChatNames.LONGEST * 4) ? name.substring(0, ChatNames.LONGEST * 4) : name;
	}

	private String free(String wanted) {
		String name = ChatNames.checked("user", wanted);
		if (this.guests.containsKey(ChatNames.key(name))) {
			throw new ChatFault("name-taken", "the name " + name + " is taken");
		}
		return name;
	}

	private String anyName() {
		long next = this.number;
		while (this.guests.containsKey("user" + next)) {
			next++;
		}
		return "User" + next;
	}

}
