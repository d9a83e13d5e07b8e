package dev.wscat.cli;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * A command line as typed. The plain forms ({@code --name=value}, {@code --name value},
 * {@code -n value}, flags) are read here in a millisecond; all others, and all mistakes,
 * go to picocli, which knows more but takes half of a client's start.
 */
public final class Arguments {

	/**
	 * An option with the value it was given.
	 *
	 * @param option the option
	 * @param value its value, empty for a flag
	 */
	record Match(Option option, String value) {
	}

	private final Map<Option, Integer> ranks = new IdentityHashMap<>();

	private final List<Match> typed;

	private List<Match> included = List.of();

	private Arguments(List<Match> typed) {
		this.typed = typed;
	}

	/**
	 * Read a command line into a command's options. Parameters may be missing, since
	 * others than the user can give them.
	 * @param options what there is
	 * @param args what was typed
	 * @return what was typed
	 * @throws CliException when it is wrong
	 */
	public static Arguments read(Options options, List<String> args) {
		Arguments arguments = new Arguments(matches(options, args));
		arguments.set(arguments.typed, Settings.TYPED, 0);
		return arguments;
	}

	/** What words mean; their values are yet to be checked. */
	static List<Match> matches(Options options, List<String> args) {
		List<String> words = options.isInManyForms() ? GetOpt.expand(options, args) : args;
		List<Match> matches = plain(options, words);
		return (matches != null) ? matches : Grammar.parse(options, words);
	}

	/**
	 * Add what the command line takes from elsewhere: in front of what was typed, and
	 * hidden by it where an option has one value only.
	 * @param matches in order; a later one hides an earlier one
	 */
	void include(List<Match> matches) {
		this.included = matches;
		for (Match match : this.typed) {
			match.option().clear();
		}
		set(matches, Settings.INCLUDED, 0);
		for (Match match : this.typed) {
			if (!match.option().isRepeatable()) {
				match.option().clear();
			}
		}
		set(this.typed, Settings.TYPED, matches.size());
	}

	/** What was included and then what was typed, hidden values too. */
	List<Match> all() {
		List<Match> all = new ArrayList<>(this.included);
		all.addAll(this.typed);
		return all;
	}

	/**
	 * Look for parameters that nobody gave.
	 * @param options what there is
	 * @throws CliException when there is one
	 */
	public static void checkParameters(Options options) {
		for (Option parameter : options.parameters()) {
			if (!parameter.isSet() && !parameter.isOptional()) {
				throw new CliException(ExitCode.USAGE, "Missing required parameter: '" + parameter.label() + "'");
			}
		}
	}

	private void set(List<Match> matches, int rank, int place) {
		for (int i = 0; i < matches.size(); i++) {
			Match match = matches.get(i);
			this.ranks.put(match.option(), rank);
			set(match.option(), match.value(), place + i, name(match.option()));
		}
	}

	/**
	 * Read settings into the options that were not typed.
	 * @param options what there is
	 * @param settings where values come from
	 * @throws CliException when one is wrong
	 */
	public void complete(Options options, Settings settings) {
		for (Option option : options.all()) {
			Settings.Found found = this.ranks.containsKey(option) ? null : settings.find(option.longName());
			if (found != null) {
				for (String text : found.texts()) {
					if (!option.isFlag() || isOn(text, found.source())) {
						set(option, text, -1, found.source());
					}
				}
				this.ranks.put(option, found.rank());
			}
		}
	}

	/**
	 * Tell how much the value of an option counts.
	 * @param longName its name without hyphens
	 * @return more for one that was typed than for a variable, and for that than for a
	 * property; 0 for none
	 */
	public int rank(String longName) {
		for (Map.Entry<Option, Integer> entry : this.ranks.entrySet()) {
			Option option = entry.getKey();
			if (!option.names().isEmpty() && option.longName().equals(longName)) {
				return entry.getValue();
			}
		}
		return 0;
	}

	private static boolean isOn(String text, String source) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "true", "yes", "on", "1" -> true;
			case "false", "no", "off", "0", "" -> false;
			default ->
				throw new CliException(ExitCode.USAGE, "invalid " + source + ": '" + text + "' is not true or false");
		};
	}

	private static void set(Option option, String value, int place, String source) {
		try {
			option.set(value, place);
		}
		catch (IllegalArgumentException ex) {
			throw new CliException(ExitCode.USAGE, "invalid " + source + ": " + ex.getMessage(), ex);
		}
	}

	/** What an option is called in an error. */
	static String name(Option option) {
		return option.names().isEmpty() ? String.valueOf(option.label()) : "--" + option.longName();
	}

	/**
	 * A value that may be left out is looked for only where no parameter can stand.
	 */
	static boolean isValueNext(Options options, Option option, List<String> args, int index) {
		if (option.isValueOptional()) {
			return options.parameters().isEmpty() && index + 1 < args.size() && !args.get(index + 1).startsWith("-");
		}
		return !option.isFlag();
	}

	/** The plain forms; null when anything else was typed. */
	private static @Nullable List<Match> plain(Options options, List<String> args) {
		List<Match> matches = new ArrayList<>();
		Iterator<Option> parameters = options.parameters().iterator();
		for (int i = 0; i < args.size(); i++) {
			String arg = args.get(i);
			int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
			boolean positional = !arg.startsWith("-");
			Option option = positional ? next(parameters, options.parameters())
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
			else if (isValueNext(options, option, args, i)) {
				i++;
				if (i == args.size() || args.get(i).startsWith("-") && !args.get(i).equals("-1")) {
					return null;
				}
				value = args.get(i);
			}
			if (!option.isRepeatable() && isIn(matches, option)) {
				return null;
			}
			matches.add(new Match(option, value));
		}
		return matches;
	}

	/** The last one may be there again and again. */
	private static @Nullable Option next(Iterator<Option> left, List<Option> parameters) {
		if (left.hasNext()) {
			return left.next();
		}
		Option last = parameters.isEmpty() ? null : parameters.get(parameters.size() - 1);
		return (last != null && last.isRepeatable()) ? last : null;
	}

	private static boolean isIn(List<Match> matches, Option option) {
		for (Match match : matches) {
			if (match.option() == option) {
				return true;
			}
		}
		return false;
	}

}
