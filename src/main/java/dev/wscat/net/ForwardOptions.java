package dev.wscat.net;

import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * How a proxy passes sessions on.
 *
 * @param connectTimeout longest wait for a server's TCP, and then for its answer
 * @param tls how TLS to a server is done, or {@code null} for that of the JVM
 * @param trace is told the headers, or {@code null}
 * @param log takes a line for each client that comes or goes
 * @param errors takes a line for each that cannot be served
 */
public record ForwardOptions(Duration connectTimeout, @Nullable TlsOptions tls, @Nullable Trace trace,
		Consumer<String> log, Consumer<String> errors) {
}
