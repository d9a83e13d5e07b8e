package dev.wscat.net;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.EventLoop;
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

	/** What a sender has to say when there is no room for it. */
	private record Waiting(BroadcastSource source, List<BroadcastRun> runs) {
	}

	private final BroadcastOptions options;

	private final AtomicInteger packing = new AtomicInteger();

	// guarded by this

	private final Map<EventLoop, BroadcastLane> lanes = new HashMap<>();

	private final Queue<Waiting> waiting = new ArrayDeque<>();

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

	/** Whether some receiver takes packed messages. */
	boolean isPacking() {
		return this.packing.get() > 0;
	}

	/**
	 * Send runs to all.
	 * @param source who asks
	 * @param runs taken over
	 * @return whether the source may go on at once; else it is told when
	 */
	synchronized boolean publish(BroadcastSource source, List<BroadcastRun> runs) {
		if (!this.waiting.isEmpty() || !hasRoom()) {
			this.waiting.add(new Waiting(source, runs));
			return false;
		}
		append(runs);
		return true;
	}

	/** Let those who wait go on, as far as there is room now. */
	void admit() {
		List<BroadcastSource> admitted = List.of();
		synchronized (this) {
			while (!this.waiting.isEmpty() && hasRoom()) {
				Waiting next = this.waiting.remove();
				append(next.runs());
				admitted = admitted.isEmpty() ? new ArrayList<>() : admitted;
				admitted.add(next.source());
			}
		}
		admitted.forEach(BroadcastSource::more);
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

	private static void onLoop(EventLoop loop, Runnable task) {
		if (loop.inEventLoop()) {
			task.run();
		}
		else if (!loop.isShuttingDown()) {
			loop.execute(task);
		}
	}

}
