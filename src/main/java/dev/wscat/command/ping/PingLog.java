package dev.wscat.command.ping;

import java.nio.charset.StandardCharsets;

import dev.wscat.terminal.Console;
import dev.wscat.terminal.Escapes;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The lines on stdout. When nobody reads them any more there is nothing left to do.
 */
final class PingLog {

	private final Console console;

	private final String peer;

	private volatile boolean payloads;

	private final Sinks.Empty<Void> gone = Sinks.empty();

	/**
	 * Create a log.
	 * @param console owner of stdout
	 * @param peer who is pinged
	 */
	PingLog(Console console, String peer) {
		this.console = console;
		this.peer = peer;
	}

	/** Have each line tell the payload, from now on. */
	void tellPayloads() {
		this.payloads = true;
	}

	/** Completes empty when the reader of stdout has gone away. */
	Mono<Void> gone() {
		return this.gone.asMono();
	}

	/** Tell of a Pong. */
	void pong(byte[] payload, PingBook.Pong pong) {
		StringBuilder line = new StringBuilder().append(payload.length)
			.append((payload.length == 1) ? " byte from " : " bytes from ")
			.append(this.peer)
			.append(": ");
		if (pong.kind() == PingBook.Kind.STRANGE) {
			line.append("of no ping of ours: ").append(quoted(payload));
		}
		else {
			line.append("seq=")
				.append(pong.sequence())
				.append(" time=")
				.append(PingFigures.millis(pong.nanos()))
				.append(" ms");
			if (this.payloads) {
				line.append(' ').append(quoted(payload));
			}
		}
		switch (pong.kind()) {
			case DUPLICATE -> line.append(" (DUP!)");
			case LATE -> line.append(" (late)");
			default -> {
			}
		}
		print(line.append('\n').toString());
	}

	/** Print whole lines. */
	void print(String lines) {
		if (!this.console.print(lines)) {
			this.gone.tryEmitEmpty();
		}
	}

	private static String quoted(byte[] payload) {
		return '"' + Escapes.oneLine(new String(payload, StandardCharsets.UTF_8)) + '"';
	}

}
