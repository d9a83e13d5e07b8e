package dev.wscat.net;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Where the server of a URL is found.
 *
 * @param family which addresses of a name are used
 * @param resolved addresses for {@code host:port}, the host in lower case, that are not
 * looked up
 * @param unix the socket to use in the place of TCP, or {@code null}
 */
public record RouteOptions(Family family, Map<String, List<InetAddress>> resolved, @Nullable Path unix) {

	/** Which addresses of a name are used. */
	public enum Family {

		/** Both kinds, IPv6 and IPv4. */
		ANY,
		/** IPv4 only. */
		IPV4,
		/** IPv6 only. */
		IPV6

	}

	/** TCP, to what the name stands for. */
	public static final RouteOptions PLAIN = new RouteOptions(Family.ANY, Map.of(), null);

}
