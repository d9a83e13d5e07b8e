package dev.wscat.command.shell;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import dev.wscat.cli.PeerUrl;
import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.net.Session;
import dev.wscat.terminal.Escapes;
import dev.wscat.terminal.prompt.RoundTrip;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A connection with its name, and what was said on it last.
 */
final class Link {

	/** Messages remembered for each connection. */
	private static final int MOST = 1000;

	/** Characters remembered for each connection. */
	private static final int LARGEST = 1 << 20;

	private final String name;

	private final URI url;

	private final Session session;

	private final int longest;

	private final RoundTrip pings;

	private final Deque<String> history = new ArrayDeque<>();

	private int remembered;

	private long sent;

	private long received;

	private volatile boolean watched = true;

	private volatile @Nullable Ending ending;

	/**
	 * Create a link.
	 * @param name of the connection
	 * @param url of the server
	 * @param session the connection
	 * @param longest most bytes that are sent at once
	 * @param teller is told of Pongs
	 */
	Link(String name, URI url, Session session, int longest, Consumer<String> teller) {
		this.name = name;
		this.url = url;
		this.session = session;
		this.longest = longest;
		this.pings = new RoundTrip((line) -> teller.accept(name + ": " + line));
		session.onPongs(this.pings::pong);
	}

	int longest() {
		return this.longest;
	}

	RoundTrip pings() {
		return this.pings;
	}

	String name() {
		return this.name;
	}

	Session session() {
		return this.session;
	}

	boolean isWatched() {
		return this.watched;
	}

	void watch(boolean wanted) {
		this.watched = wanted;
	}

	@Nullable Ending ending() {
		return this.ending;
	}

	void ended(Ending how) {
		this.ending = how;
	}

	/** Close the connection, unless it is closed; completes once it is. */
	Mono<Void> close(Closing closing) {
		return Mono.defer(() -> (this.ending != null) ? Mono.empty() : this.session.close(closing).then())
			// its loop has just ended, and so it has
			.onErrorComplete(RejectedExecutionException.class);
	}

	/** Remember what was sent. */
	synchronized void sent(String text) {
		this.sent++;
		remember("> " + Escapes.oneLine(text));
	}

	/** Remember what was received; returns it as it is to be shown. */
	synchronized String received(boolean text, byte[] payload) {
		this.received++;
		String shown = "< " + (text ? Escapes.oneLine(new String(payload, StandardCharsets.UTF_8))
				: "(binary, " + payload.length + " bytes) " + HexFormat.of().formatHex(payload));
		remember(shown);
		return shown;
	}

	/** Return what is remembered, the oldest first. */
	synchronized List<String> history() {
		return List.copyOf(this.history);
	}

	/** Tell how things are. */
	synchronized String describe() {
		Ending end = this.ending;
		return this.name + "  " + PeerUrl.shown(this.url) + "  " + ((end != null) ? "closed " + end.describe() : "open")
				+ "  sent " + this.sent + ", received " + this.received + (this.watched ? "" : "  (not watched)");
	}

	private void remember(String line) {
		this.history.add(line);
		this.remembered += line.length();
		while (this.history.size() > MOST || this.remembered > LARGEST && this.history.size() > 1) {
			this.remembered -= this.history.remove().length();
		}
	}

}
