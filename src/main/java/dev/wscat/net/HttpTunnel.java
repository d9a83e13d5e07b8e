package dev.wscat.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.proxy.ProxyHandler;
import org.jspecify.annotations.Nullable;

/**
 * Asks an HTTP proxy for a tunnel with CONNECT, RFC 9110 section 9.3.6. Unlike Netty's
 * own it keeps what the proxy says when it refuses.
 */
final class HttpTunnel extends ProxyHandler {

	private static final String DECODER = "wscat.tunnel";

	private static final int LONGEST_BODY = 1 << 16;

	private final @Nullable String user;

	private final String password;

	private final @Nullable Trace trace;

	private final ByteBuf body = Unpooled.buffer(0, LONGEST_BODY);

	private @Nullable HttpResponse response;

	/**
	 * Create a handler for one connection.
	 * @param address of the proxy
	 * @param user who asks, or {@code null}
	 * @param password of the user
	 * @param trace where request and response are shown, or {@code null}
	 */
	HttpTunnel(SocketAddress address, @Nullable String user, String password, @Nullable Trace trace) {
		super(address);
		this.user = user;
		this.password = password;
		this.trace = trace;
	}

	@Override
	public String protocol() {
		return "http";
	}

	@Override
	public String authScheme() {
		return (this.user != null) ? "basic" : "none";
	}

	@Override
	protected void addCodec(ChannelHandlerContext ctx) {
		ctx.pipeline().addBefore(ctx.name(), DECODER, new Decoder());
	}

	@Override
	protected void removeEncoder(ChannelHandlerContext ctx) {
		// the request is written as bytes
	}

	@Override
	protected void removeDecoder(ChannelHandlerContext ctx) {
		if (ctx.pipeline().get(DECODER) != null) {
			ctx.pipeline().remove(DECODER);
		}
	}

	@Override
	protected Object newInitialMessage(ChannelHandlerContext ctx) {
		InetSocketAddress target = destinationAddress();
		String authority = HttpUtil.formatHostnameForHttp(target) + ":" + target.getPort();
		if (this.trace != null) {
			this.trace.note("CONNECT " + authority + " HTTP/1.1");
		}
		StringBuilder request = new StringBuilder("CONNECT ").append(authority)
			.append(" HTTP/1.1\r\nHost: ")
			.append(authority)
			.append("\r\nUser-Agent: wscat\r\n");
		if (this.user != null) {
			byte[] login = (this.user + ":" + this.password).getBytes(StandardCharsets.UTF_8);
			request.append("Proxy-Authorization: Basic ")
				.append(Base64.getEncoder().encodeToString(login))
				.append("\r\n");
		}
		return Unpooled.copiedBuffer(request.append("\r\n"), StandardCharsets.ISO_8859_1);
	}

	@Override
	protected boolean handleResponse(ChannelHandlerContext ctx, Object message) throws ProxyFault {
		if (message instanceof HttpResponse head) {
			if (head.decoderResult().isFailure()) {
				throw new ProxyFault("its answer is not HTTP; is it a proxy of another kind?",
						head.decoderResult().cause());
			}
			this.response = head;
			if (this.trace != null) {
				this.trace.headers(head.protocolVersion() + " " + head.status(), head.headers().entries());
			}
		}
		HttpResponse answer = this.response;
		if (answer == null) {
			return false;
		}
		boolean done = message instanceof LastHttpContent;
		if (answer.status().codeClass() == HttpStatusClass.SUCCESS) {
			return done;
		}
		if (message instanceof HttpContent part) {
			this.body.writeBytes(part.content(),
					Math.min(part.content().readableBytes(), this.body.maxWritableBytes()));
			done |= !this.body.isWritable() && this.body.maxWritableBytes() == 0;
		}
		if (done) {
			throw new ProxyFault(refusal(answer));
		}
		return false;
	}

	private String refusal(HttpResponse answer) {
		StringBuilder said = new StringBuilder("refused: ").append(answer.status());
		if (answer.status().code() == 407) {
			said.append((this.user != null) ? "; it does not take this user and password"
					: "; write user and password as --proxy http://USER:PASSWORD@HOST:PORT");
		}
		for (String challenge : answer.headers().getAll(HttpHeaderNames.PROXY_AUTHENTICATE)) {
			said.append("\n  Proxy-Authenticate: ").append(challenge);
		}
		String type = answer.headers().get(HttpHeaderNames.CONTENT_TYPE, "text/plain");
		if ((type.startsWith("text/") || type.contains("json")) && this.body.isReadable()) {
			said.append("\n\n").append(this.body.toString(StandardCharsets.UTF_8).stripTrailing());
		}
		return said.toString();
	}

	/** After a 2xx there is a tunnel, and no body. */
	private static final class Decoder extends HttpResponseDecoder {

		@Override
		protected boolean isContentAlwaysEmpty(HttpMessage message) {
			return message instanceof HttpResponse head && head.status().codeClass() == HttpStatusClass.SUCCESS
					|| super.isContentAlwaysEmpty(message);
		}

	}

}
