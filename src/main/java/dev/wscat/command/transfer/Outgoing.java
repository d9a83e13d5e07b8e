package dev.wscat.command.transfer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.wscat.net.transfer.FileHeader;
import dev.wscat.net.transfer.Letter;

/**
 * A file that is offered, and how far its receivers are with it.
 */
final class Outgoing {

	/** How far one receiver is, of those that are there. */
	enum Step {

		/** Offered. */
		ASKED,
		/** It asks its user. */
		THINKS,
		/** It has said from where it wants the file. */
		WANTS,
		/** Bytes are sent. */
		GETS,
		/** All bytes were sent. */
		CHECKS,
		/** Has it, or does not want it. */
		OVER

	}

	private final int number;

	private final Source source;

	private final FileHeader header;

	private final Map<Integer, Step> steps = new HashMap<>();

	private final Map<Integer, Letter> wants = new HashMap<>();

	/** Who has it. */
	private final Set<UUID> owners = new HashSet<>();

	/** Who does not get it. */
	private final Set<UUID> refusers = new HashSet<>();

	/** To whom it was offered at any time. */
	private final Set<UUID> audience = new HashSet<>();

	private boolean begun;

	private boolean broken;

	Outgoing(int number, Source source, FileHeader header) {
		this.number = number;
		this.source = source;
		this.header = header;
	}

	int number() {
		return this.number;
	}

	Source source() {
		return this.source;
	}

	FileHeader header() {
		return this.header;
	}

	/** How many have it. */
	int owners() {
		return this.owners.size();
	}

	/** It cannot be sent. */
	void breakOff() {
		this.broken = true;
		this.steps.clear();
		this.wants.clear();
	}

	boolean isBroken() {
		return this.broken;
	}

	/** Whether a receiver that comes now is to get it: who is late gets the next file. */
	boolean isFor(UUID id, int expected) {
		if (this.broken || this.owners.contains(id) || this.refusers.contains(id)) {
			return false;
		}
		return !this.begun || this.audience.contains(id) || settled() < expected;
	}

	void offered(int receiver, UUID id) {
		this.steps.put(receiver, Step.ASKED);
		this.audience.add(id);
	}

	void set(int receiver, Step step) {
		this.steps.put(receiver, step);
	}

	void want(int receiver, Letter want) {
		this.wants.put(receiver, want);
		this.steps.put(receiver, Step.WANTS);
	}

	void own(int receiver, UUID id) {
		this.owners.add(id);
		this.steps.put(receiver, Step.OVER);
	}

	void refuse(int receiver, UUID id) {
		this.refusers.add(id);
		this.steps.put(receiver, Step.OVER);
	}

	/** Is not counted: it may come again, or somebody else in its place. */
	void leave(int receiver) {
		this.steps.remove(receiver);
		this.wants.remove(receiver);
	}

	void leaveAll() {
		this.steps.clear();
		this.wants.clear();
	}

	boolean isAt(int receiver, Step step) {
		return this.steps.get(receiver) == step;
	}

	private boolean isAnyAt(Step step) {
		return this.steps.containsValue(step);
	}

	private int settled() {
		return this.owners.size() + this.refusers.size();
	}

	/** Whether bytes can be sent now. */
	boolean isReady(int expected) {
		int checking = (int) this.steps.values().stream().filter((step) -> step == Step.CHECKS).count();
		return !this.wants.isEmpty() && !isAnyAt(Step.ASKED) && this.wants.size() + settled() + checking >= expected;
	}

	/** Take out who wants it, to be served now. */
	Map<Integer, Letter> serve() {
		this.begun = true;
		Map<Integer, Letter> served = Map.copyOf(this.wants);
		this.wants.clear();
		served.keySet().forEach((receiver) -> this.steps.put(receiver, Step.GETS));
		return served;
	}

	/** Whether nothing is left to be done about it. */
	boolean isOver(int expected) {
		return this.broken
				|| settled() >= expected && this.steps.values().stream().allMatch((step) -> step == Step.OVER);
	}

	/** Whether enough receivers have it. */
	boolean isDelivered(int expected) {
		return !this.broken && this.owners.size() >= expected;
	}

}
