package dev.wscat.terminal.prompt;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.InputReader;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.CommandExecutionException;
import org.springframework.shell.core.command.CommandExecutor;
import org.springframework.shell.core.command.CommandNotFoundException;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.core.command.ParsedInput;
import org.springframework.shell.core.command.completion.CompletionProposal;

/**
 * Commands that are typed at a prompt, in the registry of Spring Shell. What follows the
 * name of a command is given to it as typed: a message keeps its blanks and quotes.
 */
public final class CommandSet {

	/** Proposes words for the last one of a line. */
	@FunctionalInterface
	public interface Words {

		/** No proposals. */
		Words NONE = (words) -> List.of();

		/**
		 * Propose words.
		 * @param words what follows the name of the command, the last up to the cursor
		 * @return whole words, also such as do not fit what was typed
		 */
		List<String> propose(List<String> words);

	}

	private final CommandRegistry registry = new CommandRegistry();

	private final CommandExecutor executor = new CommandExecutor(this.registry);

	private final List<Command> inOrder = new ArrayList<>();

	/**
	 * Add a command.
	 * @param name its name, as typed
	 * @param arguments what follows the name, for the help
	 * @param description one sentence
	 * @param action is given what follows the name, stripped; fails with a
	 * {@link CliException}
	 * @param words proposes arguments
	 * @return this
	 */
	public CommandSet add(String name, String arguments, String description, Consumer<String> action, Words words) {
		Consumer<CommandContext> execute = (context) -> action.accept(rest(context.parsedInput()));
		Command command = Command.builder()
			.name(name)
			.description(description)
			.help((name + ' ' + arguments).strip())
			.completionProvider((context) -> proposals(words.propose(context.getWords())))
			.execute(execute);
		this.registry.registerCommand(command);
		this.inOrder.add(command);
		return this;
	}

	/**
	 * Do what a line says.
	 * @param line the name of a command, and what it is to be given
	 * @throws CliException what went wrong, {@link ExitCode#USAGE} when there is no such
	 * command
	 */
	public void execute(String line) {
		ParsedInput input = parse(line);
		try {
			this.executor.execute(
					new CommandContext(input, this.registry, new PrintWriter(Writer.nullWriter()), new InputReader() {
					}));
		}
		catch (CommandNotFoundException ex) {
			throw new CliException(ExitCode.USAGE, unknown(input.commandName()), ex);
		}
		catch (CommandExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : ex;
		}
	}

	/**
	 * Return the commands.
	 * @return in the order they were added
	 */
	public List<Command> commands() {
		return this.inOrder;
	}

	/**
	 * Return the names of the commands.
	 * @return in the order they were added
	 */
	public List<String> names() {
		return this.inOrder.stream().map(Command::getName).toList();
	}

	/**
	 * Tell what a command does, or all of them.
	 * @param name of the command; empty for all
	 * @return a line for each
	 * @throws CliException when there is none of that name
	 */
	public String help(String name) {
		List<Command> chosen = this.inOrder.stream()
			.filter((command) -> name.isEmpty() || command.getName().equals(name))
			.toList();
		if (chosen.isEmpty()) {
			throw new CliException(ExitCode.USAGE, unknown(name));
		}
		int width = chosen.stream().mapToInt((command) -> command.getHelp().length()).max().orElse(0) + 2;
		StringBuilder text = new StringBuilder();
		for (Command command : chosen) {
			String usage = command.getHelp();
			text.append(usage).append(" ".repeat(width - usage.length())).append(command.getDescription()).append('\n');
		}
		return text.toString();
	}

	@Nullable Command find(String name) {
		return this.registry.getCommandByName(name);
	}

	private String unknown(String name) {
		String near = Nearest.to(name, names());
		String kind = name.startsWith("/") ? "slash command" : "command";
		return "Unrecognized " + kind + ". " + ((near != null) ? "Did you mean " + near + "?"
				: "Try " + (name.startsWith("/") ? "/help, or //" + name.substring(1) + " to send it." : "help."));
	}

	private static ParsedInput parse(String line) {
		String[] parts = line.strip().split("\\s+", 2);
		ParsedInput.Builder input = ParsedInput.builder().commandName(parts[0]);
		if (parts.length > 1) {
			input.addArgument(new CommandArgument(0, parts[1]));
		}
		return input.build();
	}

	private static String rest(ParsedInput input) {
		return input.arguments().isEmpty() ? "" : input.arguments().get(0).value();
	}

	private static List<CompletionProposal> proposals(List<String> words) {
		return words.stream().map(CompletionProposal::new).toList();
	}

}
