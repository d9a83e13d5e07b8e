package dev.wscat.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A command line as a profile keeps it.
 *
 * @param text an option on each line
 * @param secrets what of it others should not see: names, not values
 */
record SavedOptions(String text, Set<String> secrets) {

	private static final Pattern SECRET = Pattern
		.compile("(.*-)?(auth|bearer|passphrase|password|token|secret|cookie|credentials)");

	private static final Pattern SECRET_HEADER = Pattern.compile(
			"(proxy-)?authorization|cookie|.*[-_](api-?key|token|secret|auth|key)|api-?key|token",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern USER_INFO = Pattern.compile("^(\\w[\\w+.-]*://)?[^/?#@]*:[^/?#@]*@");

	/**
	 * Render what was typed and included.
	 * @param arguments the command line
	 * @param without options to leave out
	 * @param command its name, empty for the main job
	 * @return the profile
	 */
	static SavedOptions of(Arguments arguments, Options without, String command) {
		List<Arguments.Match> kept = new ArrayList<>();
		for (Arguments.Match match : arguments.all()) {
			if (!match.option().isRepeatable()) {
				kept.removeIf((earlier) -> earlier.option() == match.option());
			}
			if (!without.all().contains(match.option())) {
				kept.add(match);
			}
		}
		StringBuilder text = new StringBuilder("# wscat");
		text.append(command.isEmpty() ? "" : " " + command).append(" --profile=...\n");
		Set<String> secrets = new LinkedHashSet<>();
		for (Arguments.Match match : kept) {
			text.append(line(match, command)).append('\n');
			addSecret(match, secrets);
		}
		return new SavedOptions(text.toString(), secrets);
	}

	private static String line(Arguments.Match match, String command) {
		Option option = match.option();
		String value = ShellWords.quote(match.value());
		if (option.names().isEmpty()) {
			// as the main job calls it, so that both can use the profile
			return option.isRepeatable() ? value : "--" + command + "=" + value;
		}
		boolean alone = option.isFlag() || option.isValueOptional() && match.value().isEmpty();
		return "--" + option.longName() + (alone ? "" : "=" + value);
	}

	private static void addSecret(Arguments.Match match, Set<String> secrets) {
		Option option = match.option();
		String value = match.value();
		String name = Arguments.name(option);
		if (option.isFlag() || value.isEmpty() || value.startsWith("@")) {
			return;
		}
		if (!option.names().isEmpty() && SECRET.matcher(option.longName()).matches()) {
			secrets.add("the value of " + name);
		}
		else if (name.equals("--header")) {
			String header = value.substring(0, Math.max(value.indexOf(':'), 0)).trim();
			if (SECRET_HEADER.matcher(header).matches()) {
				secrets.add("the header " + header.toLowerCase(Locale.ROOT));
			}
		}
		else if (USER_INFO.matcher(value).find()) {
			secrets.add("the password in " + (option.names().isEmpty() ? "the URL" : "the URL of " + name));
		}
	}

}
