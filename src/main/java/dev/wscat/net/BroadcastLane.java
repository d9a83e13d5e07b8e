package dev.wscat.net;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;

/**
 * The clients of one event loop. What is sent to all is handed to each loop once, however
 * many clients it has, and all that has come by the time the loop gets to it is written
 * together.
 */
final class BroadcastLane {

	/** Bytes handed over after which senders wait until the loop gets to them. */
	private static final int ENOUGH = 1 << 18;

	/** How often one who is behind is looked at before patience ends. */
	private static final int LOOKS = 4;

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

	/** Who was told to go, and may still hold what its socket did not take. */
	private final Set<BroadcastMember> closing = new HashSet<>();

	private long turns;

	private boolean inTurn;

	private boolean someLeft;

	private boolean looking;

	private boolean relieving;

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
		this.closing.add(member);
		if (this.inTurn) {
			this.someLeft = true;
		}
		else {
			this.members.remove(member);
			advanced();
		}
	}

	/** The connection of a client is gone, and with it what it held. */
	void gone(BroadcastMember member) {
		this.closing.remove(member);
		advanced();
	}

	/** A slow client has moved on, or has gone. */
	void advanced() {
		if (!this.inTurn) {
			this.log.trim();
			settle();
		}
	}

	/** A client has fallen behind: see that it does not stand still. */
	void watchSlow() {
		if (!this.looking) {
			this.looking = true;
			long pause = Math.max(this.hub.options().patience().toMillis() / LOOKS, 1);
			this.loop.schedule(this::look, pause, TimeUnit.MILLISECONDS);
		}
	}

	private void look() {
		this.looking = false;
		long now = System.nanoTime();
		for (BroadcastMember member : List.copyOf(this.members)) {
			member.checkPatience(now);
		}
	}

	/**
	 * Too much is held: let go of those whose sockets are full, unless senders have to
	 * wait for them. Called with the hub locked.
	 */
	void relieve() {
		if (!this.relieving && !this.loop.isShuttingDown()) {
			this.relieving = true;
			this.loop.execute(this::relieveNow);
		}
	}

	private void relieveNow() {
		watchSlow();
		if (this.hub.options().slow() != BroadcastOptions.Slow.BLOCK) {
			List.copyOf(this.members).forEach(BroadcastMember::relieve);
			List.copyOf(this.closing).forEach(BroadcastMember::relieve);
		}
		synchronized (this.hub) {
			this.relieving = false;
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
			BroadcastTurn turn = new BroadcastTurn(this.hub.allocator(), number, runs, first);
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
