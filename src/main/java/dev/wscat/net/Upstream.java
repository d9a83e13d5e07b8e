package dev.wscat.net;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Where requests for a WebSocket are passed on to: one server or several alike, of which
 * each takes its turn.
 */
public final class Upstream {

	private final List<URI> targets;

	private final List<Map.Entry<String, String>> added;

	private final Set<String> dropped;

	private final @Nullable TlsOptions tls;

	private final @Nullable UpstreamProbe probe;

	private final UpstreamHealth health;

	private volatile @Nullable TlsClient tlsClient;

	private final AtomicInteger turn = new AtomicInteger();

	/**
	 * Create an upstream.
	 * @param targets {@code ws} or {@code wss} URLs, at least one
	 * @param added headers that each request gets
	 * @param dropped headers that no request keeps, in lower case
	 * @param tls how TLS to them is done, or {@code null} for as to all others
	 * @param probe how they are asked whether they are well, or {@code null}
	 */
	public Upstream(List<URI> targets, List<Map.Entry<String, String>> added, Set<String> dropped,
			@Nullable TlsOptions tls, @Nullable UpstreamProbe probe) {
		this.targets = List.copyOf(targets);
		this.added = List.copyOf(added);
		this.dropped = Set.copyOf(dropped);
		this.tls = tls;
		this.probe = probe;
		this.health = new UpstreamHealth(this.targets);
	}

	/**
	 * Create an upstream of one server.
	 * @param target a {@code ws} or {@code wss} URL
	 * @return an upstream that leaves the headers as they are
	 */
	public static Upstream of(URI target) {
		return new Upstream(List.of(target), List.of(), Set.of(), null, null);
	}

	List<URI> targets() {
		return this.targets;
	}

	@Nullable UpstreamProbe probe() {
		return this.probe;
	}

	UpstreamHealth health() {
		return this.health;
	}

	/**
	 * Return how TLS to these servers is done.
	 * @return {@code null} when it is done as to all others
	 */
	@Nullable TlsClient tls() {
		TlsClient made = this.tlsClient;
		if (made == null && this.tls != null) {
			// twice at worst, which does no harm
			made = new TlsClient(this.tls);
			this.tlsClient = made;
		}
		return made;
	}

	/**
	 * Return the servers in the order in which they are to be tried now.
	 * @return all of them, another one first each time, and last those that have failed
	 */
	List<URI> inTurn() {
		int size = this.targets.size();
		if (size == 1) {
			return this.targets;
		}
		int first = Math.floorMod(this.turn.getAndIncrement(), size);
		return this.health.order(first, System.nanoTime());
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
