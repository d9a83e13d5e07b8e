package dev.wscat.command.listen;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * Where to listen, as people type it: {@code PORT}, {@code HOST:PORT},
 * {@code [ADDRESS]:PORT}.
 *
 * @param host name or address, or {@code null} for both loopback addresses
 * @param port 0 to 65535
 */
record BindAddress(@Nullable String host, int port) {

	private static final Pattern FORM = Pattern.compile("(?:(\\*|[^:\\[\\]/]+|\\[[0-9A-Fa-f:.%a-z]+]):)?(\\d{1,5})");

	static BindAddress parse(String text) {
		Matcher matcher = FORM.matcher(text);
		if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
			throw new CliException(ExitCode.USAGE,
					"'" + text + "' is no place to listen; write PORT (0 to 65535) or HOST:PORT");
		}
		String host = matcher.group(1);
		if (host == null || host.equals("localhost")) {
			return new BindAddress(null, Integer.parseInt(matcher.group(2)));
		}
		String address = host.equals("*") ? "0.0.0.0" : host.replaceAll("[\\[\\]]", "");
		return new BindAddress(address, Integer.parseInt(matcher.group(2)));
	}

}
