package dev.wscat.terminal.prompt;

import java.util.List;

import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.completion.CompletionContext;
import org.springframework.shell.core.command.completion.CompletionProposal;

/**
 * Completes the names of commands, and what follows them. Spring Shell's own completer
 * takes all words for a command's name, and so completes no argument once it is begun.
 */
final class PromptCompleter implements Completer {

	private final CommandSet commands;

	PromptCompleter(CommandSet commands) {
		this.commands = commands;
	}

	@Override
	public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
		List<String> words = line.words();
		if (words.size() == 1) {
			for (Command command : this.commands.commands()) {
				candidates.add(new Candidate(command.getName(), command.getName(), null, command.getDescription(), null,
						null, true));
			}
			return;
		}
		Command command = this.commands.find(words.get(0));
		if (command != null) {
			List<String> arguments = words.subList(1, words.size());
			CompletionContext context = new CompletionContext(arguments, arguments.size() - 1, line.wordCursor(),
					command, null);
			for (CompletionProposal proposal : command.getCompletionProvider().apply(context)) {
				String value = proposal.value();
				boolean complete = !value.endsWith("/") && !value.endsWith("=");
				candidates.add(new Candidate(value, value, null, null, null, null, complete));
			}
		}
	}

}
