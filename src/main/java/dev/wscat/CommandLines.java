package dev.wscat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import dev.wscat.cli.ByteSize;
import dev.wscat.cli.Durations;
import dev.wscat.cli.Settings;
import dev.wscat.cli.WscatCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The command line's grammar, and what its mistakes are told as.
 */
final class CommandLines {

	private static final String SYNOPSIS = "wscat (--connect=URL | --listen=[HOST:]PORT) [OPTIONS]";

	private static final String SHORT_HELP = "usage: " + SYNOPSIS + """


			  wscat --listen=8080                   a server for one client
			  wscat --connect=ws://localhost:8080   a client: type lines, Ctrl-D ends

			'wscat --help' tells all options.
			""";

	private CommandLines() {
	}

	/**
	 * Read the command line, and answer it if that needs nothing more.
	 * @param args the command line
	 * @param console where answers go
	 * @return what to run, or {@code null} if all is said
	 * @throws CliException for a mistake in the command line
	 */
	static @Nullable WscatCommand parse(String[] args, Console console) {
		WscatCommand command = (args.length > 0) ? Commands.find(args[0]) : null;
		RootCommand root = new RootCommand();
		CommandLine line = create((command != null) ? command : root);
		try {
			line.setDefaultValueProvider(Settings.read());
			line.parseArgs((command != null) ? Arrays.copyOfRange(args, 1, args.length) : args);
		}
		catch (CommandLine.ParameterException ex) {
			throw new CliException(ExitCode.USAGE, explain(ex) + "\nusage: " + SYNOPSIS, ex);
		}
		if (line.isUsageHelpRequested()) {
			console.print(line.getUsageMessage());
			return null;
		}
		if (line.isVersionHelpRequested()) {
			console.print("wscat " + Version.NUMBER + "\n");
			return null;
		}
		if (command != null) {
			return command;
		}
		if (args.length == 0 && root.isEmpty()) {
			console.print(SHORT_HELP);
			return null;
		}
		return root.command(line.getParseResult(), SYNOPSIS);
	}

	static CommandLine create(Object command) {
		CommandLine line = new CommandLine(command);
		line.registerConverter(Duration.class, Durations::parse);
		line.registerConverter(ByteSize.class, ByteSize::parse);
		line.setUsageHelpWidth(110);
		return line;
	}

	private static String explain(CommandLine.ParameterException ex) {
		String message = String.valueOf(ex.getMessage());
		if (ex instanceof CommandLine.UnmatchedArgumentException unmatched) {
			List<String> near = unmatched.getSuggestions();
			if (unmatched.isUnknownOption() && !near.isEmpty()) {
				return message + "; did you mean " + near.get(0) + "?";
			}
		}
		return message;
	}

}
