package dev.wscat.command.proxy;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import dev.wscat.net.Upstream;
import dev.wscat.net.Upstreams;
import org.jspecify.annotations.Nullable;

/**
 * Which server is responsible for which host and path: the first of those that name the
 * host, and of these the one with the longest path.
 *
 * @param routes in the order of the file
 */
record Routes(List<Route> routes) implements Upstreams {

	/**
	 * A route.
	 *
	 * @param host as in a Host header, with or without port; {@code *} for any
	 * @param path begins with this
	 * @param upstream who is responsible
	 */
	record Route(String host, String path, Upstream upstream) {

		boolean fits(String asked, String askedPath) {
			return (this.host.equals("*") || this.host.equalsIgnoreCase(asked)
					|| this.host.equalsIgnoreCase(asked.replaceFirst(":\\d+$", ""))) && isBelow(askedPath);
		}

		private boolean isBelow(String asked) {
			return asked.startsWith(this.path) && (this.path.endsWith("/") || asked.length() == this.path.length()
					|| asked.charAt(this.path.length()) == '/');
		}

	}

	Routes {
		List<Route> sorted = new ArrayList<>(routes);
		sorted.sort(Comparator.<Route>comparingInt((route) -> route.host().equals("*") ? 1 : 0)
			.thenComparingInt((route) -> -route.path().length()));
		routes = List.copyOf(sorted);
	}

	static Routes to(URI target) {
		return new Routes(List.of(new Route("*", "/", Upstream.of(target))));
	}

	@Override
	public @Nullable Upstream find(String host, String path) {
		for (Route route : this.routes) {
			if (route.fits(host, path)) {
				return route.upstream();
			}
		}
		return null;
	}

	@Override
	public List<Upstream> all() {
		return this.routes.stream().map(Route::upstream).toList();
	}

	/** Which hosts are known, for people. */
	String hosts() {
		return String.join(", ", this.routes.stream().map((route) -> route.host().toLowerCase(Locale.ROOT)).toList());
	}

}
