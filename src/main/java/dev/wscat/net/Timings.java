package dev.wscat.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import reactor.netty.http.client.HttpClient;

/**
 * When each step of the last dialing was done, in nanoseconds since the first began,
 * which is when the name is looked up; 0 for a step that was not.
 */
public final class Timings {

	/** Until the first dialing begins there is nothing to time. */
	private volatile long start;

	private volatile long lookup;

	private volatile long connect;

	private volatile long tls;

	/**
	 * Return the time up to now.
	 * @return nanoseconds since the first dialing began
	 */
	public long now() {
		return (this.start != 0) ? System.nanoTime() - this.start : 0;
	}

	/**
	 * Return when the name was resolved.
	 * @return nanoseconds, or 0
	 */
	public long lookup() {
		return this.lookup;
	}

	/**
	 * Return when TCP was connected.
	 * @return nanoseconds, or 0
	 */
	public long connect() {
		return this.connect;
	}

	/**
	 * Return when the handshake of TLS was done.
	 * @return nanoseconds, or 0 without TLS
	 */
	public long tls() {
		return this.tls;
	}

	HttpClient apply(HttpClient http) {
		this.lookup = 0;
		this.connect = 0;
		this.tls = 0;
		return http.doOnConnect((config) -> begin())
			.doAfterResolve((connection, address) -> this.lookup = now())
			.doOnChannelInit((observer, channel, address) -> channel.pipeline().addFirst(new Clock()));
	}

	private void begin() {
		if (this.start == 0) {
			this.start = System.nanoTime() | 1;
		}
	}

	private final class Clock extends ChannelInboundHandlerAdapter {

		@Override
		public void channelActive(ChannelHandlerContext ctx) {
			Timings.this.connect = now();
			SslHandler handler = ctx.pipeline().get(SslHandler.class);
			if (handler != null) {
				handler.handshakeFuture().addListener((done) -> {
					if (done.isSuccess()) {
						Timings.this.tls = now();
					}
				});
			}
			ctx.fireChannelActive();
		}

	}

}
