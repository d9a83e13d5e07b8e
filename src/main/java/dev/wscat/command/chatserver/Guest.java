package dev.wscat.command.chatserver;

import java.util.LinkedHashSet;
import java.util.Set;

import dev.wscat.core.Message;
import dev.wscat.core.Opcode;
import dev.wscat.net.chat.ChatMessage;
import org.jspecify.annotations.Nullable;

/**
 * Someone who is connected. Guarded by the lock of the chat.
 */
final class Guest {

	private final Mailbox mailbox;

	private final Bucket bucket;

	private final Set<Room> rooms = new LinkedHashSet<>();

	private String name = "";

	private boolean lines;

	private @Nullable Room current;

	Guest(Mailbox mailbox, Bucket bucket) {
		this.mailbox = mailbox;
		this.bucket = bucket;
	}

	String name() {
		return this.name;
	}

	void rename(String other) {
		this.name = other;
	}

	Mailbox mailbox() {
		return this.mailbox;
	}

	Bucket bucket() {
		return this.bucket;
	}

	Set<Room> rooms() {
		return this.rooms;
	}

	/** The room joined last, and not left again. */
	@Nullable Room current() {
		return this.current;
	}

	void enter(Room room) {
		this.rooms.add(room);
		this.current = room;
	}

	void leave(Room room) {
		this.rooms.remove(room);
		if (this.current == room) {
			this.current = null;
			this.rooms.forEach((other) -> this.current = other);
		}
	}

	/** Be answered in lines, or in JSON. */
	void speak(boolean inLines) {
		this.lines = inLines;
	}

	void send(ChatMessage message) {
		byte[] payload = this.lines ? message.line() : message.json();
		if (payload.length > 0) {
			this.mailbox.put(Message.of(Opcode.TEXT, payload));
		}
	}

}
