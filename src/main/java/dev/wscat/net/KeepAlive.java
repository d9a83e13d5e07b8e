package dev.wscat.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import jdk.net.ExtendedSocketOptions;

/**
 * Finds out that the network is gone while neither side says anything: no frame tells it,
 * so the kernel asks the peer's kernel now and then.
 */
final class KeepAlive {

	private static final int IDLE_SECONDS = 20;

	private static final int INTERVAL_SECONDS = 5;

	private static final int PROBES = 4;

	private KeepAlive() {
	}

	/**
	 * Have a connection looked after: it fails 40 seconds after the last sign of life.
	 * @param channel the connection
	 */
	static void on(Channel channel) {
		if (channel instanceof NioSocketChannel) {
			channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
			channel.config().setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), IDLE_SECONDS);
			channel.config().setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), INTERVAL_SECONDS);
			channel.config().setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), PROBES);
		}
	}

}
