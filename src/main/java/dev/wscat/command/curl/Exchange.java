package dev.wscat.command.curl;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import dev.wscat.net.WebClient;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.ByteBufFlux;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Sends requests, and hands on what is answered.
 */
final class Exchange {

	private final WebClient client;

	private final HeadOptions options;

	private final boolean json;

	private final Talk talk;

	private final Scheduler reader;

	/**
	 * Create what sends requests.
	 * @param client connects
	 * @param options make the heads of requests
	 * @param json whether bodies are JSON
	 * @param talk is told what is sent
	 * @param reader where bodies are read, which blocks
	 */
	Exchange(WebClient client, HeadOptions options, boolean json, Talk talk, Scheduler reader) {
		this.client = client;
		this.options = options;
		this.json = json;
		this.talk = talk;
		this.reader = reader;
	}

	/**
	 * Send a request.
	 * @param hop the request
	 * @param figures are kept
	 * @param receive is given the head of the response and its body, and completes when
	 * it has done with it
	 * @return cold; the head, or what the connection failed with
	 */
	Mono<Head> run(Hop hop, Figures figures, BiFunction<Head, ByteBufFlux, Mono<Void>> receive) {
		return this.client.exchange(hop.url(), hop.trusted(), (http) -> {
			Interim interim = new Interim();
			return connected(http, interim, figures).request(HttpMethod.valueOf(hop.method()))
				.uri(hop.url().path())
				.send((request, outbound) -> send(request, outbound, hop, figures))
				.response((response, body) -> {
					Head head = head(response, interim);
					figures.firstByte = figures.now();
					figures.head = head;
					figures.heads += head.text().length();
					this.talk.received(head);
					return receive.apply(head, body).thenReturn(head);
				})
				.next();
		});
	}

	private static HttpClient connected(HttpClient http, Interim interim, Figures figures) {
		return http.doOnRequest((request, connection) -> {
			interim.install(connection.channel());
			Channel channel = (connection.channel().parent() != null) ? connection.channel().parent()
					: connection.channel();
			figures.local = (channel.localAddress() instanceof InetSocketAddress address) ? address : null;
			figures.remote = (channel.remoteAddress() instanceof InetSocketAddress address) ? address : null;
			figures.connects++;
		});
	}

	private Publisher<Void> send(HttpClientRequest request, NettyOutbound outbound, Hop hop, Figures figures) {
		HttpHeaders headers = request.requestHeaders();
		List<Map.Entry<String, String>> ours = this.options.headers(hop, this.json);
		headers.clear();
		ours.forEach((header) -> headers.add(header.getKey(), header.getValue()));
		figures.pretransfer = figures.now();
		boolean second = request.version().majorVersion() == 2;
		figures.requests += this.talk.sent(hop.method() + ' ' + hop.url().path() + (second ? " HTTP/2" : " HTTP/1.1"),
				ours);
		Body body = hop.body();
		if (body == null) {
			return outbound;
		}
		byte[] held = body.held();
		if (held != null) {
			figures.uploaded += held.length;
			return outbound.send(Mono.just(Unpooled.wrappedBuffer(held)));
		}
		// as an object: bodies of GET and DELETE are held whole otherwise
		return outbound.sendObject(body.content()
			.subscribeOn(this.reader, true)
			.doOnNext((block) -> figures.uploaded += block.readableBytes())
			.doOnDiscard(ByteBuf.class, ByteBuf::release), (block) -> true);
	}

	private static Head head(HttpClientResponse response, Interim interim) {
		boolean second = response.version().majorVersion() == 2;
		List<Map.Entry<String, String>> headers = new ArrayList<>();
		response.responseHeaders().forEach((header) -> {
			// of Netty's own making
			if (!header.getKey().startsWith("x-http2-")) {
				headers.add(Map.entry(header.getKey(), header.getValue()));
			}
		});
		return new Head(second ? "HTTP/2" : interim.version().text(), response.status().code(),
				response.status().reasonPhrase(), headers);
	}

}
