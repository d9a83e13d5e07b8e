package dev.wscat.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;

/**
 * TLS to the proxy itself, around the TLS to the server that may pass through it.
 */
final class ProxyTls extends ChannelInboundHandlerAdapter {

	private static final String TLS = "wscat.proxy.tls";

	private final SslHandler handler;

	private final TlsClient tls;

	private final @Nullable Trace trace;

	private ProxyTls(SslHandler handler, TlsClient tls, @Nullable Trace trace) {
		this.handler = handler;
		this.tls = tls;
		this.trace = trace;
	}

	/**
	 * Put TLS before the handler that asks for a tunnel.
	 * @param channel yet to be connected
	 * @param tls how it is done
	 * @param host of the proxy
	 * @param port of the proxy
	 * @param options its timeout, and where details go
	 */
	static void install(Channel channel, TlsClient tls, String host, int port, DialOptions options) {
		SslHandler handler = tls.handler(channel, host, port);
		handler.setHandshakeTimeoutMillis(options.connectTimeout().toMillis());
		channel.pipeline().addFirst(new ProxyTls(handler, tls, options.wire().trace()));
		channel.pipeline().addFirst(TLS, handler);
	}

	/** Those behind would take the events for those of the TLS to the server. */
	@Override
	public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
		if (!(event instanceof SslCompletionEvent)) {
			ctx.fireUserEventTriggered(event);
		}
		else if (event instanceof SslHandshakeCompletionEvent handshake) {
			if (handshake.isSuccess()) {
				if (this.trace != null) {
					TlsReasons.show("proxy ", this.handler.engine().getSession(), this.trace);
				}
			}
			else {
				exceptionCaught(ctx, handshake.cause());
			}
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable error) {
		Throwable told = this.tls.explain(error);
		ctx.fireExceptionCaught(
				(told instanceof TlsFault) ? new ProxyFault(String.valueOf(told.getMessage()), error) : told);
	}

}
