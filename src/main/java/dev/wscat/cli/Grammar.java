package dev.wscat.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Picocli's view of the options: every form of typing them, what mistakes are called, and
 * the help.
 */
public final class Grammar {

	private Grammar() {
	}

	/**
	 * Parse a command line.
	 * @param options what there is
	 * @param args what was typed
	 * @return the options in the order typed
	 * @throws CliException when it is wrong
	 */
	static List<Arguments.Match> parse(Options options, List<String> args) {
		try {
			List<Arguments.Match> values = new ArrayList<>();
			CommandLine line = new CommandLine(spec(options));
			line.parseArgs(withoutOpenValues(options, args).toArray(new String[0]));
			List<ArgSpec> matched = line.getParseResult().matchedArgs();
			for (int i = 0; i < matched.size(); i++) {
				Option option = (Option) matched.get(i).userObject();
				for (String text : texts(matched, i)) {
					values.add(new Arguments.Match(option, option.isFlag() ? "" : text));
				}
			}
			return values;
		}
		catch (CommandLine.ParameterException ex) {
			throw new CliException(ExitCode.USAGE, explain(ex), ex);
		}
	}

	/**
	 * Picocli lists an argument as often as it was typed, but each time with all values.
	 */
	private static List<String> texts(List<ArgSpec> matched, int index) {
		ArgSpec argument = matched.get(index);
		List<String> all = argument.originalStringValues();
		int first = Math.min(Collections.frequency(matched.subList(0, index), argument), all.size());
		boolean last = matched.lastIndexOf(argument) == index;
		return all.subList(first, last ? all.size() : Math.min(first + 1, all.size()));
	}

	/**
	 * Render the options for the help.
	 * @param options what there is
	 * @return a line or more for each option
	 */
	public static String help(Options options) {
		return new HelpTable().add(options).toString();
	}

	/** An option whose value may be left out takes no parameter for its value. */
	private static List<String> withoutOpenValues(Options options, List<String> args) {
		List<String> closed = new ArrayList<>();
		for (int i = 0; i < args.size(); i++) {
			Option option = options.find(args.get(i));
			if (option == null || !option.isValueOptional()) {
				closed.add(args.get(i));
			}
			else if (Arguments.isValueNext(options, option, args, i)) {
				closed.add(option.names().get(0) + "=" + args.get(++i));
			}
			else {
				closed.add(option.names().get(0) + "=");
			}
		}
		return closed;
	}

	private static CommandSpec spec(Options options) {
		CommandSpec spec = CommandSpec.create().name("wscat");
		for (Option option : options.all()) {
			OptionSpec.Builder builder = OptionSpec.builder(option.names().toArray(new String[0]))
				.description(description(option))
				.userObject(option);
			if (option.isFlag()) {
				builder.arity("0").type(option.isRepeatable() ? boolean[].class : boolean.class);
			}
			else {
				builder.arity(option.isValueOptional() ? "0..1" : "1")
					.paramLabel(label(option))
					.type(option.isRepeatable() ? String[].class : String.class);
			}
			spec.addOption(builder.build());
		}
		List<Option> parameters = options.parameters();
		for (int i = 0; i < parameters.size(); i++) {
			Option parameter = parameters.get(i);
			spec.addPositional(PositionalParamSpec.builder()
				.index(parameter.isRepeatable() ? i + "..*" : Integer.toString(i))
				.paramLabel(label(parameter))
				.description(description(parameter))
				.arity(parameter.isRepeatable() ? "0..*" : "0..1")
				.type(parameter.isRepeatable() ? String[].class : String.class)
				.userObject(parameter)
				.build());
		}
		return spec;
	}

	private static String label(Option option) {
		return option.isRepeatable() ? option.label() + "..." : String.valueOf(option.label());
	}

	private static String description(Option option) {
		return option.description().replace("%", "%%");
	}

	private static String explain(CommandLine.ParameterException ex) {
		// a value may be a secret
		String message = String.valueOf(ex.getMessage()).replaceAll("'(--?[\\w-]+)=[^']*'", "'$1'");
		if (ex instanceof CommandLine.UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
			String typed = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
			return unmatched.getSuggestions()
				.stream()
				.map((name) -> name.replaceFirst("[ =\\[].*", ""))
				.min(Comparator.comparingInt((name) -> distance(typed, name)))
				.map((name) -> message + "; did you mean " + name + "?")
				.orElse(message);
		}
		return message;
	}

	/** How many letters are to be typed, left out or changed: Levenshtein's distance. */
	private static int distance(String left, String right) {
		int[] row = new int[right.length() + 1];
		for (int i = 0; i <= left.length(); i++) {
			int before = i - 1;
			for (int j = 0; j <= right.length(); j++) {
				int above = row[j];
				if (i == 0 || j == 0) {
					row[j] = i + j;
				}
				else {
					int changed = before + ((left.charAt(i - 1) == right.charAt(j - 1)) ? 0 : 1);
					row[j] = Math.min(changed, 1 + Math.min(above, row[j - 1]));
				}
				before = above;
			}
		}
		return row[right.length()];
	}

}
