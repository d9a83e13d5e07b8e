package dev.wscat.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.proxy.ProxyConnectionEvent;
import io.netty.util.ReferenceCountUtil;

/**
 * Keeps what a proxy says before there is a tunnel from being taken for the server's
 * words: Netty passes on what is left behind a refusal.
 */
final class TunnelGate extends ChannelInboundHandlerAdapter {

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		ReferenceCountUtil.release(message);
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
		if (event instanceof ProxyConnectionEvent) {
			ctx.pipeline().remove(this);
		}
		ctx.fireUserEventTriggered(event);
	}

}
