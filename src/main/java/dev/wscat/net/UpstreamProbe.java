package dev.wscat.net;

import java.time.Duration;

/**
 * How servers are asked whether they are well.
 *
 * @param path asked for with GET; any answer under 500 will do, since a WebSocket's path
 * has no page
 * @param interval from one question to the next
 */
public record UpstreamProbe(String path, Duration interval) {
}
