package dev.wscat.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.netty.ChannelPipelineConfigurer;
import reactor.netty.ConnectionObserver;

/**
 * Connection attempts to the addresses of one server, RFC 8305 section 5: each begins
 * when the one before has failed or is not through after 250 ms, and the first to connect
 * wins. All state belongs to the one event loop.
 */
final class Race {

	private static final long DELAY_MILLIS = 250;

	private final Route route;

	private final Duration timeout;

	private final Sinks.Many<Lane> lanes = Sinks.many().unicast().onBackpressureBuffer();

	private final List<Lane> running = new ArrayList<>();

	private final Deque<SocketAddress> left = new ArrayDeque<>();

	private boolean lookedUp;

	private @Nullable Lane winner;

	private @Nullable ScheduledFuture<?> timer;

	/**
	 * Create a race.
	 * @param route finds the addresses
	 * @param timeout longest wait for them
	 */
	Race(Route route, Duration timeout) {
		this.route = route;
		this.timeout = timeout;
		begin();
	}

	/**
	 * The attempts.
	 * @return a flux for one subscriber, which makes an attempt of each element and tells
	 * {@link Lane#isLastToFail} when it fails
	 */
	Flux<Lane> lanes() {
		return this.lanes.asFlux();
	}

	private void begin() {
		Lane lane = new Lane();
		this.running.add(lane);
		this.lanes.tryEmitNext(lane);
	}

	private void next() {
		stopTimer();
		if (this.winner == null && !this.left.isEmpty()) {
			begin();
		}
	}

	private void stopTimer() {
		if (this.timer != null) {
			this.timer.cancel(false);
			this.timer = null;
		}
	}

	private boolean win(Lane lane) {
		if (this.winner == null) {
			this.winner = lane;
			stopTimer();
			this.running.remove(lane);
			for (Lane loser : this.running) {
				loser.abandon();
			}
			this.running.clear();
			this.lanes.tryEmitComplete();
		}
		return this.winner == lane;
	}

	/** One attempt. */
	final class Lane extends AddressResolverGroup<SocketAddress> implements ChannelPipelineConfigurer {

		private @Nullable SocketAddress address;

		private @Nullable Channel channel;

		/**
		 * Tell the race that this attempt has failed.
		 * @return whether the failure is that of the whole race
		 */
		boolean isLastToFail() {
			if (Race.this.winner != null) {
				return Race.this.winner == this;
			}
			Race.this.running.remove(this);
			next();
			if (Race.this.running.isEmpty()) {
				Race.this.lanes.tryEmitComplete();
				return true;
			}
			return false;
		}

		@Override
		public void onChannelInit(ConnectionObserver observer, Channel channel, @Nullable SocketAddress remote) {
			this.channel = channel;
			channel.pipeline().addFirst(new Finish());
		}

		@Override
		public AddressResolver<SocketAddress> getResolver(EventExecutor executor) {
			return newResolver(executor);
		}

		@Override
		protected AddressResolver<SocketAddress> newResolver(EventExecutor executor) {
			return new Resolver(executor);
		}

		private void abandon() {
			if (this.channel != null) {
				this.channel.close();
			}
		}

		private void choose(InetSocketAddress asked, EventExecutor executor, Promise<?> promise,
				Consumer<SocketAddress> chosen) {
			if (Race.this.lookedUp) {
				chosen.accept(take(executor));
				return;
			}
			Race.this.lookedUp = true;
			Race.this.route.find(asked, executor, Race.this.timeout)
				.addListener((Future<List<SocketAddress>> found) -> {
					if (found.isSuccess()) {
						Race.this.left.addAll(found.getNow());
						chosen.accept(take(executor));
					}
					else {
						promise.tryFailure(found.cause());
					}
				});
		}

		private SocketAddress take(EventExecutor executor) {
			// Reactor Netty may try a connection that was reset once more
			if (this.address == null) {
				this.address = Race.this.left.remove();
				if (!Race.this.left.isEmpty()) {
					Race.this.timer = executor.schedule(Race.this::next, DELAY_MILLIS, TimeUnit.MILLISECONDS);
				}
			}
			return this.address;
		}

		/** Knows the address of this attempt. */
		private final class Resolver extends AbstractAddressResolver<SocketAddress> {

			Resolver(EventExecutor executor) {
				super(executor, SocketAddress.class);
			}

			@Override
			protected boolean doIsResolved(SocketAddress asked) {
				return false;
			}

			@Override
			protected void doResolve(SocketAddress asked, Promise<SocketAddress> promise) {
				choose((InetSocketAddress) asked, executor(), promise, promise::trySuccess);
			}

			@Override
			protected void doResolveAll(SocketAddress asked, Promise<List<SocketAddress>> promise) {
				choose((InetSocketAddress) asked, executor(), promise,
						(address) -> promise.trySuccess(List.of(address)));
			}

		}

		/** Sees TCP being there, before TLS begins. */
		private final class Finish extends ChannelInboundHandlerAdapter {

			@Override
			public void channelActive(ChannelHandlerContext ctx) {
				if (win(Lane.this)) {
					ctx.pipeline().remove(this);
					ctx.fireChannelActive();
				}
				else {
					ctx.close();
				}
			}

		}

	}

}
