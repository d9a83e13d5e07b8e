package dev.wscat.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.wscat.cli.Options.Option;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * A command line as typed. The plain forms ({@code --name=value}, {@code --name value},
 * {@code -n value}, flags) are read here in a millisecond; all others, and all mistakes,
 * go to picocli, which knows more but takes half of a client's start.
 */
public final class Arguments {

	private record Match(Option option, String value) {
	}

	private final Set<Option> typed = new HashSet<>();

	private Arguments() {
	}

	/**
	 * Read a command line into a command's options, and settings into those that it does
	 * not give.
	 * @param options what there is
	 * @param args what was typed
	 * @param settings where else values come from
	 * @return what was typed
	 * @throws CliException when it is wrong
	 */
	public static Arguments read(Options options, List<String> args, Settings settings) {
		List<Match> matches = plain(options, args);
		if (matches == null) {
			matches = new ArrayList<>();
			for (Grammar.Value value : Grammar.parse(options, args)) {
				matches.add(new Match(value.option(), value.text()));
			}
		}
		Arguments arguments = new Arguments();
		for (Match match : matches) {
			arguments.typed.add(match.option());
			set(match.option(), match.value(), name(match.option()));
		}
		for (Option option : options.all()) {
			Settings.Value value = arguments.typed.contains(option) ? null : settings.find(option.longName());
			if (value != null && !(option.isFlag() && value.text().equals("false"))) {
				set(option, value.text(), value.source());
			}
		}
		return arguments;
	}

	/**
	 * Tell whether an option was typed.
	 * @param longName its name without hyphens
	 * @return whether it was, and does not come from a setting
	 */
	public boolean has(String longName) {
		for (Option option : this.typed) {
			if (!option.names().isEmpty() && option.longName().equals(longName)) {
				return true;
			}
		}
		return false;
	}

	private static void set(Option option, String value, String source) {
		try {
			option.set(value);
		}
		catch (IllegalArgumentException ex) {
			throw new CliException(ExitCode.USAGE, "invalid " + source + ": " + ex.getMessage(), ex);
		}
	}

	private static String name(Option option) {
		return option.names().isEmpty() ? String.valueOf(option.label()) : "--" + option.longName();
	}

	/** The plain forms; null when anything else was typed. */
	private static @Nullable List<Match> plain(Options options, List<String> args) {
		List<Match> matches = new ArrayList<>();
		for (int i = 0; i < args.size(); i++) {
			String arg = args.get(i);
			int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
			boolean positional = !arg.startsWith("-");
			Option option = positional ? options.parameter()
					: options.find((equals < 0) ? arg : arg.substring(0, equals));
			if (option == null || option.isFlag() && equals >= 0) {
				return null;
			}
			String value = "";
			if (positional) {
				value = arg;
			}
			else if (equals >= 0) {
				value = arg.substring(equals + 1);
			}
			else if (!option.isFlag()) {
				i++;
				if (i == args.size() || args.get(i).startsWith("-") && !args.get(i).equals("-1")) {
					return null;
				}
				value = args.get(i);
			}
			matches.add(new Match(option, value));
		}
		return matches;
	}

}
