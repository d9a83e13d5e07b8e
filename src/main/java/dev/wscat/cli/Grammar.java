package dev.wscat.cli;

import java.util.ArrayList;
import java.util.List;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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
			for (CommandLine.Model.ArgSpec argument : line.getParseResult().matchedArgs()) {
				Option option = (Option) argument.userObject();
				for (String text : argument.originalStringValues()) {
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
	 * Render the options for the help.
	 * @param options what there is
	 * @return a line or more for each option
	 */
	public static String help(Options options) {
		return new HelpTable().add(options).toString();
	}

	/** An option whose value may be left out does not take what follows for its value. */
	private static List<String> withoutOpenValues(Options options, List<String> args) {
		List<String> closed = new ArrayList<>();
		for (String arg : args) {
			Option option = options.find(arg);
			closed.add((option != null && option.isValueOptional()) ? option.names().get(0) + "=" : arg);
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
				builder.arity("0").type(boolean.class);
			}
			else {
				builder.arity(option.isValueOptional() ? "0..1" : "1")
					.paramLabel(label(option))
					.type(option.isRepeatable() ? String[].class : String.class);
			}
			spec.addOption(builder.build());
		}
		for (Option parameter : options.parameters()) {
			spec.addPositional(PositionalParamSpec.builder()
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
		String message = String.valueOf(ex.getMessage());
		if (ex instanceof CommandLine.UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
			List<String> near = unmatched.getSuggestions();
			@Nullable String first = near.isEmpty() ? null : near.get(0);
			return (first != null) ? message + "; did you mean " + first + "?" : message;
		}
		return message;
	}

}
