package dev.wscat.net;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * Event loops on NIO. Reactor Netty's own look for native transports first, which costs a
 * tenth of a client's start.
 */
final class Loops implements LoopResources {

	private static final int FIRST_READ = 2048;

	private static final int LARGEST_READ = 1 << 20;

	private final EventLoopGroup group;

	Loops(int threads) {
		this.group = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("wscat-loop", true),
				NioIoHandler.newFactory());
	}

	/**
	 * How much is read at once: Netty's way, but up to sizes that hold large messages
	 * whole.
	 * @return an allocator for one kind of connection
	 */
	static RecvByteBufAllocator reads() {
		return reads(null);
	}

	/**
	 * How much is read at once from one of many: less, and little while memory is tight.
	 * @param guards of the server, or {@code null} for a server of one
	 * @return an allocator for one kind of connection
	 */
	static RecvByteBufAllocator reads(@Nullable Guards guards) {
		if (guards != null) {
			return new SharedReads(FIRST_READ / 4, FIRST_READ, guards);
		}
		return new AdaptiveRecvByteBufAllocator(FIRST_READ / 4, FIRST_READ, LARGEST_READ);
	}

	@Override
	public EventLoopGroup onServer(boolean useNative) {
		return this.group;
	}

	@Override
	public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup loops) {
		Channel channel = type.equals(ServerSocketChannel.class) ? new NioServerSocketChannel()
				: new NioSocketChannel();
		return type.cast(channel);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <C extends Channel> Class<? extends C> onChannelClass(Class<C> type, EventLoopGroup loops) {
		return (Class<? extends C>) (type.equals(ServerSocketChannel.class) ? NioServerSocketChannel.class
				: NioSocketChannel.class);
	}

	@Override
	public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
		return Mono.create((sink) -> this.group
			.shutdownGracefully(quietPeriod.toMillis(), timeout.toMillis(), TimeUnit.MILLISECONDS)
			.addListener((future) -> sink.success()));
	}

	@Override
	public boolean daemon() {
		return true;
	}

}
