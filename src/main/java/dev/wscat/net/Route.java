package dev.wscat.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
		this.options = options;
		this.unix = (options.unix() != null) ? options.unix() : target.unix();
	}

	boolean isUnix() {
		return this.unix != null;
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
			String name = asked.getHostString().toLowerCase(Locale.ROOT);
			List<InetAddress> known = this.options.resolved().get(name + ':' + asked.getPort());
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
