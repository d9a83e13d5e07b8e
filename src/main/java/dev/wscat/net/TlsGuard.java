package dev.wscat.net;

import java.security.cert.X509Certificate;

import javax.net.ssl.SSLPeerUnverifiedException;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Stands behind TLS until its handshake is done: one that fails is one line of the log.
 */
final class TlsGuard extends ChannelDuplexHandler {

	private final LimitLog log;

	/** Who ends a handshake that takes too long says so himself. */
	private boolean ours;

	private boolean failed;

	/**
	 * Create a guard for one connection.
	 * @param log takes the line
	 */
	TlsGuard(LimitLog log) {
		this.log = log;
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
		if (event instanceof SslHandshakeCompletionEvent done) {
			if (done.isSuccess()) {
				ctx.pipeline().remove(this);
			}
			else {
				fail(ctx, done.cause());
			}
		}
		ctx.fireUserEventTriggered(event);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		fail(ctx, cause);
		ctx.close();
	}

	@Override
	public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
		this.ours = true;
		ctx.close(promise);
	}

	private void fail(ChannelHandlerContext ctx, Throwable cause) {
		if (!this.failed && !this.ours) {
			this.log.refusedInTls(ctx.channel(), TlsRefusal.reason(cause));
		}
		this.failed = true;
	}

	/**
	 * Tell whether a request came inside TLS.
	 * @param request the request
	 * @return whether it did
	 */
	static boolean isSecure(HttpServerRequest request) {
		boolean[] secure = new boolean[1];
		request.withConnection((connection) -> secure[0] = isSecure(connection.channel()));
		return secure[0];
	}

	static boolean isSecure(Channel channel) {
		return channel.pipeline().get(SslHandler.class) != null;
	}

	/**
	 * Send nothing more, and go on reading. Inside TLS the peer is told before TCP is: an
	 * end without a close_notify looks like an attack.
	 * @param channel the connection
	 */
	static void shutdownOutput(DuplexChannel channel) {
		SslHandler tls = channel.pipeline().get(SslHandler.class);
		if (tls == null) {
			channel.shutdownOutput();
		}
		else {
			tls.closeOutbound().addListener((told) -> channel.shutdownOutput());
		}
	}

	/**
	 * Tell who a client is by its certificate.
	 * @param channel a connection whose handshake is done
	 * @return the subject, or {@code null} when it has shown no certificate
	 */
	static @Nullable String subject(Channel channel) {
		SslHandler tls = channel.pipeline().get(SslHandler.class);
		try {
			return (tls != null && tls.engine().getNeedClientAuth()
					&& tls.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate certificate)
							? CertificateFault.subject(certificate) : null;
		}
		catch (SSLPeerUnverifiedException ex) {
			return null;
		}
	}

}
