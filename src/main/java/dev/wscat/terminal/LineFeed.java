package dev.wscat.terminal;

import java.nio.channels.ReadableByteChannel;

import dev.wscat.core.CliException;
import dev.wscat.core.LineHub;
import dev.wscat.net.Session;
import reactor.core.publisher.Mono;

/**
 * Lines, each a text message.
 */
final class LineFeed implements Feed, LineReader.Listener {

	private final LineHub hub = new LineHub();

	private final LineReader reader;

	private final Feed.Listener listener;

	LineFeed(ReadableByteChannel in, int longest, byte[] separator, Feed.Listener listener) {
		this.reader = new LineReader(in, longest, separator, this);
		this.listener = listener;
	}

	@Override
	public Mono<Void> sendOn(Session session) {
		return session.sendLines(this.hub.lines());
	}

	@Override
	public void waitForSession() {
		this.hub.waitForSession();
	}

	@Override
	public void start() {
		this.reader.start();
	}

	@Override
	public int stop() {
		return this.reader.stop();
	}

	@Override
	public boolean onLine(String line) {
		return this.hub.offer(line) || this.listener.onRefused();
	}

	@Override
	public void onEnd(boolean empty) {
		this.hub.end();
		this.listener.onEnd(empty);
	}

	@Override
	public void onFault(CliException fault) {
		this.listener.onFault(fault);
		this.hub.end();
	}

}
