package dev.wscat.net;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what a client begins with: who speaks TLS to a port without it, or the other
 * way round, is told so.
 */
final class FirstByte extends ChannelInboundHandlerAdapter {

	/** A handshake record, RFC 8446 section 5.1. */
	private static final int HANDSHAKE = 22;

	/** Clients take what is no TLS for a server without it, which is right. */
	private static final String NO_TLS = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n"
			+ "this port speaks no TLS: connect with ws:// or http://\n";

	private final @Nullable TlsServer tls;

	private final LimitLog log;

	/**
	 * Create a handler for one connection.
	 * @param tls the server's, or {@code null} when it speaks none
	 * @param log takes a line for each refused client
	 */
	FirstByte(@Nullable TlsServer tls, LimitLog log) {
		this.tls = tls;
		this.log = log;
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		ByteBuf bytes = (ByteBuf) message;
		if (!bytes.isReadable()) {
			bytes.release();
			return;
		}
		int first = bytes.getUnsignedByte(bytes.readerIndex());
		if (this.tls == null) {
			withoutTls(ctx, bytes, first);
		}
		else if (first == HANDSHAKE) {
			SslHandler handler = this.tls.handler(ctx.channel());
			ctx.pipeline().addAfter(ctx.name(), null, new TlsGuard(this.log));
			ctx.pipeline().replace(this, null, handler);
			ctx.fireChannelRead(bytes);
		}
		else if (first >= 'A' && first <= 'Z') {
			// a request, which gets an answer
			ctx.pipeline().remove(this);
			ctx.fireChannelRead(bytes);
		}
		else {
			refuse(ctx, bytes, "it began with what is neither TLS nor HTTP");
			ctx.close();
		}
	}

	private void withoutTls(ChannelHandlerContext ctx, ByteBuf bytes, int first) {
		if (first != HANDSHAKE) {
			ctx.pipeline().remove(this);
			ctx.fireChannelRead(bytes);
			return;
		}
		refuse(ctx, bytes, "it speaks TLS and this port does not; start the server with --cert, or connect with ws://");
		ctx.writeAndFlush(ByteBufUtil.encodeString(ctx.alloc(), CharBuffer.wrap(NO_TLS), StandardCharsets.US_ASCII))
			.addListener(ChannelFutureListener.CLOSE);
	}

	private void refuse(ChannelHandlerContext ctx, ByteBuf bytes, String reason) {
		bytes.release();
		this.log.refused(ctx.channel(), "before TLS", reason);
	}

}
