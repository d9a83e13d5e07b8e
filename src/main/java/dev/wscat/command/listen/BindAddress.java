package dev.wscat.command.listen;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.net.Place;

/**
 * Where to listen, as people type it: {@code PORT}, {@code HOST:PORT},
 * {@code [ADDRESS]:PORT}, {@code unix:PATH}.
 */
final class BindAddress {

	private static final Pattern FORM = Pattern.compile("(?:(\\*|[^:\\[\\]/]+|\\[[0-9A-Fa-f:.%a-z]+]):)?(\\d{1,5})");

	private static final String UNIX = "unix:";

	private BindAddress() {
	}

	static Place parse(String text) {
		if (text.startsWith(UNIX) && text.length() > UNIX.length() && !text.matches("unix:\\d{1,5}")) {
			return new Place(List.of(), 0, false,
					new Place.UnixPlace(Path.of(text.substring(UNIX.length())), "rw-------"));
		}
		Matcher matcher = FORM.matcher(text);
		if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
			throw new CliException(ExitCode.USAGE,
					"'" + text + "' is no place to listen; write PORT (0 to 65535), HOST:PORT or unix:PATH");
		}
		String host = matcher.group(1);
		return Place.of((host != null) ? host.replaceAll("[\\[\\]]", "") : null, Integer.parseInt(matcher.group(2)));
	}

}
