package dev.wscat;

import java.util.Arrays;
import java.util.List;

import dev.wscat.cli.Arguments;
import dev.wscat.cli.Options;
import dev.wscat.cli.Settings;
import dev.wscat.cli.WscatCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;

/**
 * From what was typed to what is to be run.
 */
final class CommandLine {

	private static final String SYNOPSIS = "usage: wscat (--connect=URL | --listen=[HOST:]PORT) [OPTIONS]";

	private static final String SHORT_HELP = SYNOPSIS + """


			  wscat --listen=8080                   a server for one client
			  wscat --connect=ws://localhost:8080   a client: type lines, Ctrl-D ends

			'wscat --help' tells all options.
			""";

	private CommandLine() {
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
		try {
			if (command != null) {
				return command(command, Arrays.asList(args), console);
			}
			return root(args, console);
		}
		catch (CliException ex) {
			if (ex.exitCode() != ExitCode.USAGE) {
				throw ex;
			}
			throw new CliException(ex.exitCode(), ex.line() + '\n' + SYNOPSIS, ex.getCause());
		}
	}

	private static @Nullable WscatCommand command(WscatCommand command, List<String> args, Console console) {
		Options options = new Options();
		command.define(options);
		List<String> rest = args.subList(1, args.size());
		if (rest.contains("--help") || rest.contains("-h") && options.find("-h") == null) {
			console.print(Help.of(args.get(0), options));
			return null;
		}
		Arguments.read(options, rest).complete(options, Settings.read());
		command.check();
		return command;
	}

	private static @Nullable WscatCommand root(String[] args, Console console) {
		RootCommand root = new RootCommand();
		Options options = new Options();
		root.define(options);
		Arguments arguments = Arguments.read(options, List.of(args));
		if (root.isHelp()) {
			console.print(Help.text());
		}
		else if (root.isVersion()) {
			console.print("wscat " + Version.NUMBER + "\n");
		}
		else {
			arguments.complete(options, Settings.read());
			if (args.length > 0 || !root.isEmpty()) {
				WscatCommand command = root.command(arguments);
				command.check();
				return command;
			}
			console.print(SHORT_HELP);
		}
		return null;
	}

}
