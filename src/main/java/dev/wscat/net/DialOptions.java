package dev.wscat.net;

import java.time.Duration;

/**
 * How a client connects.
 *
 * @param connectTimeout longest wait for TCP, and then for the answer to the upgrade
 * @param wire what both sides of a connection can set
 */
public record DialOptions(Duration connectTimeout, WireOptions wire) {
}
