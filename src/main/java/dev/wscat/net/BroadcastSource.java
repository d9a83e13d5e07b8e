package dev.wscat.net;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.MonoSink;

/**
 * Takes a client's messages to the hub, and asks for the next read only when the hub has
 * taken the one before.
 */
final class BroadcastSource implements CoreSubscriber<MessageBatch> {

	private final Broadcast hub;

	private final BroadcastMember member;

	private final MonoSink<Void> done;

	private @Nullable Subscription source;

	BroadcastSource(Broadcast hub, BroadcastMember member, MonoSink<Void> done) {
		this.hub = hub;
		this.member = member;
		this.done = done;
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.source = subscription;
		more();
	}

	@Override
	public void onNext(MessageBatch batch) {
		List<BroadcastRun> runs;
		try {
			this.member.watch().received(batch);
			runs = this.member.lane()
				.frames()
				.encode(this.member, batch, this.member.wire().channel().alloc(), this.hub.isPacking());
		}
		finally {
			batch.release();
		}
		if (this.hub.publish(this, runs)) {
			more();
		}
	}

	@Override
	public void onError(Throwable error) {
		this.done.error(error);
	}

	@Override
	public void onComplete() {
		this.done.success();
	}

	/** The hub has taken the last read. */
	void more() {
		Subscription current = this.source;
		if (current != null) {
			current.request(1);
		}
	}

}
