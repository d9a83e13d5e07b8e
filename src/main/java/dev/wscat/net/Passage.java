package dev.wscat.net;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.core.ServerWatch;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * A client that is passed on, from its request to its end. All state belongs to its event
 * loop.
 */
final class Passage implements Splice.Listener {

	/** In milliseconds, between two looks. */
	private static final long LEAST_PATIENCE = 100;

	private final long number;

	private final Channel client;

	private final Forwarder forwarder;

	private final ForwardOptions options;

	private final ServerWatch watch;

	private final LimitLog limits;

	private String uri = "";

	private List<Map.Entry<String, String>> headers = List.of();

	private @Nullable Channel target;

	private @Nullable Splice fromClient;

	private @Nullable Splice fromTarget;

	private boolean over;

	Passage(long number, Channel client, Forwarder forwarder, ServerWatch watch, LimitLog limits) {
		this.number = number;
		this.client = client;
		this.forwarder = forwarder;
		this.options = forwarder.options();
		this.watch = watch;
		this.limits = limits;
	}

	Channel client() {
		return this.client;
	}

	ForwardOptions options() {
		return this.options;
	}

	/** HTTP is over on the client's connection; what it sends meanwhile waits. */
	void begin(HttpServerRequest request) {
		InetSocketAddress remote = request.remoteAddress();
		this.uri = request.uri();
		if (this.options.tap() != null) {
			this.headers = request.requestHeaders().entries();
		}
		this.options.log()
			.accept("connection " + this.number + " from "
					+ ((remote != null) ? remote.getAddress().getHostAddress() + ":" + remote.getPort() : "?") + ": "
					+ this.uri);
		Patience.end(this.client);
		ServerUpgrade.takeOver(this.client.pipeline(), "wscat.waiting", new Waiting());
	}

	/**
	 * Pass the request on.
	 * @param channel a connection to a server
	 * @param server where it goes
	 * @param request what the server gets
	 */
	void ask(Channel channel, UpstreamAsked server, ForwardedRequest request) {
		this.target = channel;
		if (!this.client.isActive()) {
			channel.close();
			return;
		}
		Trace trace = this.options.trace();
		if (trace != null) {
			trace.headers(request.line(), request.headers().entries());
		}
		channel.pipeline()
			.addLast("wscat.http", new HttpResponseDecoder())
			.addLast("wscat.answer", new UpstreamAnswer(this, server));
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
		refused(status, reason);
		this.limits.say("refused with " + status, "connection " + this.number + ": " + status + ", " + line);
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

	/** There is no session. */
	void refused(int status, String reason) {
		this.watch.refused(status);
		if (this.options.tap() != null) {
			this.options.tap().refused(this.number, status, reason);
		}
	}

	void log(String line) {
		this.options.log().accept("connection " + this.number + line);
	}

	/** The answer has been passed on, and nothing else will be. */
	void over() {
		this.over = true;
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

	/**
	 * The server has accepted: from now on frames pass.
	 * @param server who did
	 * @param extensions what it agreed on, or {@code null}
	 */
	void join(UpstreamAsked server, @Nullable String extensions) {
		Channel there = this.target;
		if (there == null) {
			return;
		}
		Splice out = new Splice(this.client, there, false, this);
		Splice back = new Splice(there, this.client, true, this);
		DetourMaker detours = new DetourMaker(this.forwarder, this.number, extensions);
		out.join(back, detours.make(out, there, false, this::tooLong));
		back.join(out, detours.make(back, this.client, true, this::tooLong));
		this.watch.opened();
		if (this.options.tap() != null) {
			this.options.tap().opened(this.number, this.uri, server.toString(), this.headers);
			this.headers = List.of();
		}
		this.fromClient = out;
		this.fromTarget = back;
		this.client.pipeline().replace("wscat.waiting", Splice.NAME, out);
		there.pipeline().addLast(Splice.NAME, back);
		there.pipeline().remove("wscat.answer");
		// hands on what it has read too much
		there.pipeline().remove("wscat.http");
		this.client.flush();
		this.client.read();
		there.read();
		closeLater(out, this.options.faults().closeClient());
		closeLater(back, this.options.faults().closeServer());
	}

	private void closeLater(Splice splice, ForwardFaults.@Nullable CloseAfter fault) {
		if (fault != null) {
			Runnable close = () -> {
				splice.say(fault.closing());
				closeTcpLater();
			};
			Future<?> timer = this.client.eventLoop().schedule(close, fault.time().toMillis(), TimeUnit.MILLISECONDS);
			this.client.closeFuture().addListener((closed) -> timer.cancel(false));
		}
	}

	private void tooLong(Splice splice) {
		String reason = "text over " + this.options.faults().largestText() + " bytes cannot be rewritten";
		this.options.errors().accept("connection " + this.number + ": " + reason + "; --max-message lets it through");
		Splice out = this.fromClient;
		Splice back = this.fromTarget;
		if (out != null && back != null) {
			out.say(Closing.tooBig(reason));
			back.say(Closing.tooBig(reason));
			closeTcpLater();
		}
	}

	/**
	 * Both have said their Close: it is the server's to end TCP, RFC 6455 section 7.1.1,
	 * and ours if it does not.
	 */
	@Override
	public void closed() {
		Splice out = this.fromClient;
		Splice back = this.fromTarget;
		if (out != null && back != null && out.scan().isClosed() && back.scan().isClosed()) {
			ended(back);
			closeTcpLater();
		}
	}

	/** Once nothing is on its way any more. */
	private void closeTcpLater() {
		this.client.eventLoop().schedule(() -> {
			Channel server = this.target;
			if (isWaiting(this.fromClient) || isWaiting(this.fromTarget)) {
				closeTcpLater();
			}
			else if (server != null) {
				server.close();
			}
		}, Math.max(LEAST_PATIENCE, this.options.closeTimeout().toMillis()), TimeUnit.MILLISECONDS);
	}

	private static boolean isWaiting(@Nullable Splice splice) {
		Detour way = (splice != null) ? splice.detour() : null;
		return way != null && way.isWaiting();
	}

	@Override
	public void lost(Splice splice, long bytes) {
		this.options.errors()
			.accept("connection " + this.number + ": " + bytes + " bytes of the "
					+ (splice.isFromTarget() ? "server" : "client") + " were still under way and are lost");
	}

	@Override
	public void ended(Splice splice) {
		Splice out = this.fromClient;
		Splice back = this.fromTarget;
		if (this.over || out == null || back == null) {
			return;
		}
		this.over = true;
		Closing closing = back.scan().isClosed() ? back.scan().closing() : out.scan().closing();
		this.watch.closed(new Ending(closing, closing, null));
		if (closing == Closing.LOST && this.options.tap() != null) {
			this.options.tap().lost(this.number, splice.isFromTarget());
		}
		String how = (closing == Closing.LOST) ? "the connection was lost"
				: closing.reason().isEmpty() ? closing.code() + "" : closing.code() + " " + closing.reason();
		log(" closed: " + how + ", " + out.scan().messages() + " messages in, " + back.scan().messages() + " out"
				+ this.forwarder.faulty(out.detour(), back.detour()));
	}

	/** Nothing of the client is read before the server has answered. */
	private final class Waiting extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext ctx, Object message) {
			// came in one piece with the request, which no client may do before the
			// answer
			ReferenceCountUtil.release(message);
		}

		/** The body of a refusal goes on. */
		@Override
		public void channelWritabilityChanged(ChannelHandlerContext ctx) {
			if (ctx.channel().isWritable() && Passage.this.target != null) {
				Passage.this.target.read();
			}
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

}
