package dev.wscat.cli;

import java.net.URI;
import java.util.Map;

import dev.wscat.net.ProxyOptions;
import dev.wscat.net.ProxyServer;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that the environment names, in the manner of curl: {@code http_proxy} in
 * lower case only, since a web server gives its scripts the header {@code Proxy} as
 * {@code HTTP_PROXY}.
 */
final class ProxyVariables implements ProxyOptions {

	private final Map<String, String> environment;

	/**
	 * Create the choice.
	 * @param environment of the process
	 */
	ProxyVariables(Map<String, String> environment) {
		this.environment = environment;
	}

	@Override
	public @Nullable ProxyServer choose(URI url) {
		boolean secure = "wss".equals(url.getScheme());
		String name = secure ? first("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
				: first("http_proxy", "all_proxy", "ALL_PROXY");
		if (name == null) {
			return null;
		}
		String exceptions = first("no_proxy", "NO_PROXY");
		String list = (exceptions != null) ? this.environment.getOrDefault(exceptions, "") : "";
		return new NoProxy(list).covers(url) ? null : ClientProxy.parse(name, this.environment.getOrDefault(name, ""));
	}

	private @Nullable String first(String... names) {
		for (String name : names) {
			String value = this.environment.get(name);
			if (value != null && !value.isEmpty()) {
				return name;
			}
		}
		return null;
	}

}
