package dev.wscat.cli;

import java.util.ArrayList;
import java.util.List;

import dev.wscat.cli.Options.Option;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * Picocli's view of the options: every form of typing them, what mistakes are called, and
 * the help.
 */
public final class Grammar {

	/**
	 * An option with its value.
	 *
	 * @param option the option
	 * @param text its value, empty for a flag
	 */
	record Value(Option option, String text) {
	}

	private static final int WIDTH = 100;

	private Grammar() {
	}

	/**
	 * Parse a command line.
	 * @param options what there is
	 * @param args what was typed
	 * @return the options in the order typed
	 * @throws CliException when it is wrong
	 */
	static List<Value> parse(Options options, List<String> args) {
		try {
			ParseResult result = new CommandLine(spec("wscat", options)).parseArgs(args.toArray(new String[0]));
			List<Value> values = new ArrayList<>();
			for (CommandLine.Model.ArgSpec argument : result.matchedArgs()) {
				Option option = (Option) argument.userObject();
				for (String text : argument.stringValues()) {
					values.add(new Value(option, option.isFlag() ? "" : text));
				}
			}
			return values;
		}
		catch (CommandLine.ParameterException ex) {
			throw new CliException(ExitCode.USAGE, explain(ex), ex);
		}
	}

	/**
	 * Render the options for the help.
	 * @param options what there is
	 * @return a line or more for each option
	 */
	public static String help(Options options) {
		CommandSpec spec = spec("wscat", options);
		spec.usageMessage().width(WIDTH).sortOptions(false);
		CommandLine.Help help = new CommandLine.Help(spec,
				CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
		return help.parameterList() + help.optionList();
	}

	private static CommandSpec spec(String name, Options options) {
		CommandSpec spec = CommandSpec.create().name(name);
		for (Option option : options.all()) {
			OptionSpec.Builder builder = OptionSpec.builder(option.names().toArray(new String[0]))
				.description(description(option))
				.userObject(option);
			if (option.isFlag()) {
				builder.arity("0").type(boolean.class);
			}
			else {
				builder.arity("1")
					.paramLabel(option.label())
					.type(option.isRepeatable() ? String[].class : String.class);
			}
			spec.addOption(builder.build());
		}
		Option parameter = options.parameter();
		if (parameter != null) {
			spec.addPositional(PositionalParamSpec.builder()
				.paramLabel(parameter.label())
				.description(description(parameter))
				.arity("1")
				.type(String.class)
				.userObject(parameter)
				.build());
		}
		return spec;
	}

	private static String description(Option option) {
		return option.description().replace("%", "%%");
	}

	private static String explain(CommandLine.ParameterException ex) {
		String message = String.valueOf(ex.getMessage());
		if (ex instanceof CommandLine.UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
			List<String> near = unmatched.getSuggestions();
			@Nullable String first = near.isEmpty() ? null : near.get(0);
			return (first != null) ? message + "; did you mean " + first + "?" : message;
		}
		return message;
	}

}
