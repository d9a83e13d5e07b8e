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

	/** A read that the hub has yet to take. */
	private @Nullable MessageBatch batch;

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
	public void onNext(MessageBatch read) {
		this.member.watch().received(read);
		this.batch = read;
		if (this.hub.mayPublish(this)) {
			publish();
		}
	}

	/** There is room now; callable from any thread. */
	void admitted() {
		Broadcast.onLoop(this.member.wire().channel().eventLoop(), this::publish);
	}

	private void publish() {
		MessageBatch read = this.batch;
		if (read != null) {
			this.batch = null;
			List<BroadcastRun> runs;
			try {
				runs = this.member.lane()
					.frames()
					.encode(this.member, read, this.hub.allocator(), this.hub.isPacking());
			}
			finally {
				read.release();
			}
			this.hub.publish(this, runs);
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

	private void more() {
		Subscription current = this.source;
		if (current != null) {
			current.request(1);
		}
	}

}
