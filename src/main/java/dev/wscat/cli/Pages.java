package dev.wscat.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

import dev.wscat.net.Site;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a server, from the jar's resources.
 */
public final class Pages implements Site.Pages {

	private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "js",
			"text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "svg", "image/svg+xml");

	private final String directory;

	/**
	 * Create pages.
	 * @param name of a directory below {@code /pages}
	 */
	public Pages(String name) {
		this.directory = "/pages/" + name;
	}

	@Override
	public Site.@Nullable Page find(String path) {
		String file = path.equals("/") ? "/index.html" : path;
		String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
		if (type == null || !file.matches("/[a-z]+\\.[a-z]+")) {
			return null;
		}
		try (InputStream in = Pages.class.getResourceAsStream(this.directory + file)) {
			return (in != null) ? new Site.Page(type, in.readAllBytes()) : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
