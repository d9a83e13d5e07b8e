package dev.wscat.command.ping;

import java.nio.charset.StandardCharsets;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.core.LineHub;
import dev.wscat.terminal.LineReader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Payloads from stdin, a line each.
 */
final class PingInput implements LineReader.Listener {

	private final LineHub hub = new LineHub();

	private volatile @Nullable CliException fault;

	private long lines;

	PingInput() {
		this.hub.waitForSession();
	}

	/** Hot; completes at the end of input, also at one that is a fault. */
	Flux<byte[]> payloads() {
		return this.hub.lines().map((line) -> line.getBytes(StandardCharsets.UTF_8));
	}

	/** What is wrong with the input, or {@code null}. */
	@Nullable CliException fault() {
		return this.fault;
	}

	@Override
	public boolean onLine(String line) {
		this.lines++;
		int length = line.getBytes(StandardCharsets.UTF_8).length;
		if (length > PingCommand.LONGEST) {
			onFault(new CliException(ExitCode.LOCAL, "line " + this.lines + " of standard input has " + length
					+ " bytes; a ping carries " + PingCommand.LONGEST + " at most"));
			return false;
		}
		return this.hub.offer(line);
	}

	@Override
	public void onEnd(boolean empty) {
		this.hub.end();
	}

	@Override
	public void onFault(CliException found) {
		this.fault = found;
		this.hub.end();
	}

}
