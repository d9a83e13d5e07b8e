package dev.wscat.net;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;

/**
 * Closes a connection whose client takes nothing of the response that waits for it. What
 * is sent of a file counts piece by piece.
 */
final class Stall extends IdleStateHandler {

	private final Consumer<String> log;

	Stall(Duration longest, Consumer<String> log) {
		super(true, 0, longest.toMillis(), 0, TimeUnit.MILLISECONDS);
		this.log = log;
	}

	@Override
	protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
		ChannelOutboundBuffer waiting = ctx.channel().unsafe().outboundBuffer();
		if (waiting != null && !waiting.isEmpty()) {
			this.log.accept("closed " + ctx.channel().remoteAddress() + ": it takes nothing of the response");
			ctx.close();
		}
	}

}
