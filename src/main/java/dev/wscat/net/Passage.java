package dev.wscat.net;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.core.ServerWatch;
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
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * A client that is passed on, from its request to its end. All state belongs to its event
 * loop.
 */
final class Passage {

	private static final long PATIENCE_SECONDS = 5;

	private final long number;

	private final Channel client;

	private final ForwardOptions options;

	private final TlsClient tls;

	private final ServerWatch watch;

	private @Nullable Channel target;

	private @Nullable Splice fromClient;

	private @Nullable Splice fromTarget;

	private boolean over;

	Passage(long number, Channel client, ForwardOptions options, TlsClient tls, ServerWatch watch) {
		this.number = number;
		this.client = client;
		this.options = options;
		this.tls = tls;
		this.watch = watch;
	}

	Channel client() {
		return this.client;
	}

	/** HTTP is over on the client's connection; what it sends meanwhile waits. */
	void begin(HttpServerRequest request) {
		InetSocketAddress remote = request.remoteAddress();
		this.options.log()
			.accept("connection " + this.number + " from "
					+ ((remote != null) ? remote.getAddress().getHostAddress() + ":" + remote.getPort() : "?") + ": "
					+ request.uri());
		ServerUpgrade.takeOver(this.client.pipeline(), "wscat.waiting", new Waiting());
	}

	/**
	 * Pass the request on.
	 * @param channel a connection to a server
	 * @param server where it goes
	 * @param request what the server gets
	 */
	void ask(Channel channel, Target server, ForwardedRequest request) {
		this.target = channel;
		if (!this.client.isActive()) {
			channel.close();
			return;
		}
		Trace trace = this.options.trace();
		if (trace != null) {
			trace.headers(request.line(), request.headers().entries());
		}
		channel.pipeline().addLast("wscat.http", new HttpResponseDecoder()).addLast("wscat.answer", new Answer(server));
		channel.writeAndFlush(ByteBufUtil.writeUtf8(channel.alloc(), request.text()));
		channel.read();
	}

	/**
	 * Turn the client away.
	 * @param status HTTP status
	 * @param reason the body
	 * @param line what is logged
	 */
	void refuse(int status, String reason, String line) {
		if (this.over) {
			return;
		}
		this.over = true;
		this.watch.refused(status);
		this.options.errors().accept("connection " + this.number + ": " + status + ", " + line);
		byte[] body = (reason + "\n").getBytes(StandardCharsets.UTF_8);
		String head = "HTTP/1.1 " + HttpResponseStatus.valueOf(status)
				+ "\r\nContent-Type: text/plain; charset=utf-8\r\n" + "Content-Length: " + body.length
				+ "\r\nConnection: close\r\n\r\n";
		this.client.write(ByteBufUtil.writeAscii(this.client.alloc(), head));
		this.client.writeAndFlush(Unpooled.wrappedBuffer(body)).addListener(ChannelFutureListener.CLOSE);
		if (this.target != null) {
			this.target.close();
		}
	}

	/**
	 * Close both sides as a handshake, each behind the frame that is passing.
	 * @param closing what is said
	 * @return completes when the client's connection is closed
	 */
	Mono<Void> close(Closing closing) {
		return Mono.create((sink) -> {
			this.client.closeFuture().addListener((closed) -> sink.success());
			this.client.eventLoop().execute(() -> {
				if (this.fromClient == null || this.fromTarget == null) {
					refuse(503, "this server is going away", "going away");
					return;
				}
				this.fromTarget.say(closing);
				this.fromClient.say(closing);
			});
		});
	}

	private void join() {
		Channel server = this.target;
		if (server == null) {
			return;
		}
		Splice out = new Splice(server, false, this::closed, this::ended);
		Splice back = new Splice(this.client, true, this::closed, this::ended);
		this.watch.opened();
		this.fromClient = out;
		this.fromTarget = back;
		this.client.pipeline().replace("wscat.waiting", Splice.NAME, out);
		server.pipeline().addLast(Splice.NAME, back);
		server.pipeline().remove("wscat.answer");
		// hands on what it has read too much
		server.pipeline().remove("wscat.http");
		this.client.flush();
		this.client.read();
		server.read();
	}

	/**
	 * Both have said their Close: it is the server's to end TCP, RFC 6455 section 7.1.1,
	 * and ours if it does not.
	 */
	private void closed() {
		Splice out = this.fromClient;
		Splice back = this.fromTarget;
		Channel server = this.target;
		if (out != null && back != null && server != null && out.scan().isClosed() && back.scan().isClosed()) {
			ended();
			this.client.eventLoop().schedule(() -> server.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
	}

	private void ended() {
		Splice out = this.fromClient;
		Splice back = this.fromTarget;
		if (this.over || out == null || back == null) {
			return;
		}
		this.over = true;
		Closing closing = back.scan().isClosed() ? back.scan().closing() : out.scan().closing();
		this.watch.closed(new Ending(null, closing.equals(Closing.LOST) ? null : closing, null, false));
		String how = closing.equals(Closing.LOST) ? "lost"
				: closing.reason().isEmpty() ? closing.code() + "" : closing.code() + " " + closing.reason();
		this.options.log()
			.accept("connection " + this.number + " closed: " + how + ", " + out.scan().messages() + " messages in, "
					+ back.scan().messages() + " out");
	}

	/** Nothing of the client is read before the server has answered. */
	private final class Waiting extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext ctx, Object message) {
			// came in one piece with the request, which no client may do before the
			// answer
			ReferenceCountUtil.release(message);
		}

		@Override
		public void channelInactive(ChannelHandlerContext ctx) {
			Passage.this.over = true;
			if (Passage.this.target != null) {
				Passage.this.target.close();
			}
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
			ctx.close();
		}

	}

	/** Passes on what the server says to the upgrade. */
	private final class Answer extends ChannelInboundHandlerAdapter {

		private final Target server;

		private @Nullable ScheduledFuture<?> deadline;

		private boolean begun;

		Answer(Target server) {
			this.server = server;
		}

		@Override
		public void handlerAdded(ChannelHandlerContext ctx) {
			this.deadline = ctx.executor()
				.schedule(
						() -> refuse(504, "the server behind the proxy does not answer",
								"no answer from " + this.server + " in time"),
						Passage.this.options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
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
				refuse(502, "the server behind the proxy does not speak HTTP", this.server + " does not speak HTTP");
			}
			else if (message instanceof HttpResponse response) {
				head(response);
				if (response.status().code() == 101) {
					join();
					return;
				}
			}
			if (message instanceof HttpContent part && this.begun) {
				body(part.content().retain(), message instanceof LastHttpContent);
			}
			ReferenceCountUtil.release(message);
			ctx.read();
		}

		private void head(HttpResponse response) {
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
				Passage.this.watch.refused(response.status().code());
				text.append("Connection: close\r\n");
				Passage.this.options.log()
					.accept("connection " + Passage.this.number + " refused by " + this.server + ": "
							+ response.status());
			}
			Trace trace = Passage.this.options.trace();
			if (trace != null) {
				trace.headers("HTTP/1.1 " + response.status(), response.headers().entries());
			}
			Passage.this.client
				.write(ByteBufUtil.writeUtf8(Passage.this.client.alloc(), text.append("\r\n").toString()));
		}

		private void body(ByteBuf part, boolean isLast) {
			if (isLast) {
				Passage.this.over = true;
				Passage.this.client.writeAndFlush(part).addListener(ChannelFutureListener.CLOSE);
			}
			else {
				Passage.this.client.writeAndFlush(part);
			}
		}

		@Override
		public void channelInactive(ChannelHandlerContext ctx) {
			if (this.begun) {
				Passage.this.client.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
			}
			else {
				refuse(502, "the server behind the proxy closed the connection",
						this.server + " closed the connection before it answered");
			}
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
			Throwable told = Passage.this.tls.explain(cause);
			refuse(502, "the connection to the server behind the proxy failed",
					"connection to " + this.server + " failed: " + told.getMessage());
			ctx.close();
		}

	}

}
