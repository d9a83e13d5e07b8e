package dev.wscat.net;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import dev.wscat.core.Closing;
import dev.wscat.core.ServerWatch;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Passes requests for a WebSocket on to other servers, and then whatever both sides say.
 * The upgrade is answered by the server itself: what it refuses, chooses and agrees on
 * goes through, and so does each frame.
 */
public final class Forwarder {

	private final Upstreams upstreams;

	private final ForwardOptions options;

	private final Budget budget = Budget.ofMemory();

	private final LongAdder dropped = new LongAdder();

	private final LongAdder rewritten = new LongAdder();

	/** Made when the first server needs it. */
	private volatile @Nullable TlsClient tls;

	private volatile @Nullable DnsAddressResolverGroup resolver;

	private volatile @Nullable ForwardHttp http;

	private @Nullable Loops loops;

	private final Set<Passage> open = ConcurrentHashMap.newKeySet();

	private final AtomicLong numbers = new AtomicLong();

	/**
	 * Create a forwarder.
	 * @param upstreams where requests go
	 * @param options how
	 */
	public Forwarder(Upstreams upstreams, ForwardOptions options) {
		this.upstreams = upstreams;
		this.options = options;
	}

	ForwardOptions options() {
		return this.options;
	}

	/** Set whose event loops are used. */
	void runOn(Loops listening) {
		this.loops = listening;
	}

	/**
	 * Make a client for plain requests, each of which has its own connection.
	 * @return the client
	 */
	HttpClient client() {
		HttpClient client = HttpClient.create(ConnectionProvider.newConnection())
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) this.options.connectTimeout().toMillis())
			.disableRetry(true);
		return (this.loops != null) ? client.runOn(this.loops) : client;
	}

	/** What all sessions may hold together. */
	Budget budget() {
		return this.budget;
	}

	TlsClient tls() {
		TlsClient made = this.tls;
		if (made == null) {
			// twice at worst, which does no harm
			made = new TlsClient(this.options.tls());
			this.tls = made;
		}
		return made;
	}

	TlsClient tls(Upstream upstream) {
		TlsClient own = upstream.tls();
		return (own != null) ? own : tls();
	}

	/**
	 * Ask servers that are to be asked whether they are well.
	 * @return cold; never completes
	 */
	public Mono<Void> probe() {
		return Mono.defer(() -> new UpstreamProbes(this).run(this.upstreams));
	}

	/** A server has failed; said when it had not before. */
	void failed(Upstream upstream, URI target, String why) {
		if (upstream.health().failed(target, System.nanoTime())) {
			this.options.errors().accept(new Target(target) + " is down: " + why);
		}
	}

	/** A server has answered; said when it had failed. */
	void worked(Upstream upstream, URI target) {
		if (upstream.health().worked(target)) {
			this.options.log().accept(new Target(target) + " is up again");
		}
	}

	private synchronized DnsAddressResolverGroup resolver() {
		DnsAddressResolverGroup made = this.resolver;
		if (made == null) {
			made = new DnsAddressResolverGroup(NioDatagramChannel.class,
					DnsServerAddressStreamProviders.platformDefault());
			this.resolver = made;
		}
		return made;
	}

	/** Addresses need nobody to be asked. */
	private AddressResolverGroup<?> resolverFor(Target target) {
		return NetUtil.isValidIpV4Address(target.host()) || target.host().startsWith("[")
				? DefaultAddressResolverGroup.INSTANCE : resolver();
	}

	/**
	 * Find who is responsible.
	 * @param request a request for a WebSocket that was checked
	 * @return the servers, or {@code null} when nobody is
	 */
	@Nullable Upstream find(HttpServerRequest request) {
		return this.upstreams.find(request.requestHeaders().get(HttpHeaderNames.HOST, ""), request.fullPath());
	}

	/**
	 * Tell whether plain requests are passed on too.
	 * @return whether they are
	 */
	boolean passesHttp() {
		return this.options.http();
	}

	/**
	 * Pass a plain request on.
	 * @param channel its connection
	 * @param request the request, which was checked
	 * @param response the answer to be
	 * @param upstream who is responsible
	 * @param limits takes a line for each that cannot be served
	 * @return completes when the answer is sent
	 */
	Publisher<Void> pass(Channel channel, HttpServerRequest request, HttpServerResponse response, Upstream upstream,
			LimitLog limits) {
		ForwardHttp made = this.http;
		if (made == null) {
			made = new ForwardHttp(this);
			this.http = made;
		}
		return made.pass(channel, request, response, upstream, limits);
	}

	/**
	 * Take a client over; on its event loop.
	 * @param channel its connection, with HTTP still on it
	 * @param request its request
	 * @param upstream who is responsible
	 * @param watch is told of the session
	 * @param limits takes a line for each that cannot be served
	 */
	void forward(Channel channel, HttpServerRequest request, Upstream upstream, ServerWatch watch, LimitLog limits) {
		Passage passage = new Passage(this.numbers.getAndIncrement(), channel, this, watch, limits);
		this.open.add(passage);
		channel.closeFuture().addListener((closed) -> this.open.remove(passage));
		passage.begin(request);
		next(passage, request, upstream, upstream.inTurn().iterator());
	}

	private void next(Passage passage, HttpServerRequest request, Upstream upstream, Iterator<URI> targets) {
		URI url = targets.next();
		Target target = new Target(url);
		Bootstrap bootstrap = new Bootstrap().group(passage.client().eventLoop())
			.channel(NioSocketChannel.class)
			.resolver(resolverFor(target))
			.option(ChannelOption.AUTO_READ, false)
			.option(ChannelOption.TCP_NODELAY, true)
			.option(ChannelOption.RECVBUF_ALLOCATOR, Loops.reads())
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) this.options.connectTimeout().toMillis())
			.handler(new ChannelInitializer<>() {

				@Override
				protected void initChannel(Channel channel) {
					if (target.isSecure()) {
						channel.pipeline().addLast(tls(upstream).handler(channel, target.host(), target.port()));
					}
				}

			});
		bootstrap.connect(InetSocketAddress.createUnresolved(target.host(), target.port()))
			.addListener((ChannelFuture connected) -> {
				if (!connected.isSuccess()) {
					failed(upstream, url, reason(connected.cause()));
				}
				if (connected.isSuccess()) {
					passage.ask(connected.channel(), new UpstreamAsked(this, upstream, url, target), ForwardedRequest
						.of(request, passage.client(), target, upstream, this.options.letsExtensionsThrough()));
				}
				else if (targets.hasNext()) {
					next(passage, request, upstream, targets);
				}
				else {
					boolean slow = connected.cause() instanceof ConnectTimeoutException;
					passage.refuse(slow ? 504 : 502,
							"the server behind the proxy " + (slow ? "does not answer" : "cannot be reached"),
							"cannot connect to " + target + ": " + reason(connected.cause()));
				}
			});
	}

	static String reason(Throwable error) {
		if (error instanceof TimeoutException) {
			return "no answer in time";
		}
		String message = String.valueOf(error.getMessage());
		return (error instanceof ConnectException && message.startsWith("Connection refused"))
				? "connection refused; does the server run?" : message;
	}

	/**
	 * Say goodbye to both sides of each session.
	 * @param closing what is said
	 * @param patience longest wait for what is still under way
	 * @return completes when all are closed, or after that time
	 */
	public Mono<Void> close(Closing closing, Duration patience) {
		return Flux.fromIterable(Set.copyOf(this.open))
			.flatMap((passage) -> passage.close(closing), Integer.MAX_VALUE)
			.then()
			.timeout(patience, Mono.empty());
	}

	/**
	 * Count what was done to the messages of a session that is over.
	 * @param out the way to the server
	 * @param back the way to the client
	 * @return what is to be said of it; empty when there is nothing
	 */
	String faulty(@Nullable Detour out, @Nullable Detour back) {
		long lost = ((out != null) ? out.dropped() : 0) + ((back != null) ? back.dropped() : 0);
		long changed = ((out != null) ? out.rewritten() : 0) + ((back != null) ? back.rewritten() : 0);
		this.dropped.add(lost);
		this.rewritten.add(changed);
		return ((lost > 0) ? ", " + lost + " dropped" : "") + ((changed > 0) ? ", " + changed + " rewritten" : "");
	}

	/**
	 * Return what was done to the messages of all sessions that are over.
	 * @return a line, or {@code null} when nothing is done to any
	 */
	public @Nullable String faults() {
		return this.options.faults().needPlainMessages()
				? this.dropped.sum() + " messages dropped, " + this.rewritten.sum() + " rewritten" : null;
	}

	/**
	 * Return how many sessions there are.
	 * @return a number that may be old when it arrives
	 */
	public int count() {
		return this.open.size();
	}

}
