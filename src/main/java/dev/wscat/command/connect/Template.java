package dev.wscat.command.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.terminal.Escapes;

/**
 * The format of {@code --write-out}, as curl has it: {@code %{name}}, {@code %%}, and
 * {@code \n}, {@code \r}, {@code \t} and {@code \\}.
 */
final class Template {

	private static final Pattern PART = Pattern.compile("%\\{([^}]*)}|%%|\\\\[nrt\\\\]");

	private Template() {
	}

	/** The format itself, or that in a file. */
	static String read(String option) {
		if (!option.startsWith("@")) {
			return option;
		}
		try {
			return Files.readString(Path.of(option.substring(1)));
		}
		catch (IOException ex) {
			throw new CliException(ExitCode.LOCAL, "cannot read the format of --write-out: " + option.substring(1), ex);
		}
	}

	/** Find out before connecting that a name is wrong. */
	static void check(String format) {
		Matcher matcher = PART.matcher(format);
		while (matcher.find()) {
			String name = matcher.group(1);
			if (name != null && !Report.NAMES.contains(name)) {
				throw new CliException(ExitCode.USAGE,
						"--write-out knows no %{" + name + "}; there are " + String.join(", ", Report.NAMES));
			}
		}
	}

	/** Put the figures in their places; text of the peer cannot drive a terminal. */
	static String fill(String format, Map<String, Object> figures) {
		return PART.matcher(format).replaceAll((part) -> {
			String name = part.group(1);
			String text = (name != null) ? Escapes.oneLine(String.valueOf(figures.get(name))) : switch (part.group()) {
				case "%%" -> "%";
				case "\\n" -> "\n";
				case "\\r" -> "\r";
				case "\\t" -> "\t";
				default -> "\\";
			};
			return Matcher.quoteReplacement(text);
		});
	}

}
