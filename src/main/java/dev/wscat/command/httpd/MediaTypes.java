package dev.wscat.command.httpd;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.http.MediaTypeFactory;

/**
 * Media types by the ends of file names.
 */
final class MediaTypes {

	private static final String UNKNOWN = "application/octet-stream";

	/** Different names end in few ways, but a client may ask for all of them. */
	private static final int MOST_KNOWN = 1000;

	private final Map<String, String> known = new ConcurrentHashMap<>();

	/**
	 * Find a type.
	 * @param name file name
	 * @return a value of Content-Type
	 */
	String of(String name) {
		String end = name.substring(name.lastIndexOf('.') + 1);
		String type = this.known.get(end);
		if (type == null) {
			type = find(end);
			if (this.known.size() < MOST_KNOWN) {
				this.known.put(end, type);
			}
		}
		return type;
	}

	private static String find(String end) {
		String type = MediaTypeFactory.getMediaType("name." + end)
			.map((found) -> found.getType() + '/' + found.getSubtype())
			.orElse(UNKNOWN);
		return (type.startsWith("text/") || type.endsWith("javascript")) ? type + "; charset=utf-8" : type;
	}

}
