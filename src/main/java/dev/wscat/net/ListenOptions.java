package dev.wscat.net;

import java.time.Duration;
import java.util.List;

import dev.wscat.core.ServerWatch;
import org.jspecify.annotations.Nullable;

/**
 * How a server listens.
 *
 * @param place where
 * @param origins origins of web pages let in besides those of this machine, or {@code *}
 * @param handshakeTimeout longest time a client may take to send its request
 * @param threads how many event loops
 * @param wire what both sides of a connection can set
 * @param site what the server is to those who come
 * @param watch is told what happens
 * @param limits what each client has, or {@code null} for a server of one client
 * @param tls how TLS is done, or {@code null} for none
 */
public record ListenOptions(Place place, List<String> origins, Duration handshakeTimeout, int threads, WireOptions wire,
		Site site, ServerWatch watch, @Nullable ServerLimits limits, @Nullable TlsServerOptions tls) {

	/**
	 * A server that is open to all.
	 * @param host name or address to bind, or {@code null} for the loopback addresses
	 * @param port port to bind; 0 lets the system pick a free one
	 * @param origins origins of web pages let in besides those of this machine
	 * @param handshakeTimeout longest time a client may take to send its request
	 * @param threads how many event loops
	 * @param wire what both sides of a connection can set
	 */
	public ListenOptions(@Nullable String host, int port, List<String> origins, Duration handshakeTimeout, int threads,
			WireOptions wire) {
		this(Place.of(host, port), origins, handshakeTimeout, threads, wire, Site.OPEN, ServerWatch.NONE, null, null);
	}

}
