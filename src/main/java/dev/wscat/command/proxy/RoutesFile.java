package dev.wscat.command.proxy;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.wscat.cli.Durations;
import dev.wscat.cli.Headers;
import dev.wscat.cli.PeerUrl;
import dev.wscat.command.proxy.Routes.Route;
import dev.wscat.core.CliException;
import dev.wscat.net.TlsFiles;
import dev.wscat.net.TlsOptions;
import dev.wscat.net.Upstream;
import dev.wscat.net.UpstreamProbe;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads which server is responsible for what, in one of three forms: lines of
 * {@code host[:port]=ws://target}, JSON with {@code remote_urls}, or YAML with
 * {@code routes}.
 */
final class RoutesFile {

	private RoutesFile() {
	}

	/**
	 * Read a file.
	 * @param text what stands in it
	 * @return the routes
	 * @throws IllegalArgumentException when it is wrong; says where and why
	 */
	static Routes parse(String text) {
		List<Route> routes = isTree(text) ? tree(text) : lines(text);
		if (routes.isEmpty()) {
			throw new IllegalArgumentException("no route in it");
		}
		return new Routes(routes);
	}

	private static boolean isTree(String text) {
		return text.stripLeading().startsWith("{") || text.lines().anyMatch((line) -> line.startsWith("routes:"));
	}

	private static List<Route> lines(String text) {
		List<Route> routes = new ArrayList<>();
		int number = 0;
		for (String line : text.split("\\R", -1)) {
			number++;
			String trimmed = line.trim();
			if (trimmed.isEmpty() || trimmed.startsWith("#")) {
				continue;
			}
			int equals = trimmed.indexOf('=');
			if (equals < 1) {
				throw new IllegalArgumentException("line " + number + ": not like host=ws://target");
			}
			routes.add(new Route(trimmed.substring(0, equals).trim(), "/",
					Upstream.of(url("line " + number, trimmed.substring(equals + 1).trim()))));
		}
		return routes;
	}

	private static List<Route> tree(String text) {
		Object root;
		try {
			root = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
		}
		catch (MarkedYAMLException ex) {
			throw new IllegalArgumentException("line "
					+ ((ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 0) + ": " + ex.getProblem(),
					ex);
		}
		catch (YAMLException ex) {
			throw new IllegalArgumentException(String.valueOf(ex.getMessage()).lines().findFirst().orElse(""), ex);
		}
		Map<String, Object> map = map("the file", root);
		List<Route> routes = new ArrayList<>();
		known("the file", map, "remote_urls", "routes");
		if (map.containsKey("remote_urls")) {
			map("remote_urls", map.get("remote_urls")).forEach((host, target) -> routes.add(new Route(host, "/",
					Upstream.of(url("remote_urls " + host, scalar("remote_urls " + host, target))))));
		}
		if (map.containsKey("routes")) {
			int number = 0;
			for (Object route : list("routes", map.get("routes"))) {
				number++;
				routes.add(route("route " + number, map("route " + number, route)));
			}
		}
		return routes;
	}

	private static Route route(String where, Map<String, Object> map) {
		known(where, map, "host", "path", "to", "add-headers", "drop-headers", "tls", "health");
		String path = scalar(where + ": path", map.getOrDefault("path", "/"));
		if (!path.startsWith("/")) {
			throw new IllegalArgumentException(where + ": the path '" + path + "' does not begin with /");
		}
		List<URI> targets = new ArrayList<>();
		for (Object target : list(where + ": to", map.get("to"))) {
			targets.add(url(where, scalar(where + ": to", target)));
		}
		if (targets.isEmpty()) {
			throw new IllegalArgumentException(where + ": it has no 'to'");
		}
		List<Map.Entry<String, String>> added = new ArrayList<>();
		map(where + ": add-headers", map.getOrDefault("add-headers", Map.of())).forEach((name, value) -> added
			.add(Map.entry(header(where, name), value(where, scalar(where + ": " + name, value)))));
		return new Route(scalar(where + ": host", map.getOrDefault("host", "*")), path, new Upstream(targets, added,
				list(where, map.get("drop-headers")).stream()
					.map((name) -> header(where, scalar(where + ": drop-headers", name)).toLowerCase(Locale.ROOT))
					.collect(Collectors.toSet()),
				map.containsKey("tls") ? tls(where + ": tls", map("tls", map.get("tls"))) : null,
				map.containsKey("health") ? health(where + ": health", map("health", map.get("health"))) : null));
	}

	/** Files are read now, so that a wrong one is told as the route is. */
	private static TlsOptions tls(String where, Map<String, Object> map) {
		known(where, map, "ca", "cert", "key", "passphrase", "insecure", "sni");
		try {
			String secret = text(where, map.get("passphrase"));
			List<X509Certificate> trusted = new ArrayList<>();
			list(where, map.get("ca")).forEach(
					(file) -> trusted.addAll(TlsFiles.certificates(Path.of(scalar(where + ": ca", file)), secret)));
			String certificate = text(where, map.get("cert"));
			String key = text(where, map.get("key"));
			if (certificate == null && key != null) {
				throw new IllegalArgumentException(where + ": it has a key, but no cert");
			}
			TlsOptions.Identity identity = (certificate == null) ? null
					: TlsFiles.identity(Path.of(certificate), (key != null) ? Path.of(key) : null, secret);
			boolean insecure = map.getOrDefault("insecure", false).equals(true);
			return new TlsOptions(trusted, insecure, identity, text(where, map.get("sni")), false);
		}
		catch (CliException ex) {
			throw new IllegalArgumentException(where + ": " + ex.getMessage(), ex);
		}
	}

	private static UpstreamProbe health(String where, Map<String, Object> map) {
		known(where, map, "path", "interval");
		String path = scalar(where + ": path", map.getOrDefault("path", "/"));
		if (!path.matches("/[\\x21-\\x7e]*")) {
			throw new IllegalArgumentException(where + ": '" + path + "' is no path");
		}
		Duration interval = Durations.parseFinite(scalar(where + ": interval", map.getOrDefault("interval", "10s")));
		if (interval.toSeconds() < 1) {
			throw new IllegalArgumentException(where + ": the least interval is 1s");
		}
		return new UpstreamProbe(path, interval);
	}

	private static @Nullable String text(String where, @Nullable Object value) {
		return (value != null) ? scalar(where, value) : null;
	}

	/** What is made of others has no text, and could contain itself. */
	private static String scalar(String where, Object value) {
		if (value instanceof Map || value instanceof Collection) {
			throw new IllegalArgumentException(where + " is not one value");
		}
		return String.valueOf(value);
	}

	private static String header(String where, String name) {
		if (!Headers.isToken(name)) {
			throw new IllegalArgumentException(where + ": '" + name + "' is no name of a header");
		}
		return name;
	}

	private static String value(String where, String value) {
		if (!Headers.isPlainValue(value)) {
			throw new IllegalArgumentException(where + ": the value of a header has characters it cannot have");
		}
		return value;
	}

	private static void known(String where, Map<String, Object> map, String... names) {
		for (String name : map.keySet()) {
			if (!List.of(names).contains(name)) {
				throw new IllegalArgumentException(
						where + ": unknown '" + name + "'; there are " + String.join(", ", names));
			}
		}
	}

	private static Map<String, Object> map(String where, @Nullable Object value) {
		if (!(value instanceof Map<?, ?> map)) {
			throw new IllegalArgumentException(where + " is no map of names and values");
		}
		Map<String, Object> names = new LinkedHashMap<>();
		map.forEach((name, part) -> names.put(String.valueOf(name), (part != null) ? part : ""));
		return names;
	}

	private static List<?> list(String where, @Nullable Object value) {
		if (value == null) {
			return List.of();
		}
		return (value instanceof List<?> list) ? list : List.of(value);
	}

	private static URI url(String where, String text) {
		try {
			URI url = PeerUrl.parse(text);
			if (url.getScheme().endsWith("+unix")) {
				throw new IllegalArgumentException(where + ": '" + text + "' is a socket; a target is ws:// or wss://");
			}
			return url;
		}
		catch (CliException ex) {
			throw new IllegalArgumentException(where + ": " + ex.getMessage(), ex);
		}
	}

}
