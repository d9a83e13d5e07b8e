package dev.wscat.net;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Function;

import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Connects to servers of plain HTTP, in the ways that a {@link Dialer} connects to those
 * of a WebSocket: addresses are raced, through proxies if need be.
 */
public final class WebClient {

	private static final int LONGEST_LINE = 1 << 16;

	private static final int LONGEST_HEAD = 1 << 18;

	private static final int LONGEST_CHUNK = 1 << 20;

	private static final ByteBufAllocator ALLOCATOR = new AdaptiveByteBufAllocator(true);

	/** What is spoken. */
	public enum Speech {

		/** HTTP/1.1. */
		HTTP_1,
		/** HTTP/2 where TLS can agree on it, or else HTTP/1.1. */
		EITHER,
		/** HTTP/2 without asking. */
		HTTP_2

	}

	/**
	 * A body has no messages that a read had better hold whole, and some reads wait to be
	 * written.
	 */
	private static final int LARGEST_READ = 1 << 18;

	private final Loops loops = new Loops(1);

	private final DialOptions options;

	private final Speech speech;

	/**
	 * Create a client.
	 * @param options how to connect
	 * @param speech what is spoken
	 */
	public WebClient(DialOptions options, Speech speech) {
		this.options = options.protocols((speech == Speech.HTTP_1) ? null : protocols(speech));
		this.speech = speech;
	}

	private static String[] protocols(Speech speech) {
		return (speech == Speech.EITHER) ? new String[] { "h2", "http/1.1" } : new String[] { "h2" };
	}

	/**
	 * Connect, and exchange a request for a response.
	 * @param <T> what comes of it
	 * @param url the server
	 * @param trusted whether it is the one that the user named, for which certificate and
	 * name were given
	 * @param use is given a client whose URL is set, once or more often, but of these
	 * only one gets a connection
	 * @return cold; what the use gives, or what the connection failed with: an error of
	 * TLS and of a proxy says why
	 */
	public <T> Mono<T> exchange(WebUrl url, boolean trusted, Function<HttpClient, Mono<T>> use) {
		return Mono.defer(() -> {
			Target target = url.target();
			Route route = new Route(this.options.route(), target);
			Way way = new Way(target.request(), this.options, route, trusted);
			ProxyServer proxy = way.proxy();
			if (proxy != null && proxy.isForwarding() && !url.isSecure()) {
				return forward(url, proxy, use).onErrorMap(way::explain);
			}
			Mono<T> result = (proxy != null)
					? way.findProxy(this.loops).then(Mono.defer(() -> use.apply(client(url, way, null))))
					: race(url, way, use);
			return result.onErrorMap(way::explain);
		});
	}

	/** Many proxies make no tunnel to a server without TLS, but ask it. */
	private <T> Mono<T> forward(WebUrl url, ProxyServer proxy, Function<HttpClient, Mono<T>> use) {
		Trace trace = this.options.wire().trace();
		if (trace != null) {
			trace.note("asking the proxy " + proxy.shown());
		}
		WebUrl there = WebUrl.parse(proxy.shown(), true);
		DialOptions direct = new DialOptions(this.options.connectTimeout(), this.options.wire())
			.tls(this.options.tls());
		Target target = there.target();
		Way way = new Way(target.request(), direct, new Route(this.options.route(), target), false);
		return race(there, way,
				(http) -> use.apply(http.protocol(HttpProtocol.HTTP11)
					.doOnRequest((request, connection) -> new Forwarding(url, proxy.credentials())
						.install(connection.channel()))))
			.onErrorMap(UnknownHostException.class, proxy::notFound)
			.onErrorMap(way::explain);
	}

	private <T> Mono<T> race(WebUrl url, Way way, Function<HttpClient, Mono<T>> use) {
		return new Race(way.route(), this.options.connectTimeout()).lanes()
			.flatMap((lane) -> use.apply(client(url, way, lane))
				.onErrorResume((error) -> lane.isLastToFail() ? Mono.error(error) : Mono.empty()))
			.singleOrEmpty();
	}

	private HttpClient client(WebUrl url, Way way, Race.@Nullable Lane lane) {
		Duration timeout = this.options.connectTimeout();
		HttpClient http = HttpClient.create(ConnectionProvider.newConnection())
			.runOn(way.route().isUnix() ? new UnixLoops(this.loops) : this.loops)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE))
			.option(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(1 << 14, 1 << 16, LARGEST_READ))
			.option(ChannelOption.ALLOCATOR, ALLOCATOR)
			.protocol(spoken(url))
			.httpResponseDecoder((spec) -> spec.maxInitialLineLength(LONGEST_LINE)
				.maxHeaderSize(LONGEST_HEAD)
				.maxChunkSize(LONGEST_CHUNK)
				.allowPartialChunks(true)
				.validateHeaders(false))
			.disableRetry(true)
			.followRedirect(false);
		http = way.apply(http);
		Timings timings = this.options.timings();
		http = (timings != null) ? timings.apply(http) : http;
		http = (lane != null) ? http.resolver(lane).doOnChannelInit(lane) : http;
		return http.doOnConnected((connection) -> way.connected(connection.channel())).baseUrl(url.place());
	}

	private HttpProtocol[] spoken(WebUrl url) {
		return switch (this.speech) {
			case HTTP_1 -> new HttpProtocol[] { HttpProtocol.HTTP11 };
			case EITHER -> url.isSecure() ? new HttpProtocol[] { HttpProtocol.H2, HttpProtocol.HTTP11 }
					: new HttpProtocol[] { HttpProtocol.HTTP11 };
			case HTTP_2 -> new HttpProtocol[] { url.isSecure() ? HttpProtocol.H2 : HttpProtocol.H2C };
		};
	}

	/**
	 * Let the event loop end.
	 * @return completes when it has
	 */
	public Mono<Void> dispose() {
		return this.loops.disposeLater(Duration.ZERO, Duration.ZERO);
	}

}
