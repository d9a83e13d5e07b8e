package dev.wscat.net;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.wscat.core.CliException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Watches the opening handshake of a client: a deadline for the answer, which Reactor
 * Netty lacks, and the body of a refusal, which it throws away.
 */
final class UpgradeGuard extends ChannelDuplexHandler {

	private static final String ANSWER = "wscat.answer";

	private final Duration timeout;

	private final Upgrade upgrade;

	private UpgradeGuard(Duration timeout, Upgrade upgrade) {
		this.timeout = timeout;
		this.upgrade = upgrade;
	}

	/**
	 * The handshake is done.
	 * @param channel the connection
	 */
	static void remove(Channel channel) {
		channel.pipeline().remove(ANSWER);
	}

	/**
	 * Watch a handshake.
	 * @param channel a new connection
	 * @param timeout longest wait for the answer
	 * @param upgrade the handshake
	 */
	static void install(Channel channel, Duration timeout, Upgrade upgrade) {
		channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, null, new UpgradeGuard(timeout, upgrade));
	}

	@Override
	public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
		if (message instanceof HttpRequest request) {
			this.upgrade.request(request.headers());
			Trace trace = this.upgrade.trace();
			if (trace != null) {
				trace.headers(request.method() + " " + request.uri() + " " + request.protocolVersion(),
						request.headers().entries());
			}
			// only now is Reactor Netty's aggregator there, before which the answer must
			// be seen
			ctx.pipeline().addAfter(NettyPipeline.HttpCodec, ANSWER, new Answer());
			ctx.pipeline().remove(this);
		}
		ctx.write(message, promise);
	}

	/** Sees the answer before the aggregator. */
	private final class Answer extends ChannelInboundHandlerAdapter {

		private static final int LONGEST_BODY = 1 << 16;

		private @Nullable ScheduledFuture<?> deadline;

		private @Nullable HttpResponse refusal;

		/**
		 * The answer is Netty's to judge; the deadline holds until there is a session.
		 */
		private boolean passed;

		private final ByteBuf body = Unpooled.buffer(0, LONGEST_BODY);

		@Override
		public void handlerAdded(ChannelHandlerContext ctx) {
			this.deadline = ctx.executor()
				.schedule(() -> late(ctx), UpgradeGuard.this.timeout.toNanos(), TimeUnit.NANOSECONDS);
		}

		@Override
		public void handlerRemoved(ChannelHandlerContext ctx) {
			if (this.deadline != null) {
				this.deadline.cancel(false);
			}
		}

		@Override
		public void channelRead(ChannelHandlerContext ctx, Object message) {
			if (message instanceof HttpResponse response && this.refusal == null) {
				trace(response);
				this.passed = response.decoderResult().isFailure() || response.status().code() == 101;
				this.refusal = this.passed ? null : response;
				try {
					UpgradeGuard.this.upgrade.answer(response);
				}
				catch (WebSocketHandshakeException | CliException ex) {
					ReferenceCountUtil.release(message);
					fail(ctx, ex);
					return;
				}
			}
			if (this.passed) {
				ctx.fireChannelRead(message);
				return;
			}
			try {
				collect(ctx, message);
			}
			finally {
				ReferenceCountUtil.release(message);
			}
			ctx.read();
		}

		@Override
		public void channelInactive(ChannelHandlerContext ctx) {
			if (this.refusal != null) {
				refuse(ctx);
			}
			ctx.fireChannelInactive();
		}

		private void trace(HttpResponse response) {
			Trace trace = UpgradeGuard.this.upgrade.trace();
			if (trace != null) {
				trace.note(response.protocolVersion() + " " + response.status());
				trace.note("Uri: " + UpgradeGuard.this.upgrade.target().pathAndQuery());
				trace.headers("Handshake Headers:", response.headers().entries());
			}
		}

		private void collect(ChannelHandlerContext ctx, Object message) {
			if (message instanceof HttpContent part) {
				int count = Math.min(part.content().readableBytes(), LONGEST_BODY - this.body.readableBytes());
				this.body.writeBytes(part.content(), count);
				if (message instanceof LastHttpContent || this.body.readableBytes() == LONGEST_BODY) {
					refuse(ctx);
				}
			}
		}

		private void late(ChannelHandlerContext ctx) {
			if (this.refusal != null) {
				refuse(ctx);
			}
			else {
				fail(ctx, new HandshakeTimeout(UpgradeGuard.this.timeout));
			}
		}

		private void refuse(ChannelHandlerContext ctx) {
			HttpResponse response = this.refusal;
			if (response != null) {
				this.refusal = null;
				fail(ctx, new UpgradeRefused(response, this.body));
				ctx.pipeline().remove(this);
			}
		}

		/** Reactor Netty would leave the connection open. */
		private void fail(ChannelHandlerContext ctx, Exception failure) {
			ctx.fireExceptionCaught(failure);
			ctx.close();
		}

	}

	/** No answer in time. */
	static final class HandshakeTimeout extends RuntimeException {

		private static final long serialVersionUID = 1L;

		HandshakeTimeout(Duration timeout) {
			super("no answer to the upgrade within " + timeout.toMillis() + " ms", null, false, false);
		}

	}

}
