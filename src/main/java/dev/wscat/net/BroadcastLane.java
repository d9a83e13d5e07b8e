package dev.wscat.net;

import java.util.ArrayList;
import java.util.List;

import io.netty.channel.EventLoop;

/**
 * The clients of one event loop. What is sent to all is handed to each loop once, however
 * many clients it has, and all that has come by the time the loop gets to it is written
 * together.
 */
final class BroadcastLane {

	/** Bytes handed over after which senders wait until the loop gets to them. */
	private static final int ENOUGH = 1 << 18;

	private final Broadcast hub;

	private final EventLoop loop;

	private final BroadcastFrames frames = new BroadcastFrames();

	// guarded by the hub

	private List<BroadcastRun> incoming = new ArrayList<>();

	private long incomingBytes;

	private boolean scheduled;

	// of the event loop

	private final BroadcastLog log = new BroadcastLog();

	private final List<BroadcastMember> members = new ArrayList<>();

	private long turns;

	private boolean inTurn;

	private boolean someLeft;

	private volatile long behind;

	BroadcastLane(Broadcast hub, EventLoop loop) {
		this.hub = hub;
		this.loop = loop;
	}

	EventLoop loop() {
		return this.loop;
	}

	BroadcastFrames frames() {
		return this.frames;
	}

	BroadcastLog log() {
		return this.log;
	}

	/** Take a run over; the hub is locked. */
	void add(BroadcastRun run) {
		this.incoming.add(run);
		this.incomingBytes += run.bytes();
		if (!this.scheduled && !this.loop.isShuttingDown()) {
			this.scheduled = true;
			this.loop.execute(this::turn);
		}
	}

	/** Whether more can be added; the hub is locked. */
	boolean hasRoom(long mostBehind) {
		return this.incomingBytes < ENOUGH && this.behind <= mostBehind;
	}

	/** A client comes. */
	void join(BroadcastMember member) {
		this.members.add(member);
	}

	/** A client goes. */
	void leave(BroadcastMember member) {
		if (this.inTurn) {
			this.someLeft = true;
		}
		else {
			this.members.remove(member);
			advanced();
		}
	}

	/** A slow client has moved on, or has gone. */
	void advanced() {
		if (!this.inTurn) {
			this.log.trim();
			settle();
		}
	}

	private void settle() {
		this.behind = this.log.size();
		this.hub.admit();
	}

	private void turn() {
		List<BroadcastRun> runs;
		synchronized (this.hub) {
			runs = this.incoming;
			this.incoming = new ArrayList<>();
			this.incomingBytes = 0;
			this.scheduled = false;
		}
		long number = ++this.turns;
		BroadcastLog.Entry first = null;
		for (BroadcastRun run : runs) {
			BroadcastLog.Entry entry = this.log.add(run);
			first = (first != null) ? first : entry;
			run.sender().sentIn(this, number);
		}
		if (first != null) {
			this.inTurn = true;
			BroadcastTurn turn = new BroadcastTurn(number, runs, first);
			this.members.forEach((member) -> member.take(turn));
			turn.release();
			this.inTurn = false;
			if (this.someLeft) {
				this.someLeft = false;
				this.members.removeIf(BroadcastMember::isGone);
			}
			this.log.trim();
		}
		settle();
	}

}
