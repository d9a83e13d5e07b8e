package dev.wscat.net;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where a proxy passes requests on to.
 */
public interface Upstreams {

	/**
	 * Find the servers for a request.
	 * @param host value of the Host header, with the port if the client gave one
	 * @param path without query
	 * @return the servers, or {@code null} when nobody is responsible
	 */
	@Nullable Upstream find(String host, String path);

	/**
	 * Return all servers there are now.
	 * @return in the order in which they are found
	 */
	List<Upstream> all();

}
