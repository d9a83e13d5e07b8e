package dev.wscat;

import java.util.Arrays;
import java.util.List;

import dev.wscat.cli.AnswerCommand;
import dev.wscat.cli.Arguments;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.Settings;
import dev.wscat.cli.Sources;
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

			'wscat --help' tells all options and commands.
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
		String first = (args.length > 0) ? args[0] : "-";
		try {
			if (!first.startsWith("-") || first.equals("--warm-up")) {
				return command(first.replace('_', '-'), Arrays.asList(args).subList(1, args.length), console);
			}
			return root(args, console);
		}
		catch (CliException ex) {
			throw (ex.exitCode() == ExitCode.USAGE)
					? new CliException(ex.exitCode(), ex.line() + '\n' + synopsis(first), ex.getCause()) : ex;
		}
	}

	private static String synopsis(String name) {
		WscatCommand command = Commands.find(name);
		if (command == null) {
			return SYNOPSIS;
		}
		StringBuilder text = new StringBuilder("usage: wscat ").append(name);
		Options options = new Options();
		command.define(options);
		for (Option parameter : options.parameters()) {
			text.append(' ').append(parameter.isOptional() ? "[" + parameter.label() + "]" : parameter.label());
		}
		return text.append(" [OPTIONS]").toString();
	}

	private static @Nullable WscatCommand command(String name, List<String> typed, Console console) {
		if (name.equals("help")) {
			console.print(help(typed));
			return null;
		}
		WscatCommand command = Commands.find(name);
		if (command == null) {
			throw unknown(name);
		}
		Sources sources = new Sources(name, name.equals("connect"));
		Options options = options(command, sources);
		List<String> args = command.own(options, typed);
		if (args.contains("--help") || args.contains("-h") && Help.isHelp(options.find("-h"))) {
			console.print(Help.of(name, options));
			return null;
		}
		Arguments arguments = Arguments.read(options, args);
		Settings settings = Settings.read();
		sources.include(options, arguments, settings);
		arguments.complete(options, settings);
		Arguments.checkParameters(options);
		command.check();
		return answered(command, sources, arguments, console) ? null : command;
	}

	/** All options of a command, those that every command has included. */
	static Options options(WscatCommand command, Sources sources) {
		Options options = new Options();
		command.define(options);
		if (!(command instanceof AnswerCommand)) {
			sources.define(options);
		}
		Help.define(options);
		return options;
	}

	private static boolean answered(WscatCommand command, Sources sources, Arguments arguments, Console console) {
		if (sources.isSaving()) {
			sources.save(arguments, console);
			return true;
		}
		String answer = command.answer();
		if (answer != null) {
			console.print(answer);
		}
		return answer != null;
	}

	private static @Nullable WscatCommand root(String[] args, Console console) {
		RootCommand root = new RootCommand();
		Options options = new Options();
		root.define(options);
		Arguments arguments = Arguments.read(options, Arrays.asList(args));
		if (root.isHelp()) {
			console.print(Help.text());
		}
		else if (root.isVersion()) {
			console.print("wscat " + Version.NUMBER + "\n");
		}
		else {
			Settings settings = Settings.read();
			root.sources().include(options, arguments, settings);
			arguments.complete(options, settings);
			if (args.length > 0 || !root.isEmpty()) {
				WscatCommand command = root.command(arguments);
				command.check();
				return answered(command, root.sources(), arguments, console) ? null : command;
			}
			console.print(SHORT_HELP);
		}
		return null;
	}

	private static String help(List<String> args) {
		if (args.isEmpty() || args.get(0).startsWith("-") || args.get(0).equals("help")) {
			return Help.text();
		}
		String name = args.get(0).replace('_', '-');
		WscatCommand command = Commands.find(name);
		if (command == null) {
			throw unknown(name);
		}
		return Help.of(name, options(command, new Sources(name, name.equals("connect"))));
	}

	private static CliException unknown(String name) {
		String near = Commands.nearest(name);
		String hint = "'wscat --help' lists the commands";
		if (near != null) {
			hint = "did you mean '" + near + "'?";
		}
		else if (name.indexOf(':') >= 0) {
			hint = "to connect to a server, write --connect=URL";
		}
		return new CliException(ExitCode.USAGE, "unknown command '" + name + "'; " + hint);
	}

}
