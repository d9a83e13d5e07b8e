package dev.wscat.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens.
 *
 * @param hosts names and addresses to bind, {@code *} for all of this machine, and
 * {@code localhost} for the loopback addresses of both families
 * @param port port to bind; 0 lets the system pick a free one
 * @param six whether only addresses of IPv6 are bound
 * @param unix unix socket to bind besides, or {@code null}
 */
public record Place(List<String> hosts, int port, boolean six, @Nullable UnixPlace unix) {

	/** Two addresses, since the name may mean either. */
	static final String LOOPBACK = "localhost";

	/**
	 * One host, or the loopback addresses.
	 * @param host name or address to bind, or {@code null} for the loopback addresses
	 * @param port port to bind
	 * @return the place
	 */
	public static Place of(@Nullable String host, int port) {
		return new Place(List.of((host != null) ? host : LOOPBACK), port, false, null);
	}

	/**
	 * A unix socket.
	 *
	 * @param path its file, made anew
	 * @param mode who may connect, as nine letters such as {@code rw-------}
	 */
	public record UnixPlace(Path path, String mode) {
	}

	/**
	 * One thing to bind.
	 *
	 * @param address with the port as asked for, 0 included
	 * @param optional whether the machine may lack it
	 */
	record Spot(SocketAddress address, boolean optional) {

		SocketAddress at(int port) {
			return (this.address instanceof InetSocketAddress inet) ? new InetSocketAddress(inet.getAddress(), port)
					: this.address;
		}

	}

	/**
	 * Find all that is to be bound. Blocks while names are looked up.
	 * @return at least one, each once; the unix socket comes last
	 * @throws CliException when a host is unknown
	 */
	List<Spot> spots() {
		Set<InetAddress> found = new LinkedHashSet<>();
		Set<InetAddress> wanted = new LinkedHashSet<>();
		for (String host : this.hosts) {
			List<InetAddress> addresses = addresses(host);
			found.addAll(addresses);
			// a machine without IPv6 has a localhost all the same
			wanted.addAll(host.equals(LOOPBACK) ? addresses.subList(0, 1) : addresses);
		}
		List<Spot> spots = new ArrayList<>();
		for (InetAddress address : wildcardOrAll(found)) {
			spots.add(new Spot(new InetSocketAddress(address, this.port), !wanted.contains(address)));
		}
		if (this.unix != null) {
			spots.add(new Spot(UnixDomainSocketAddress.of(this.unix.path()), false));
		}
		return spots;
	}

	/** All addresses have the others among them, which are then in use. */
	private static Iterable<InetAddress> wildcardOrAll(Set<InetAddress> found) {
		for (InetAddress address : found) {
			if (address.isAnyLocalAddress()) {
				return List.of(address);
			}
		}
		return found;
	}

	private List<InetAddress> addresses(String host) {
		List<InetAddress> found = new ArrayList<>();
		try {
			for (InetAddress address : resolve(host)) {
				if (!this.six || address instanceof Inet6Address) {
					found.add(address);
				}
			}
		}
		catch (UnknownHostException ex) {
			throw new CliException(ExitCode.LOCAL, "cannot listen at " + host + ": unknown host", ex);
		}
		if (found.isEmpty()) {
			throw new CliException(ExitCode.LOCAL, "cannot listen at " + host + ": it has no IPv6 address");
		}
		return found;
	}

	private InetAddress[] resolve(String host) throws UnknownHostException {
		return switch (host) {
			case LOOPBACK -> new InetAddress[] { InetAddress.getByName("127.0.0.1"), InetAddress.getByName("::1") };
			case "*" -> new InetAddress[] { InetAddress.getByName(this.six ? "::" : "0.0.0.0") };
			default -> InetAddress.getAllByName(host);
		};
	}

}
