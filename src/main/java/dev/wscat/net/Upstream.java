package dev.wscat.net;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Where requests for a WebSocket are passed on to: one server or several alike, of which
 * each takes its turn.
 */
public final class Upstream {

	private final List<URI> targets;

	private final List<Map.Entry<String, String>> added;

	private final Set<String> dropped;

	private final AtomicInteger turn = new AtomicInteger();

	/**
	 * Create an upstream.
	 * @param targets {@code ws} or {@code wss} URLs, at least one
	 * @param added headers that each request gets
	 * @param dropped headers that no request keeps, in lower case
	 */
	public Upstream(List<URI> targets, List<Map.Entry<String, String>> added, Set<String> dropped) {
		this.targets = List.copyOf(targets);
		this.added = List.copyOf(added);
		this.dropped = Set.copyOf(dropped);
	}

	/**
	 * Create an upstream of one server.
	 * @param target a {@code ws} or {@code wss} URL
	 * @return an upstream that leaves the headers as they are
	 */
	public static Upstream of(URI target) {
		return new Upstream(List.of(target), List.of(), Set.of());
	}

	/**
	 * Return the servers in the order in which they are to be tried now.
	 * @return all of them, another one first each time
	 */
	List<URI> inTurn() {
		int size = this.targets.size();
		if (size == 1) {
			return this.targets;
		}
		int first = Math.floorMod(this.turn.getAndIncrement(), size);
		return IntStream.range(0, size).mapToObj((i) -> this.targets.get((first + i) % size)).toList();
	}

	List<Map.Entry<String, String>> added() {
		return this.added;
	}

	boolean drops(String header) {
		return this.dropped.contains(header.toLowerCase(Locale.ROOT));
	}

	@Override
	public String toString() {
		return this.targets.toString();
	}

}
