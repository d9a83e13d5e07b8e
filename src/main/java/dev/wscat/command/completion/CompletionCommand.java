package dev.wscat.command.completion;

import java.util.List;
import java.util.function.Supplier;

import dev.wscat.cli.AnswerCommand;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.describe.BashCompletion;
import dev.wscat.cli.describe.Described;
import dev.wscat.cli.describe.FishCompletion;
import dev.wscat.cli.describe.ZshCompletion;

/**
 * {@code wscat completion SHELL}: a script that makes the shell complete our commands,
 * options and their values.
 */
public final class CompletionCommand extends AnswerCommand {

	private final Option shell = Option.parameter("SHELL", "The shell: bash, zsh or fish.")
		.oneOf("bash", "zsh", "fish");

	private final Supplier<List<Described>> commands;

	/**
	 * Create the command.
	 * @param commands gives the main job and all commands
	 */
	public CompletionCommand(Supplier<List<Described>> commands) {
		this.commands = commands;
	}

	@Override
	public void define(Options options) {
		options.add(this.shell);
	}

	@Override
	public String answer() {
		List<Described> all = this.commands.get();
		return switch (this.shell.text()) {
			case "bash" -> BashCompletion.script(all);
			case "zsh" -> ZshCompletion.script(all);
			default -> FishCompletion.script(all);
		};
	}

}
