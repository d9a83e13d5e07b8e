package dev.wscat.command.httpd;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A page that lists a folder.
 */
final class Listing {

	private record Line(String name, boolean folder, long size, long modified) {
	}

	/** More than that is no page for people. */
	private static final int MOST = 10_000;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final String STYLE = "body{font:15px/1.5 system-ui,sans-serif;margin:2rem;color-scheme:light dark}"
			+ "td{padding:0 1.5rem 0 0}td+td{text-align:right;font-variant-numeric:tabular-nums}a{text-decoration:none}";

	/** Nothing but this style. */
	static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
			+ "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private Listing() {
	}

	/**
	 * Make the page; reads the folder, so it may take a while.
	 * @param folder where what can be seen is found
	 * @param item the folder to list
	 * @param path the decoded path of the request
	 * @return HTML
	 * @throws IOException when the folder cannot be read
	 */
	static String page(Folder folder, Folder.Item item, RequestPath path) throws IOException {
		String title = escape("/" + String.join("/", path.names()) + (path.names().isEmpty() ? "" : "/"));
		StringBuilder page = new StringBuilder(1 << 12)
			.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
			.append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
			.append(title)
			.append("</title><style>")
			.append(STYLE)
			.append("</style></head><body><h1>")
			.append(title)
			.append("</h1><table>\n");
		if (!path.names().isEmpty()) {
			page.append("<tr><td><a href=\"../\">../</a></td></tr>\n");
		}
		List<Line> lines = lines(folder, item);
		lines.stream().limit(MOST).forEach((line) -> append(line, page));
		page.append("</table>");
		if (lines.size() > MOST) {
			page.append("<p>There are more than ").append(MOST).append(" names here.</p>");
		}
		return page.append("</body></html>\n").toString();
	}

	private static List<Line> lines(Folder folder, Folder.Item item) throws IOException {
		List<Line> lines = new ArrayList<>();
		try (DirectoryStream<Path> names = Files.newDirectoryStream(item.path())) {
			for (Path path : names) {
				String name = path.getFileName().toString();
				Folder.Item found = RequestPath.isName(name) ? folder.child(item, name) : null;
				if (found != null) {
					lines.add(new Line(name, found.isFolder(), found.size(), found.modified()));
				}
				if (lines.size() > MOST) {
					break;
				}
			}
		}
		lines.sort(Comparator.comparing(Line::folder).reversed().thenComparing(Line::name));
		return lines;
	}

	/** The dot before the name keeps it from being taken for a scheme. */
	private static void append(Line line, StringBuilder page) {
		String slash = line.folder() ? "/" : "";
		page.append("<tr><td><a href=\"./")
			.append(encode(line.name()))
			.append(slash)
			.append("\">")
			.append(escape(line.name()))
			.append(slash)
			.append("</a></td><td>")
			.append(line.folder() ? "" : Long.toString(line.size()))
			.append("</td><td>")
			.append(TIME.format(Instant.ofEpochMilli(line.modified())))
			.append("</td></tr>\n");
	}

	private static String hash(String text) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String encode(String name) {
		return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private static String escape(String text) {
		StringBuilder escaped = new StringBuilder(text.length() + 16);
		for (int i = 0; i < text.length(); i++) {
			char letter = text.charAt(i);
			switch (letter) {
				case '&' -> escaped.append("&amp;");
				case '<' -> escaped.append("&lt;");
				case '>' -> escaped.append("&gt;");
				case '"' -> escaped.append("&quot;");
				case '\'' -> escaped.append("&#39;");
				default -> escaped.append((letter < ' ' || isTurning(letter)) ? '\ufffd' : letter);
			}
		}
		return escaped.toString();
	}

	/** Would show what follows from right to left, so that a name looks like another. */
	private static boolean isTurning(char letter) {
		return letter >= '\u202a' && letter <= '\u202e' || letter >= '\u2066' && letter <= '\u2069';
	}

}
