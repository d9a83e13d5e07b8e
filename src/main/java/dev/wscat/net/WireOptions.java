package dev.wscat.net;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What both sides of a connection can set.
 *
 * @param client whether we are the client: it masks its frames, and expects none masked
 * @param maxMessage largest message accepted, in bytes after reassembly and unpacking
 * @param closeTimeout longest wait for the peer's Close after ours, RFC 6455 section
 * 7.1.1
 * @param deflate whether permessage-deflate is offered or accepted
 * @param trace is told each frame, or {@code null}
 */
public record WireOptions(boolean client, int maxMessage, Duration closeTimeout, boolean deflate,
		@Nullable Trace trace) {
}
