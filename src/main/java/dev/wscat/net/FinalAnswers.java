package dev.wscat.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Leaves out what a server says before its answer, RFC 9110 section 15.2, which Reactor
 * Netty takes for the answer.
 */
final class FinalAnswers extends ChannelInboundHandlerAdapter {

	private boolean early;

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		if (message instanceof HttpResponse response) {
			this.early = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
		}
		if (!this.early) {
			ctx.fireChannelRead(message);
			return;
		}
		this.early = !(message instanceof LastHttpContent);
		ReferenceCountUtil.release(message);
		ctx.read();
	}

}
