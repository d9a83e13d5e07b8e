package dev.wscat.net;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Relays each message of a session to all others. All get the messages in the same order,
 * which is that of this lock; each message is made into a frame once. Memory is bounded
 * by what the slowest may be behind, not by how many are: see {@link BroadcastLog}.
 */
public final class Broadcast {

	/** Is told what happens to a client; on its event loop. */
	public interface Watch {

		/**
		 * Messages have come from it.
		 * @param batch the messages, which stay the caller's
		 */
		void received(MessageBatch batch);

		/**
		 * Messages for it were given up, since it was too slow or has gone.
		 * @param messages how many
		 */
		void dropped(long messages);

	}

	private final BroadcastOptions options;

	/** Of its own, so that what is held is known, by whichever socket or log. */
	private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);

	private final AtomicInteger packing = new AtomicInteger();

	// guarded by this

	private final Map<EventLoop, BroadcastLane> lanes = new HashMap<>();

	private final Queue<BroadcastSource> waiting = new ArrayDeque<>();

	/** Who may send next, ahead of all who wait. */
	private @Nullable BroadcastSource admitted;

	/**
	 * Create a hub without clients.
	 * @param options how messages are relayed
	 */
	public Broadcast(BroadcastOptions options) {
		this.options = options;
	}

	/**
	 * Relay the messages of a session to all others, and theirs to it, as long as it is
	 * open.
	 * @param session an open session
	 * @param watch is told what happens
	 * @return cold; completes when nothing more is received from it, and never fails
	 */
	public Mono<Void> join(Session session, Watch watch) {
		return Mono.defer(() -> {
			Wire wire = session.wire();
			EventLoop loop = wire.channel().eventLoop();
			BroadcastMember member = new BroadcastMember(this, lane(loop), wire, watch);
			Mono<Void> received = Mono.create((sink) -> onLoop(loop, () -> {
				member.join();
				wire.inbox().subscribe(new BroadcastSource(this, member, sink));
			}));
			// one that is closing gets nothing more, and keeps nobody waiting
			return Mono.when(received, wire.closing().doOnTerminate(() -> onLoop(loop, member::leave)));
		});
	}

	BroadcastOptions options() {
		return this.options;
	}

	/** Where the frames are that are sent to all. */
	ByteBufAllocator allocator() {
		return this.allocator;
	}

	/** Bytes of all frames that are held. */
	long held() {
		return this.allocator.metric().usedDirectMemory();
	}

	/** Whether some receiver takes packed messages. */
	boolean isPacking() {
		return this.packing.get() > 0;
	}

	/**
	 * Ask to send. Those who have to wait keep what they have read, and are let in one by
	 * one.
	 * @param source who asks
	 * @return whether it may at once; else it is told when
	 */
	synchronized boolean mayPublish(BroadcastSource source) {
		if (this.admitted == null && this.waiting.isEmpty() && hasRoom()) {
			return true;
		}
		this.waiting.add(source);
		return false;
	}

	/**
	 * Send runs to all.
	 * @param source who was let in
	 * @param runs taken over
	 */
	void publish(BroadcastSource source, List<BroadcastRun> runs) {
		synchronized (this) {
			append(runs);
			if (this.admitted == source) {
				this.admitted = null;
			}
		}
		admit();
	}

	/** Let the next of those who wait send, if there is room now. */
	void admit() {
		BroadcastSource next;
		synchronized (this) {
			if (this.admitted != null || this.waiting.isEmpty() || !hasRoom()) {
				return;
			}
			next = this.waiting.remove();
			this.admitted = next;
		}
		next.admitted();
	}

	/** A member has come. */
	void joined(BroadcastMember member) {
		if (member.mayBePacked()) {
			this.packing.incrementAndGet();
		}
	}

	/** A member has gone. */
	void left(BroadcastMember member) {
		if (member.mayBePacked()) {
			this.packing.decrementAndGet();
		}
	}

	private synchronized BroadcastLane lane(EventLoop loop) {
		return this.lanes.computeIfAbsent(loop, (key) -> new BroadcastLane(this, key));
	}

	private boolean hasRoom() {
		if (held() > this.options.memory()) {
			this.lanes.values().forEach(BroadcastLane::relieve);
			return false;
		}
		long mostBehind = (this.options.slow() == BroadcastOptions.Slow.BLOCK) ? this.options.queue() : Long.MAX_VALUE;
		for (BroadcastLane lane : this.lanes.values()) {
			if (!lane.hasRoom(mostBehind)) {
				return false;
			}
		}
		return true;
	}

	private void append(List<BroadcastRun> runs) {
		for (BroadcastRun run : runs) {
			this.lanes.values().forEach((lane) -> lane.add(run.retain()));
			run.release();
		}
	}

	static void onLoop(EventLoop loop, Runnable task) {
		if (loop.inEventLoop()) {
			task.run();
		}
		else if (!loop.isShuttingDown()) {
			loop.execute(task);
		}
	}

}
