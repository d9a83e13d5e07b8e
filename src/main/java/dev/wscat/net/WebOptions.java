package dev.wscat.net;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How a server of plain HTTP listens, and what it lets its clients do.
 *
 * @param host name or address to bind, or {@code null} for the loopback addresses of both
 * families
 * @param port port to bind; 0 lets the system pick a free one
 * @param threads how many event loops
 * @param maxConnections connections at once; who comes when there are so many gets 503
 * @param maxHeader longest head of a request, in bytes
 * @param requestTimeout longest time from the connection to the end of a request's head
 * @param idleTimeout longest time from the end of a response to the next request's head,
 * and longest time in which a client takes nothing of a response
 */
public record WebOptions(@Nullable String host, int port, int threads, int maxConnections, int maxHeader,
		Duration requestTimeout, Duration idleTimeout) {
}
