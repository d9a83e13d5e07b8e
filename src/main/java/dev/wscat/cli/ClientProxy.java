package dev.wscat.cli;

import java.net.URI;
import java.util.Map;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.ProxyOptions;
import dev.wscat.net.ProxyServer;
import org.jspecify.annotations.Nullable;

/**
 * Through which proxy a client connects.
 */
final class ClientProxy {

	private static final String[] VARIABLES = { "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" };

	private final Option proxy = Option.text("--proxy", "URL",
			"Connect through this proxy: [SCHEME://][USER:PASSWORD@]HOST[:PORT] with http, https, socks4, socks4a,"
					+ " socks5 or socks5h.");

	private final Option none = Option.flag("--no-proxy", "Connect without a proxy, whatever the environment says.");

	void define(Options options) {
		options.add(this.proxy, this.none);
	}

	void check() {
		if (this.proxy.isSet() && !this.none.isSet()) {
			parse("--proxy", this.proxy.text());
		}
	}

	/**
	 * Return the choice of a proxy.
	 * @return the one typed, or those of the environment, or {@code null} for none
	 */
	@Nullable ProxyOptions settings() {
		if (this.none.isSet()) {
			return null;
		}
		if (this.proxy.isSet()) {
			return new Typed(parse("--proxy", this.proxy.text()));
		}
		Map<String, String> environment = System.getenv();
		for (String name : VARIABLES) {
			if (!environment.getOrDefault(name, "").isEmpty()) {
				return new ProxyVariables(environment);
			}
		}
		return null;
	}

	/**
	 * Read a proxy.
	 * @param source where it stands
	 * @param text what stands there
	 * @return the proxy
	 */
	static ProxyServer parse(String source, String text) {
		try {
			return ProxyServer.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new CliException(ExitCode.USAGE, "invalid " + source + ": " + ex.getMessage(), ex);
		}
	}

	/** For every server. */
	private record Typed(ProxyServer server) implements ProxyOptions {

		@Override
		public ProxyServer choose(URI url) {
			return this.server;
		}

	}

}
