package dev.wscat.net;

import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * The same event loops, for unix sockets. Reactor Netty has these with native transports
 * only, and so takes ours for TCP.
 */
final class UnixLoops implements LoopResources {

	private final Loops loops;

	UnixLoops(Loops loops) {
		this.loops = loops;
	}

	@Override
	public EventLoopGroup onServer(boolean useNative) {
		return this.loops.onServer(useNative);
	}

	@Override
	public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
		Channel channel = isServer(type) ? new NioServerDomainSocketChannel() : new NioDomainSocketChannel();
		@SuppressWarnings("unchecked")
		C wanted = (C) channel;
		return wanted;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <C extends Channel> Class<? extends C> onChannelClass(Class<C> type, EventLoopGroup group) {
		return (Class<? extends C>) (isServer(type) ? NioServerDomainSocketChannel.class
				: NioDomainSocketChannel.class);
	}

	@Override
	public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
		return Mono.empty();
	}

	@Override
	public boolean daemon() {
		return true;
	}

	private static boolean isServer(Class<?> type) {
		return ServerChannel.class.isAssignableFrom(type);
	}

}
