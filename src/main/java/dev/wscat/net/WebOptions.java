package dev.wscat.net;

import java.time.Duration;

/**
 * How a server of plain HTTP listens, and what it lets its clients do.
 *
 * @param place where
 * @param threads how many event loops
 * @param maxConnections connections at once; who comes when there are so many gets 503
 * @param maxHeader longest head of a request, in bytes
 * @param requestTimeout longest time from the connection to the end of a request's head
 * @param idleTimeout longest time from the end of a response to the next request's head,
 * and longest time in which a client takes nothing of a response
 */
public record WebOptions(Place place, int threads, int maxConnections, int maxHeader, Duration requestTimeout,
		Duration idleTimeout) {
}
