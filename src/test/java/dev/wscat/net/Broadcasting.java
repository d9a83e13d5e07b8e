package dev.wscat.net;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import dev.wscat.net.OpenSession.RunningListener;
import dev.wscat.testing.Frame;
import dev.wscat.testing.RawPeer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A hub over real loopback sockets and two event loops, of whose clients the other ends
 * are {@link RawPeer}s. When it is closed nothing may be held any more.
 */
final class Broadcasting implements AutoCloseable {

	/** A client, and what the hub says of it. */
	static final class Client implements Broadcast.Watch {

		private final RawPeer peer;

		private final AtomicLong dropped = new AtomicLong();

		private final CompletableFuture<Void> firstDrop = new CompletableFuture<>();

		private final CompletableFuture<Void> closing = new CompletableFuture<>();

		Client(RawPeer peer) {
			this.peer = peer;
		}

		RawPeer peer() {
			return this.peer;
		}

		long dropped() {
			return this.dropped.get();
		}

		void awaitDrop() {
			OpenSession.get(this.firstDrop);
		}

		/** Until the server has begun to close the session. */
		void awaitClosing() {
			OpenSession.get(this.closing);
		}

		/** Read texts up to this one, with it. */
		List<String> readUpTo(String last) {
			List<String> texts = new ArrayList<>();
			do {
				texts.add(this.peer.read().text());
			}
			while (!texts.get(texts.size() - 1).equals(last));
			return texts;
		}

		@Override
		public void received(MessageBatch batch) {
			assertThat(batch.size()).isPositive();
		}

		@Override
		public void dropped(long messages) {
			this.dropped.addAndGet(messages);
			this.firstDrop.complete(null);
		}

	}

	private final RunningListener listener = new RunningListener(Gate.OPEN,
			new ListenOptions(null, 0, List.of(), OpenSession.DEADLINE, 2, RunningListener.wire()));

	private final Broadcast hub;

	private final List<Client> clients = new ArrayList<>();

	Broadcasting(BroadcastOptions options) {
		this.hub = new Broadcast(options);
	}

	static BroadcastOptions options(BroadcastOptions.Slow slow, int queue) {
		return new BroadcastOptions(false, slow, queue, Duration.ofMinutes(1), 1 << 24);
	}

	Broadcast hub() {
		return this.hub;
	}

	/** A client that gets all that is sent from now on. */
	Client join(String... headers) {
		Client client = new Client(RawPeer.connect(this.listener.port(), headers));
		this.clients.add(client);
		Session session = this.listener.next();
		this.hub.join(session, client).subscribe();
		session.closing().doOnTerminate(() -> client.closing.complete(null)).subscribe();
		CompletableFuture<Void> joined = new CompletableFuture<>();
		session.wire().channel().eventLoop().execute(() -> joined.complete(null));
		OpenSession.get(joined);
		return client;
	}

	/** Send numbered texts of some length from a thread of their own. */
	static CompletableFuture<Void> send(Client sender, String name, int count, int length) {
		return CompletableFuture.runAsync(() -> {
			for (int i = 0; i < count; i++) {
				sender.peer().send(Frame.text(text(name, i, length)));
			}
		});
	}

	static String text(String name, int number, int length) {
		return (name + ":" + number + ":" + "x".repeat(length)).substring(0, Math.max(length, name.length() + 8));
	}

	@Override
	public void close() {
		this.clients.forEach((client) -> client.peer().close());
		this.listener.close();
		assertThat(this.hub.held()).as("bytes still held").isZero();
	}

}
