package dev.wscat.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Finds the addresses of a server.
 */
final class Route {

	private final RouteOptions options;

	private final @Nullable Path unix;

	/**
	 * Create a route.
	 * @param options where servers are found
	 * @param target which server is wanted
	 */
	Route(RouteOptions options, Target target) {
		this(options, (options.unix() != null) ? options.unix() : target.unix());
	}

	private Route(RouteOptions options, @Nullable Path unix) {
		this.options = options;
		this.unix = unix;
	}

	boolean isUnix() {
		return this.unix != null;
	}

	/**
	 * Find the addresses, beside the event loop if a name has to be looked up.
	 * @param asked host and port
	 * @param loop hears of the answer
	 * @param timeout longest wait for it
	 * @return at least one, in the order in which they are to be tried
	 */
	Future<List<SocketAddress>> find(InetSocketAddress asked, EventExecutor loop, Duration timeout) {
		if (!isAtHand(asked)) {
			return Lookup.of(() -> addresses(asked), loop, timeout);
		}
		try {
			return loop.newSucceededFuture(addresses(asked));
		}
		catch (IOException ex) {
			return loop.newFailedFuture(ex);
		}
	}

	/** Whether no name server has to be asked. */
	private boolean isAtHand(InetSocketAddress asked) {
		String host = asked.getHostString();
		return this.unix != null || asked.getAddress() != null || host.equalsIgnoreCase("localhost")
				|| this.options.resolved().containsKey(key(asked)) || NetUtil.isValidIpV4Address(host)
				|| NetUtil.isValidIpV6Address(host);
	}

	private static String key(InetSocketAddress asked) {
		return asked.getHostString().toLowerCase(Locale.ROOT) + ':' + asked.getPort();
	}

	boolean isSixOnly() {
		return this.options.family() == RouteOptions.Family.IPV6;
	}

	/**
	 * Return the same route by other addresses.
	 * @param family which addresses of a name are used
	 * @return the changed route
	 */
	Route by(RouteOptions.Family family) {
		return new Route(new RouteOptions(family, this.options.resolved(), null), this.unix);
	}

	/**
	 * Find the addresses. Blocks while a name is looked up.
	 * @param asked host and port
	 * @return at least one, in the order in which they are to be tried
	 * @throws UnknownHostException when the name stands for nothing
	 * @throws SocketException when it has no address of the wanted family
	 */
	List<SocketAddress> addresses(InetSocketAddress asked) throws UnknownHostException, SocketException {
		if (this.unix != null) {
			return List.of(UnixDomainSocketAddress.of(this.unix));
		}
		List<SocketAddress> found = new ArrayList<>();
		for (InetAddress address : alternating(wanted(lookUp(asked)))) {
			found.add(new InetSocketAddress(address, asked.getPort()));
		}
		return found;
	}

	private List<InetAddress> lookUp(InetSocketAddress asked) throws UnknownHostException {
		if (!this.options.resolved().isEmpty()) {
			List<InetAddress> known = this.options.resolved().get(key(asked));
			if (known != null) {
				return known;
			}
		}
		InetAddress resolved = asked.getAddress();
		return (resolved != null) ? List.of(resolved) : List.of(InetAddress.getAllByName(asked.getHostString()));
	}

	private List<InetAddress> wanted(List<InetAddress> all) throws SocketException {
		RouteOptions.Family family = this.options.family();
		if (family == RouteOptions.Family.ANY) {
			return all;
		}
		boolean four = family == RouteOptions.Family.IPV4;
		List<InetAddress> wanted = new ArrayList<>();
		for (InetAddress address : all) {
			if (four == address instanceof Inet4Address) {
				wanted.add(address);
			}
		}
		if (wanted.isEmpty()) {
			throw new SocketException("it has no " + (four ? "IPv4" : "IPv6") + " address");
		}
		return wanted;
	}

	/** RFC 8305 section 4: the families take turns, the one that stands first begins. */
	private static List<InetAddress> alternating(List<InetAddress> all) {
		if (all.size() <= 2) {
			return all;
		}
		List<InetAddress> first = new ArrayList<>();
		List<InetAddress> second = new ArrayList<>();
		for (InetAddress address : all) {
			((address.getClass() == all.get(0).getClass()) ? first : second).add(address);
		}
		List<InetAddress> mixed = new ArrayList<>();
		for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
			if (i < first.size()) {
				mixed.add(first.get(i));
			}
			if (i < second.size()) {
				mixed.add(second.get(i));
			}
		}
		return mixed;
	}

}
