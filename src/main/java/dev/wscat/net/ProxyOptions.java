package dev.wscat.net;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Who connects for us.
 */
@FunctionalInterface
public interface ProxyOptions {

	/**
	 * Choose the proxy for a server.
	 * @param url of the server
	 * @return the proxy, or {@code null} to connect without one
	 * @throws dev.wscat.core.CliException when what is set cannot be understood
	 */
	@Nullable ProxyServer choose(URI url);

}
