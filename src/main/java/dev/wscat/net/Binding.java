package dev.wscat.net;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;

/**
 * Binds a server to all that belongs to its place, or to nothing.
 */
final class Binding {

	private final List<DisposableServer> servers = new ArrayList<>();

	private final Place place;

	private final Function<SocketAddress, Mono<? extends DisposableServer>> binder;

	private final @Nullable UnixSocketFile file;

	/**
	 * Create a binding.
	 * @param place where
	 * @param binder binds one address
	 */
	Binding(Place place, Function<SocketAddress, Mono<? extends DisposableServer>> binder) {
		this.place = place;
		this.binder = binder;
		this.file = (place.unix() != null) ? new UnixSocketFile(place.unix()) : null;
	}

	/**
	 * Bind.
	 * @return cold; completes when all is bound, and fails with a {@link CliException}
	 * when something cannot be, in which case nothing is
	 */
	Mono<Binding> bind() {
		return Flux.defer(() -> Flux.fromIterable(this.place.spots()))
			.concatMap(this::bind)
			.then(Mono.just(this))
			.onErrorResume((error) -> unbind().then(Mono.error(error)));
	}

	/**
	 * Stop accepting.
	 * @return cold; completes when nothing is bound any more
	 */
	Mono<Void> unbind() {
		return Mono.defer(() -> {
			// before another server can have made its own
			if (this.file != null) {
				this.file.remove();
			}
			return Flux.fromIterable(this.servers).flatMap((server) -> {
				server.dispose();
				return server.onDispose();
			}).then();
		});
	}

	/** The addresses as they are bound. */
	List<SocketAddress> addresses() {
		return this.servers.stream().map((server) -> server.channel().localAddress()).toList();
	}

	private Mono<DisposableServer> bind(Place.Spot spot) {
		SocketAddress address = spot.at(port());
		UnixSocketFile socket = (address instanceof InetSocketAddress) ? null : this.file;
		if (socket != null) {
			socket.makeRoom();
		}
		return this.binder.apply(address).<DisposableServer>map((server) -> {
			this.servers.add(server);
			if (socket != null) {
				socket.made();
			}
			return server;
		}).onErrorResume((error) -> fault(spot, address, error));
	}

	/** All are bound to the port that the first one was given. */
	int port() {
		return this.servers.isEmpty() ? this.place.port() : this.servers.get(0).port();
	}

	private Mono<DisposableServer> fault(Place.Spot spot, SocketAddress address, Throwable error) {
		if (error instanceof CliException) {
			return Mono.error(error);
		}
		if (spot.optional() && isNoSuchAddress(error)) {
			return Mono.empty();
		}
		String where = (address instanceof InetSocketAddress inet)
				? inet.getAddress().getHostAddress() + ":" + inet.getPort() : address.toString();
		return Mono.error(new CliException(ExitCode.LOCAL, "cannot listen at " + where + ": " + reason(error), error));
	}

	private static boolean isNoSuchAddress(Throwable error) {
		return String.valueOf(error.getMessage()).contains("assign requested address")
				|| String.valueOf(error.getMessage()).contains("not supported by protocol");
	}

	private static String reason(Throwable error) {
		for (Throwable cause = error; cause != null; cause = cause.getCause()) {
			if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
				return "the port is in use; choose another, or 0 for any free one";
			}
			if (cause instanceof SocketException && cause.getCause() == null) {
				return String.valueOf(cause.getMessage());
			}
		}
		return String.valueOf(error.getMessage());
	}

}
