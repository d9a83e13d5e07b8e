package dev.wscat.net;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.testing.RawPeer;
import dev.wscat.testing.RawServer;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * A session over a real loopback socket, of which the other end is a {@link RawPeer}.
 */
final class OpenSession implements AutoCloseable {

	static final Duration DEADLINE = RawPeer.DEADLINE;

	private final Session session;

	private final RawPeer peer;

	private final Runnable closer;

	private OpenSession(Session session, RawPeer peer, Runnable closer) {
		this.session = session;
		this.peer = peer;
		this.closer = closer;
	}

	/** Which side wscat is on. */
	enum Role {

		CLIENT, SERVER;

		OpenSession open() {
			return open(UnaryOperator.identity());
		}

		OpenSession open(UnaryOperator<WireOptions> change) {
			WireOptions options = change
				.apply(new WireOptions(this == CLIENT, 1 << 20, Duration.ofSeconds(30), false, null));
			return (this == CLIENT) ? dial(options) : accept(options);
		}

	}

	static UnaryOperator<WireOptions> closeTimeout(Duration timeout) {
		return (options) -> new WireOptions(options.client(), options.maxMessage(), timeout, options.deflate(),
				options.trace());
	}

	static UnaryOperator<WireOptions> maxMessage(int bytes) {
		return (options) -> new WireOptions(options.client(), bytes, options.closeTimeout(), options.deflate(),
				options.trace());
	}

	private static OpenSession dial(WireOptions options) {
		Dialer dialer = new Dialer(new DialOptions(DEADLINE, options));
		RawServer server = new RawServer();
		CompletableFuture<Session> opened = new CompletableFuture<>();
		Disposable use = dialer.dial(server.uri(), (session) -> {
			opened.complete(session);
			return session.ended();
		}).subscribe((ending) -> {
		}, opened::completeExceptionally);
		RawPeer peer = server.accept();
		return new OpenSession(get(opened), peer, () -> {
			peer.close();
			server.close();
			use.dispose();
			dialer.dispose().block(DEADLINE);
		});
	}

	private static OpenSession accept(WireOptions options) {
		RunningListener listener = new RunningListener(Gate.OPEN, List.of(), options);
		RawPeer peer = RawPeer.connect(listener.port());
		return new OpenSession(listener.next(), peer, () -> {
			peer.close();
			listener.close();
		});
	}

	Session session() {
		return this.session;
	}

	RawPeer peer() {
		return this.peer;
	}

	/** Take all messages. */
	CompletableFuture<List<String>> received() {
		return received(Function.identity());
	}

	CompletableFuture<List<String>> received(Function<Flux<MessageBatch>, Flux<MessageBatch>> demand) {
		return demand.apply(this.session.batches()).collect(ArrayList<String>::new, (texts, batch) -> {
			for (int i = 0; i < batch.size(); i++) {
				texts.add(new String(batch.bytes(i), StandardCharsets.UTF_8));
			}
			batch.release();
		}).map((texts) -> (List<String>) texts).toFuture();
	}

	CompletableFuture<Ending> closeWith(Closing closing) {
		return this.session.close(closing).toFuture();
	}

	Ending ending() {
		return get(this.session.ended().toFuture());
	}

	static <T> T get(CompletableFuture<T> future) {
		try {
			return future.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	@Override
	public void close() {
		this.closer.run();
	}

	/** A listener, and the sessions it has opened. */
	static final class RunningListener implements AutoCloseable {

		private final Listener listener;

		private final CompletableFuture<Integer> port = new CompletableFuture<>();

		private final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();

		private final BlockingQueue<String> log = new LinkedBlockingQueue<>();

		private final Disposable running;

		RunningListener(Gate gate, List<String> origins, WireOptions options) {
			this(gate, new ListenOptions(null, 0, origins, DEADLINE, 1, options));
		}

		RunningListener(Gate gate, ListenOptions options) {
			this.listener = new Listener(options, gate, this.log::add);
			this.running = this.listener.listen((bound) -> this.port.complete(bound.port()))
				.subscribe(this.sessions::add, this.port::completeExceptionally);
		}

		static WireOptions wire() {
			return new WireOptions(false, 1 << 20, Duration.ofSeconds(30), true, null);
		}

		int port() {
			return get(this.port);
		}

		Session next() {
			return poll(this.sessions);
		}

		String nextLog() {
			return poll(this.log);
		}

		boolean hasNoSession() {
			return this.sessions.isEmpty();
		}

		private static <T> T poll(BlockingQueue<T> queue) {
			try {
				T next = queue.poll(DEADLINE.toSeconds(), TimeUnit.SECONDS);
				if (next == null) {
					throw new AssertionError("nothing came");
				}
				return next;
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
		}

		@Override
		public void close() {
			this.running.dispose();
			this.listener.dispose().block(DEADLINE);
		}

	}

}
