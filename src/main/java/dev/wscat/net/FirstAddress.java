package dev.wscat.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/**
 * Finds one address of a server, for a proxy that is told addresses and no names.
 */
final class FirstAddress extends AddressResolverGroup<SocketAddress> {

	private final Route route;

	private final Duration timeout;

	FirstAddress(Route route, Duration timeout) {
		this.route = route;
		this.timeout = timeout;
	}

	@Override
	protected AddressResolver<SocketAddress> newResolver(EventExecutor executor) {
		return new AbstractAddressResolver<>(executor, SocketAddress.class) {

			@Override
			protected boolean doIsResolved(SocketAddress asked) {
				return false;
			}

			@Override
			protected void doResolve(SocketAddress asked, Promise<SocketAddress> promise) {
				find(asked, executor(), promise, promise::trySuccess);
			}

			@Override
			protected void doResolveAll(SocketAddress asked, Promise<List<SocketAddress>> promise) {
				find(asked, executor(), promise, (address) -> promise.trySuccess(List.of(address)));
			}

		};
	}

	private void find(SocketAddress asked, EventExecutor loop, Promise<?> promise, Consumer<SocketAddress> found) {
		this.route.find((InetSocketAddress) asked, loop, this.timeout)
			.addListener((Future<List<SocketAddress>> done) -> {
				if (done.isSuccess()) {
					found.accept(done.getNow().get(0));
				}
				else {
					promise.tryFailure(done.cause());
				}
			});
	}

}
