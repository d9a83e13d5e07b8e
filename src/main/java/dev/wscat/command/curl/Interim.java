package dev.wscat.command.curl;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import reactor.netty.NettyPipeline;

/**
 * Keeps interim responses such as 103 back, RFC 9110 section 15.2, which Reactor Netty
 * would take for the response itself, and sees the version that it does not tell.
 */
final class Interim extends ChannelInboundHandlerAdapter {

	private volatile HttpVersion version = HttpVersion.HTTP_1_1;

	private boolean skipping;

	/**
	 * Put it behind the codec.
	 * @param channel a connection, or a stream of one
	 */
	void install(Channel channel) {
		ChannelPipeline pipeline = channel.pipeline();
		String codec = (pipeline.get(NettyPipeline.H2ToHttp11Codec) != null) ? NettyPipeline.H2ToHttp11Codec
				: NettyPipeline.HttpCodec;
		if (pipeline.get(codec) != null) {
			pipeline.addAfter(codec, null, this);
		}
	}

	/**
	 * Return what the server speaks.
	 * @return the version of the last response
	 */
	HttpVersion version() {
		return this.version;
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		if (message instanceof HttpResponse response && response.decoderResult().isSuccess()) {
			this.version = response.protocolVersion();
			int status = response.status().code();
			this.skipping = status < 200 && status != 101;
		}
		if (!this.skipping) {
			ctx.fireChannelRead(message);
			return;
		}
		ReferenceCountUtil.release(message);
		if (message instanceof LastHttpContent) {
			this.skipping = false;
			ctx.read();
		}
	}

}
