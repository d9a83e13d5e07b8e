package dev.wscat.net;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import reactor.netty.http.server.HttpServerRequest;

/**
 * A server's answer to a proper opening handshake, RFC 6455 section 4.2.2. Reactor
 * Netty's own keeps all of HTTP on the channel for as long as the session lasts, three
 * times the memory of an idle session, and refuses frames that come with the request.
 */
final class ServerUpgrade {

	private static final String STATUS = "HTTP/1.1 101 Switching Protocols";

	/** RFC 6455 section 1.3. */
	private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

	/** Where Reactor Netty keeps the request for as long as the channel is open. */
	private static final AttributeKey<Object> CONNECTION = AttributeKey.valueOf("$CONNECTION");

	private ServerUpgrade() {
	}

	/**
	 * Accept a request that was checked; on the event loop.
	 * @param channel where it came from, which from now on speaks WebSocket only
	 * @param request the request
	 * @param options what both sides of a connection can set
	 * @param site which subprotocols are spoken, and further headers
	 * @return the open session
	 */
	static Session answer(Channel channel, HttpServerRequest request, WireOptions options, Site site) {
		Deflate deflate = options.deflate()
				? Deflate.accept(request.requestHeaders().getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS)) : null;
		if (deflate != null && options.guards() != null) {
			deflate = deflate.forgetful();
		}
		HttpHeaders headers = new DefaultHttpHeaders();
		headers.set(HttpHeaderNames.UPGRADE, "websocket");
		headers.set(HttpHeaderNames.CONNECTION, "Upgrade");
		headers.set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT,
				accept(request.requestHeaders().get(HttpHeaderNames.SEC_WEBSOCKET_KEY).trim()));
		if (deflate != null) {
			headers.set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, deflate.response());
		}
		String subprotocol = site.subprotocol(request.requestHeaders().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL));
		if (subprotocol != null) {
			headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, subprotocol);
		}
		site.headers().forEach((header) -> headers.add(header.getKey(), header.getValue()));
		Trace trace = options.trace();
		if (trace != null) {
			trace.headers(STATUS, headers.entries());
		}
		ServerHandshake handshake = new ServerHandshake(request, subprotocol, TlsGuard.isSecure(channel));
		Wire wire = new Wire(channel, options, deflate);
		takeOver(channel.pipeline(), Wire.NAME, wire);
		channel.writeAndFlush(ByteBufUtil.writeAscii(channel.alloc(), text(headers)));
		// one read ahead, so that a Close is noticed even while nobody takes messages
		channel.read();
		return new Session(wire, handshake);
	}

	/**
	 * Leave nothing of HTTP behind. What the HTTP decoder has read too much of it hands
	 * on when it goes, so the new handler comes first and the decoder goes last.
	 */
	static void takeOver(ChannelPipeline pipeline, String name, ChannelHandler handler) {
		List<ChannelHandler> http = new ArrayList<>();
		for (String old : pipeline.names()) {
			ChannelHandler there = pipeline.get(old);
			if (there != null && !(there instanceof SslHandler)) {
				http.add(0, there);
			}
		}
		pipeline.addLast(name, handler);
		http.forEach(pipeline::remove);
		pipeline.channel().attr(CONNECTION).set(null);
	}

	private static String text(HttpHeaders headers) {
		StringBuilder text = new StringBuilder(256).append(STATUS).append("\r\n");
		headers.forEach((header) -> text.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n"));
		return text.append("\r\n").toString();
	}

	private static String accept(String key) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
			return Base64.getEncoder().encodeToString(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
