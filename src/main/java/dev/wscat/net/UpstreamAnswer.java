package dev.wscat.net;

import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/** Passes on what a server says to the upgrade. */
final class UpstreamAnswer extends ChannelInboundHandlerAdapter {

	private final Passage passage;

	private final Channel client;

	private final UpstreamAsked server;

	private @Nullable ScheduledFuture<?> deadline;

	private boolean begun;

	/**
	 * Create a handler for one answer.
	 * @param passage who asked
	 * @param server who is asked
	 */
	UpstreamAnswer(Passage passage, UpstreamAsked server) {
		this.passage = passage;
		this.client = passage.client();
		this.server = server;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext ctx) {
		this.deadline = ctx.executor()
			.schedule(
					() -> fail(504, "the server behind the proxy does not answer",
							"no answer from " + this.server + " in time"),
					this.passage.options().connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext ctx) {
		if (this.deadline != null) {
			this.deadline.cancel(false);
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		if (message instanceof HttpResponse response && response.decoderResult().isFailure()) {
			fail(502, "the server behind the proxy does not speak HTTP", this.server + " does not speak HTTP");
		}
		else if (message instanceof HttpResponse response) {
			head(response);
			if (response.status().code() == 101) {
				this.passage.join(this.server, response.headers().get(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS));
				return;
			}
		}
		if (message instanceof HttpContent part && this.begun) {
			body(part.content().retain(), message instanceof LastHttpContent);
		}
		ReferenceCountUtil.release(message);
		if (this.client.isWritable()) {
			ctx.read();
		}
	}

	private void fail(int status, String reason, String line) {
		this.server.failed(line);
		this.passage.refuse(status, reason, line);
	}

	private void head(HttpResponse response) {
		this.server.worked();
		this.begun = true;
		if (this.deadline != null) {
			this.deadline.cancel(false);
		}
		boolean upgraded = response.status().code() == 101;
		StringBuilder text = new StringBuilder(512).append("HTTP/1.1 ").append(response.status()).append("\r\n");
		response.headers().forEach((header) -> {
			if (upgraded || !HttpHeaderNames.CONNECTION.contentEqualsIgnoreCase(header.getKey())
					&& !HttpHeaderNames.TRANSFER_ENCODING.contentEqualsIgnoreCase(header.getKey())) {
				text.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
			}
		});
		if (!upgraded) {
			this.passage.refused(response.status().code(), "refused by " + this.server + ": " + response.status());
			text.append("Connection: close\r\n");
			this.passage.log(" refused by " + this.server + ": " + response.status());
		}
		Trace trace = this.passage.options().trace();
		if (trace != null) {
			trace.headers("HTTP/1.1 " + response.status(), response.headers().entries());
		}
		this.client.write(ByteBufUtil.writeUtf8(this.client.alloc(), text.append("\r\n").toString()));
	}

	private void body(ByteBuf part, boolean isLast) {
		if (isLast) {
			this.passage.over();
			this.client.writeAndFlush(part).addListener(ChannelFutureListener.CLOSE);
		}
		else {
			this.client.writeAndFlush(part);
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext ctx) {
		if (this.begun) {
			this.client.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
		}
		else {
			fail(502, "the server behind the proxy closed the connection",
					this.server + " closed the connection before it answered");
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		Throwable told = this.server.explain(cause);
		fail(502, "the connection to the server behind the proxy failed",
				"connection to " + this.server + " failed: " + told.getMessage());
		ctx.close();
	}

}
