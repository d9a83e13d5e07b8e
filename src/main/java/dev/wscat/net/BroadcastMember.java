package dev.wscat.net;

import java.io.IOException;

import dev.wscat.core.Closing;
import dev.wscat.core.Limit;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A client among those that get each other's messages: where it is in what is sent to
 * all. One that keeps up is written to at once; one whose socket is full is behind, and
 * reads from the log as it can. All state belongs to the event loop.
 */
final class BroadcastMember extends ChannelInboundHandlerAdapter {

	private static final String NAME = "wscat.broadcast";

	/** Bytes that may wait for a socket even when memory is short. */
	private static final int SOME = 1 << 12;

	private static final Closing TOO_SLOW = new Closing(1013, "too slow");

	private final Broadcast hub;

	private final BroadcastLane lane;

	private final Wire wire;

	private final Broadcast.Watch watch;

	private final boolean mayBePacked;

	private @Nullable ChannelHandlerContext ctx;

	/** What it gets next, or {@code null} when it keeps up. */
	private BroadcastLog.@Nullable Entry place;

	private long sentIn;

	private boolean moving;

	/** What was pending when something was last taken, and when that was. */
	private long pendingBefore;

	private long takenAt;

	private boolean gone;

	BroadcastMember(Broadcast hub, BroadcastLane lane, Wire wire, Broadcast.Watch watch) {
		this.hub = hub;
		this.lane = lane;
		this.wire = wire;
		this.watch = watch;
		Deflate deflate = wire.deflate();
		this.mayBePacked = deflate != null && deflate.serverBits() == Deflate.LARGEST_WINDOW;
	}

	Broadcast.Watch watch() {
		return this.watch;
	}

	BroadcastLane lane() {
		return this.lane;
	}

	Wire wire() {
		return this.wire;
	}

	boolean mayBePacked() {
		return this.mayBePacked;
	}

	boolean isGone() {
		return this.gone;
	}

	/** Get what is sent to all from now on. */
	void join() {
		if (this.wire.isOpen() && !this.gone) {
			this.wire.channel().pipeline().addLast(NAME, this);
			this.lane.join(this);
			this.hub.joined(this);
		}
	}

	/** Get nothing more. */
	void leave() {
		if (!this.gone) {
			this.gone = true;
			if (this.ctx == null) {
				return;
			}
			this.hub.left(this);
			long waiting = 0;
			for (BroadcastLog.Entry entry = this.place; entry != null; entry = entry.next()) {
				waiting += isForUs(entry) ? entry.run().messages() : 0;
			}
			if (this.place != null) {
				this.place.abandon();
				this.place = null;
			}
			if (waiting > 0) {
				this.watch.dropped(waiting);
			}
			this.lane.leave(this);
		}
	}

	/** This one has sent something that is written in a turn of some lane. */
	void sentIn(BroadcastLane writing, long turn) {
		if (writing == this.lane) {
			this.sentIn = turn;
		}
	}

	/**
	 * Get what is written in this turn.
	 * @param turn what
	 */
	void take(BroadcastTurn turn) {
		ChannelHandlerContext to = this.ctx;
		if (this.gone || to == null) {
			return;
		}
		if (!this.wire.isOpen()) {
			leave();
		}
		else if (this.place != null) {
			checkPlace();
		}
		else if (!to.channel().isWritable()) {
			this.place = turn.first().enter();
			this.lane.watchSlow();
		}
		else {
			if (this.sentIn == turn.number() && !this.hub.options().echo()) {
				turn.writeExcept(this, to, this.mayBePacked);
			}
			else {
				turn.write(to, this.mayBePacked);
			}
			to.flush();
		}
	}

	/**
	 * See whether it takes something now and then; else it is closed.
	 * @param now by {@link System#nanoTime()}
	 */
	void checkPatience(long now) {
		long pending = pending();
		if (this.gone || pending == 0) {
			this.pendingBefore = 0;
			return;
		}
		if (pending != this.pendingBefore) {
			this.pendingBefore = pending;
			this.takenAt = now;
		}
		else if (now - this.takenAt >= this.hub.options().patience().toNanos()) {
			closeSlow();
			return;
		}
		this.lane.watchSlow();
	}

	/** Memory is short: go at once if something waits for the socket. */
	void relieve() {
		if (this.place != null || pending() > SOME) {
			leave();
			this.wire.watch().limited(Limit.MEMORY);
			this.wire.lose(new IOException("too slow, and memory is short"));
		}
	}

	/** Something that changes whenever the socket takes a byte; 0 when nothing waits. */
	private long pending() {
		ChannelOutboundBuffer buffer = this.wire.channel().unsafe().outboundBuffer();
		return (buffer == null || buffer.isEmpty()) ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
	}

	private void closeSlow() {
		this.wire.watch().limited(Limit.SLOW);
		this.wire.close(TOO_SLOW);
		leave();
	}

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		this.ctx = context;
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		leave();
		this.lane.gone(this);
		context.fireChannelInactive();
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		if (!this.moving && context.channel().isWritable()) {
			this.moving = true;
			move(context);
			this.moving = false;
			this.lane.advanced();
		}
		context.fireChannelWritabilityChanged();
	}

	/** Write what waits, as much as the socket takes. */
	private void move(ChannelHandlerContext to) {
		while (this.place != null && to.channel().isWritable() && this.wire.isOpen()) {
			while (this.place != null && to.channel().isWritable()) {
				if (isForUs(this.place)) {
					BroadcastTurn.write(to, this.place.run().frames(this.mayBePacked));
				}
				this.place = this.place.leave();
			}
			to.flush();
		}
	}

	private void checkPlace() {
		switch (this.hub.options().slow()) {
			case CLOSE -> {
				if (isTooFarBehind()) {
					closeSlow();
				}
			}
			case DROP_OLDEST -> {
				long dropped = 0;
				while (this.place != null && isTooFarBehind()) {
					dropped += isForUs(this.place) ? this.place.run().messages() : 0;
					this.place = this.place.leave();
				}
				if (dropped > 0) {
					this.watch.dropped(dropped);
				}
			}
			case BLOCK -> {
				// the hub lets senders wait
			}
		}
	}

	/** A message longer than the queue may wait, if it is the only one. */
	private boolean isTooFarBehind() {
		BroadcastLog.Entry current = this.place;
		return current != null && !current.isLast() && this.lane.log().from(current) > this.hub.options().queue();
	}

	private boolean isForUs(BroadcastLog.Entry entry) {
		return entry.run().sender() != this || this.hub.options().echo();
	}

}
