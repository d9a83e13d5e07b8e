package dev.wscat.command.man;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

import dev.wscat.cli.AnswerCommand;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.describe.Described;
import dev.wscat.cli.describe.ManPage;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * {@code wscat man [COMMAND]}: the manual page of wscat or of a command, as source for
 * {@code man -l -}; or all of them, into a directory.
 */
public final class ManCommand extends AnswerCommand {

	private final Option command;

	private final Option into = Option.text("--into", "DIR",
			"Write the pages of wscat and of all commands there, and print their names.");

	private final String version;

	private final Supplier<List<Described>> commands;

	/**
	 * Create the command.
	 * @param names of all commands
	 * @param version of wscat
	 * @param commands gives the main job and all commands
	 */
	public ManCommand(String[] names, String version, Supplier<List<Described>> commands) {
		this.command = Option.parameter("COMMAND", "The command; none for wscat itself.").oneOf(names).optional();
		this.version = version;
		this.commands = commands;
	}

	@Override
	public void define(Options options) {
		options.add(this.command, this.into);
	}

	@Override
	public String answer() {
		List<Described> all = this.commands.get();
		if (this.into.isSet()) {
			return write(all, Path.of(this.into.text()));
		}
		for (Described described : all) {
			if (described.name().equals(this.command.text())) {
				return new ManPage(described, all, this.version).text();
			}
		}
		throw new IllegalStateException("no such command");
	}

	private String write(List<Described> all, Path directory) {
		StringBuilder names = new StringBuilder();
		try {
			Files.createDirectories(directory);
			for (Described described : all) {
				ManPage page = new ManPage(described, all, this.version);
				Path file = directory.resolve(page.name() + ".1");
				Files.writeString(file, page.text());
				names.append(file).append('\n');
			}
			return names.toString();
		}
		catch (IOException ex) {
			throw new CliException(ExitCode.LOCAL, "cannot write to " + directory + ": " + ex, ex);
		}
	}

}
