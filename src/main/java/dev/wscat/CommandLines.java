package dev.wscat;

import java.time.Duration;
import java.util.List;

import dev.wscat.cli.ByteSize;
import dev.wscat.cli.Durations;
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
	 * @param root filled with the options
	 * @param args the command line
	 * @param console where answers go
	 * @return what to run, or {@code null} if all is said
	 * @throws CliException for a mistake in the command line
	 */
	static @Nullable WscatCommand parse(RootCommand root, String[] args, Console console) {
		CommandLine line = create(root);
		try {
			line.parseArgs(args);
		}
		catch (CommandLine.ParameterException ex) {
			throw new CliException(ExitCode.USAGE, explain(ex) + "\nusage: " + SYNOPSIS, ex);
		}
		console.talk(root.talk.isQuiet(), root.talk.isVerbose(), root.talk.isStacktrace());
		if (root.help) {
			console.print(line.getUsageMessage());
			return null;
		}
		if (root.version) {
			console.print("wscat " + Version.NUMBER + "\n");
			return null;
		}
		if (args.length == 0 && root.isEmpty()) {
			console.print(SHORT_HELP);
			return null;
		}
		return root.command(SYNOPSIS);
	}

	static CommandLine create(RootCommand root) {
		CommandLine line = new CommandLine(root);
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
