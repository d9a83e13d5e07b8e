package dev.wscat.net;

import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * How a proxy passes sessions on.
 *
 * @param connectTimeout longest wait for a server's TCP, and then for its answer
 * @param closeTimeout longest wait for both sides to end TCP, once each has said Close
 * @param tls how TLS to a server is done, or {@code null} for that of the JVM
 * @param deflate whether the sides may agree on compression
 * @param http whether plain HTTP requests are passed on too
 * @param trace is told the headers, or {@code null}
 * @param tap listens to all sessions, or {@code null}
 * @param faults what is done to what both sides say
 * @param log takes a line for each client that comes or goes
 * @param errors takes a line for each that cannot be served
 */
public record ForwardOptions(Duration connectTimeout, Duration closeTimeout, @Nullable TlsOptions tls, boolean deflate,
		boolean http, @Nullable Trace trace, @Nullable Tap tap, ForwardFaults faults, Consumer<String> log,
		Consumer<String> errors) {

	/** Whether permessage-deflate and the like may be offered to a server. */
	boolean letsExtensionsThrough() {
		return this.deflate && !this.faults.needPlainMessages();
	}

}
