package dev.wscat.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Writes requests as an HTTP proxy wants them that is to ask for us, RFC 9112 section
 * 3.2.2: with the whole URL, and with our login at the proxy.
 */
final class Forwarding extends ChannelOutboundHandlerAdapter {

	private final String origin;

	private final @Nullable String credentials;

	/**
	 * Create a handler for one connection.
	 * @param url of the server that is asked
	 * @param credentials value of Proxy-Authorization, or {@code null}
	 */
	Forwarding(WebUrl url, @Nullable String credentials) {
		this.origin = "http://" + url.authority();
		this.credentials = credentials;
	}

	/**
	 * Put it where requests pass.
	 * @param channel connected to the proxy
	 */
	void install(Channel channel) {
		channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, null, this);
	}

	@Override
	public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
		if (message instanceof HttpRequest request) {
			request.setUri(this.origin + request.uri());
			if (this.credentials != null) {
				request.headers().set(HttpHeaderNames.PROXY_AUTHORIZATION, this.credentials);
			}
		}
		ctx.write(message, promise);
	}

}
