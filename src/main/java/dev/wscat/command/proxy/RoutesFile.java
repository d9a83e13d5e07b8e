package dev.wscat.command.proxy;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.wscat.cli.PeerUrl;
import dev.wscat.command.proxy.Routes.Route;
import dev.wscat.core.CliException;
import dev.wscat.net.Upstream;
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
			map("remote_urls", map.get("remote_urls")).forEach((host, target) -> routes
				.add(new Route(host, "/", Upstream.of(url("remote_urls " + host, String.valueOf(target))))));
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
		known(where, map, "host", "path", "to", "add-headers", "drop-headers");
		String path = String.valueOf(map.getOrDefault("path", "/"));
		if (!path.startsWith("/")) {
			throw new IllegalArgumentException(where + ": the path '" + path + "' does not begin with /");
		}
		List<URI> targets = new ArrayList<>();
		for (Object target : list(where + ": to", map.get("to"))) {
			targets.add(url(where, String.valueOf(target)));
		}
		if (targets.isEmpty()) {
			throw new IllegalArgumentException(where + ": it has no 'to'");
		}
		List<Map.Entry<String, String>> added = new ArrayList<>();
		map(where + ": add-headers", map.getOrDefault("add-headers", Map.of()))
			.forEach((name, value) -> added.add(Map.entry(header(where, name), value(where, String.valueOf(value)))));
		return new Route(String.valueOf(map.getOrDefault("host", "*")), path,
				new Upstream(targets, added,
						list(where, map.get("drop-headers")).stream()
							.map((name) -> header(where, String.valueOf(name)).toLowerCase(Locale.ROOT))
							.collect(Collectors.toSet())));
	}

	private static String header(String where, String name) {
		if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
			throw new IllegalArgumentException(where + ": '" + name + "' is no name of a header");
		}
		return name;
	}

	private static String value(String where, String value) {
		if (!value.matches("[\\t\\x20-\\x7e]*")) {
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
			return PeerUrl.parse(text);
		}
		catch (CliException ex) {
			throw new IllegalArgumentException(where + ": " + ex.getMessage(), ex);
		}
	}

}
