package dev.wscat.net;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
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

	private final @Nullable Trace trace;

	private UpgradeGuard(Duration timeout, @Nullable Trace trace) {
		this.timeout = timeout;
		this.trace = trace;
	}

	/**
	 * The handshake is done.
	 * @param channel the connection
	 */
	static void remove(Channel channel) {
		channel.pipeline().remove(ANSWER);
	}

	static void install(Channel channel, Duration timeout, @Nullable Trace trace) {
		channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, null, new UpgradeGuard(timeout, trace));
	}

	@Override
	public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
		if (message instanceof HttpRequest request) {
			// Netty's invention; only browsers have an origin
			request.headers().remove(HttpHeaderNames.ORIGIN);
			if (this.trace != null) {
				this.trace.headers(request.method() + " " + request.uri() + " " + request.protocolVersion(),
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
				if (UpgradeGuard.this.trace != null) {
					UpgradeGuard.this.trace.headers(response.protocolVersion() + " " + response.status(),
							response.headers().entries());
				}
				this.passed = response.decoderResult().isFailure() || response.status().code() == 101;
				this.refusal = this.passed ? null : response;
				if (response.status().code() == 101
						&& !response.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT)) {
					// Netty would take it for a draft of 2010 and wait for eight more
					// bytes
					ReferenceCountUtil.release(message);
					ctx.fireExceptionCaught(new WebSocketHandshakeException("no Sec-WebSocket-Accept"));
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
				ctx.fireExceptionCaught(new HandshakeTimeout(UpgradeGuard.this.timeout));
			}
		}

		private void refuse(ChannelHandlerContext ctx) {
			HttpResponse response = this.refusal;
			if (response != null) {
				this.refusal = null;
				List<String> headers = response.headers()
					.entries()
					.stream()
					.map(Trace::shown)
					.collect(Collectors.toList());
				ctx.pipeline().remove(this);
				ctx.fireExceptionCaught(new UpgradeRefused(response.status().toString(), headers, text(response)));
			}
		}

		private String text(HttpResponse response) {
			String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE, "text/plain");
			boolean isText = type.startsWith("text/") || type.contains("json") || type.contains("xml")
					|| type.contains("form-urlencoded");
			boolean isPlain = response.headers().get(HttpHeaderNames.CONTENT_ENCODING) == null;
			return (isText && isPlain) ? this.body.toString(StandardCharsets.UTF_8) : "";
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
