package dev.wscat.net;

import java.time.Duration;

import dev.wscat.core.RoundTrips;

/**
 * How often a peer is asked for a sign of life.
 *
 * @param interval time between two Pings
 * @param timeout longest wait for a Pong, after which the peer is gone; negative for ever
 * @param idle whether to ask also when nothing was sent that the peer has not confirmed
 * @param trips takes the round trips
 */
public record PingOptions(Duration interval, Duration timeout, boolean idle, RoundTrips trips) {
}
