package dev.wscat.net;

import java.net.InetAddress;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

import io.netty.util.NetUtil;

/**
 * Where a server can be reached, now that it listens.
 *
 * @param port of TCP, or -1 when there is only a unix socket
 * @param urls one for each address, such as {@code wss://127.0.0.1:8008}
 */
public record Bound(int port, List<String> urls) {

	static Bound of(List<SocketAddress> addresses, boolean secure) {
		String scheme = secure ? "wss" : "ws";
		List<String> urls = new ArrayList<>();
		int port = -1;
		for (SocketAddress address : addresses) {
			if (address instanceof InetSocketAddress inet) {
				port = (port < 0) ? inet.getPort() : port;
				urls.add(scheme + "://" + host(inet.getAddress()) + ":" + inet.getPort());
			}
			else {
				urls.add(scheme + "+unix:" + address);
			}
		}
		return new Bound(port, urls);
	}

	/**
	 * Say that clients can connect, in the words that scripts wait for.
	 * @return one line
	 */
	public String started() {
		String where = (this.port >= 0) ? "port=" + this.port : "unix=" + this.urls.get(0).replaceFirst("^[^:]*:", "");
		return "starting websocket server at " + where;
	}

	private static String host(InetAddress address) {
		if (address.isAnyLocalAddress()) {
			return "*";
		}
		return (address instanceof Inet6Address) ? "[" + NetUtil.toAddressString(address) + "]"
				: address.getHostAddress();
	}

}
