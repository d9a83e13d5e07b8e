package dev.wscat.net;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;

import io.netty.handler.codec.http.HttpHeaderNames;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Asks servers from time to time whether they are well.
 */
final class UpstreamProbes {

	private static final Duration TICK = Duration.ofSeconds(1);

	private final Forwarder forwarder;

	private final HttpClient http;

	/** When each is asked next; those of a file that was read again are forgotten. */
	private final Map<Upstream, Long> next = new WeakHashMap<>();

	UpstreamProbes(Forwarder forwarder) {
		this.forwarder = forwarder;
		this.http = forwarder.client();
	}

	/**
	 * Ask.
	 * @param upstreams who
	 * @return cold; never completes
	 */
	Mono<Void> run(Upstreams upstreams) {
		return Flux.interval(TICK)
			.onBackpressureDrop()
			.concatMapIterable((tick) -> upstreams.all())
			.filter(this::isDue)
			.flatMap((upstream) -> Flux.fromIterable(upstream.targets())
				.flatMap((target) -> Mono.defer(() -> ask(upstream, new Target(target), target)).onErrorComplete()))
			.then();
	}

	private boolean isDue(Upstream upstream) {
		UpstreamProbe probe = upstream.probe();
		long now = System.nanoTime();
		if (probe == null || this.next.getOrDefault(upstream, now) - now > 0) {
			return false;
		}
		this.next.put(upstream, now + probe.interval().toNanos());
		return true;
	}

	private Mono<Void> ask(Upstream upstream, Target target, URI url) {
		UpstreamProbe probe = upstream.probe();
		if (probe == null) {
			return Mono.empty();
		}
		HttpClient client = this.http
			.remoteAddress(() -> InetSocketAddress.createUnresolved(target.host(), target.port()))
			.headers((headers) -> headers.set(HttpHeaderNames.HOST, target.authority()));
		if (target.isSecure()) {
			client = this.forwarder.tls(upstream).apply(client, this.forwarder.options().connectTimeout());
		}
		return client.get()
			.uri(probe.path())
			.response()
			.timeout(this.forwarder.options().connectTimeout())
			.doOnNext((response) -> {
				if (response.status().code() < 500) {
					this.forwarder.worked(upstream, url);
				}
				else {
					this.forwarder.failed(upstream, url, probe.path() + " gives " + response.status());
				}
			})
			.doOnError((error) -> this.forwarder.failed(upstream, url, Forwarder.reason(error)))
			.onErrorComplete()
			.then();
	}

}
