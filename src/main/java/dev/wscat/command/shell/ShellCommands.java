package dev.wscat.command.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import dev.wscat.cli.Durations;
import dev.wscat.core.CliException;
import dev.wscat.core.Closing;
import dev.wscat.core.Ending;
import dev.wscat.core.ExitCode;
import dev.wscat.core.Message;
import dev.wscat.core.Opcode;
import dev.wscat.terminal.prompt.CommandSet;
import dev.wscat.terminal.prompt.FileWords;
import dev.wscat.terminal.prompt.JsonText;
import dev.wscat.terminal.prompt.TypedBytes;
import reactor.core.publisher.Mono;

/**
 * The commands of the shell.
 */
final class ShellCommands {

	/** Scripts that call scripts. */
	private static final int DEEPEST = 16;

	/** RFC 6455 section 5.5. */
	private static final int LONGEST_CONTROL = 125;

	/**
	 * Which connection is meant, and what for it.
	 *
	 * @param link the one named, or that in use
	 * @param rest what follows the name
	 */
	private record To(Link link, String rest) {

		/** A name counts only where more follows, if more has to. */
		static To parse(Workbench bench, String arguments, boolean more) {
			String[] parts = arguments.split("\\s+", 2);
			boolean named = (parts[0].equals(Opening.CURRENT) || bench.names().contains(parts[0]))
					&& (parts.length > 1 || !more);
			return named ? new To(bench.link(parts[0]), (parts.length > 1) ? parts[1] : "")
					: new To(bench.link(""), arguments);
		}

	}

	private final CommandSet set = new CommandSet();

	private final Workbench bench;

	private int depth;

	ShellCommands(Workbench bench) {
		this.bench = bench;
		CommandSet.Words names = (words) -> (words.size() == 1) ? bench.names() : List.of();
		this.set
			.add("open", "NAME URL [OPTIONS]", "Connect, and use it; the options are those of wscat connect.",
					this::open, (words) -> (words.size() > 2) ? Opening.optionNames() : List.of())
			.add("use", "NAME", "Send to this connection from now on.", (name) -> bench.use(bench.link(name)), names)
			.add("send", "TEXT", "Send the rest of the line as a text message.", this::send, CommandSet.Words.NONE)
			.add("binary", "[NAME] HEX|@FILE", "Send bytes as one binary message.", this::binary, this::bytes)
			.add("json", "[NAME] JSON", "Send JSON, checked and without its blanks.", this::json, names)
			.add("ping", "[NAME] [DATA]", "Send a Ping, and tell how long the Pong takes.", this::ping, names)
			.add("list", "", "List the connections, * before the one in use.", this::list, CommandSet.Words.NONE)
			.add("watch", "[NAME]", "Print what is received.", (name) -> bench.link(name).watch(true), names)
			.add("unwatch", "[NAME]", "Keep what is received to the history.", (name) -> bench.link(name).watch(false),
					names)
			.add("history", "[NAME]", "Show what was said on a connection.", this::history, names)
			.add("wait", "[TIME]", "Wait, 1s unless told, such as for an answer.", this::pause, CommandSet.Words.NONE)
			.add("close", "[NAME [CODE [REASON]]]", "Close a connection, and forget it.", this::close, names)
			.add("source", "FILE", "Do the commands of a file.", this::source, FileWords.INSTANCE)
			.add("help", "[COMMAND]", "Show this.", (name) -> this.set.help(name).lines().forEach(bench::print),
					(words) -> this.set.names())
			.add("exit", "", "Close all connections and end.", (none) -> bench.end(), CommandSet.Words.NONE);
	}

	CommandSet set() {
		return this.set;
	}

	private void open(String arguments) {
		Opening opening = Opening.parse(arguments, this.bench.talk(), this.bench.console());
		this.bench.open(opening.name(), opening);
	}

	private void send(String text) {
		say(this.bench.link(""), Message.text(text), text);
	}

	private void binary(String arguments) {
		To to = To.parse(this.bench, arguments, true);
		byte[] bytes = TypedBytes.of(to.rest(), to.link().longest());
		say(to.link(), Message.binary(bytes),
				"(binary, " + bytes.length + " bytes) " + HexFormat.of().formatHex(bytes));
	}

	private void json(String arguments) {
		To to = To.parse(this.bench, arguments, true);
		String text = JsonText.compact(to.rest());
		say(to.link(), Message.text(text), text);
	}

	private void ping(String arguments) {
		To to = To.parse(this.bench, arguments, false);
		byte[] data = to.rest().getBytes(StandardCharsets.UTF_8);
		if (data.length > LONGEST_CONTROL) {
			throw new CliException(ExitCode.USAGE,
					"a Ping carries at most " + LONGEST_CONTROL + " bytes; these are " + data.length);
		}
		say(to.link(), Message.control(Opcode.PING, to.link().pings().ping(data)), "(ping) " + to.rest());
	}

	/** Files behind an at sign, else connections. */
	private List<String> bytes(List<String> words) {
		String last = words.get(words.size() - 1);
		return last.startsWith("@") ? FileWords.behindAt(List.of(last))
				: (words.size() == 1) ? this.bench.names() : List.of();
	}

	private void say(Link link, Message message, String shown) {
		Ending ending = link.ending();
		if (ending != null) {
			throw new CliException(ending.exitCode() == ExitCode.OK ? ExitCode.CONNECTION_LOST : ending.exitCode(),
					link.name() + " is closed: " + ending.describe());
		}
		if (message.payload().length > link.longest()) {
			throw new CliException(ExitCode.USAGE, "not sent: the message has " + message.payload().length
					+ " bytes, and --max-message of " + link.name() + " allows " + link.longest());
		}
		link.sent(shown);
		this.bench.perform(link.session().sendMessages(Mono.just(message)));
	}

	private void list(String none) {
		List<Link> links = this.bench.links();
		for (Link link : links) {
			boolean used = this.bench.promptText().equals(link.name() + "> ");
			this.bench.print((used ? "* " : "  ") + link.describe());
		}
	}

	private void history(String name) {
		this.bench.link(name).history().forEach(this.bench::print);
	}

	private void pause(String text) {
		try {
			this.bench.perform(Mono.delay(Durations.parseFinite(text.isEmpty() ? "1s" : text)).then());
		}
		catch (IllegalArgumentException ex) {
			throw new CliException(ExitCode.USAGE, String.valueOf(ex.getMessage()), ex);
		}
	}

	private void close(String arguments) {
		String[] parts = arguments.split("\\s+", 2);
		Link link = this.bench.link(parts[0]);
		Closing closing = (parts.length > 1) ? Closing.typed(parts[1]) : Closing.NORMAL;
		this.bench.perform(link.close(closing));
		this.bench.forget(link);
	}

	private void source(String path) {
		if (path.isEmpty()) {
			throw new CliException(ExitCode.USAGE, "say which file");
		}
		if (this.depth == DEEPEST) {
			throw new CliException(ExitCode.USAGE,
					path + ": files that call files, " + DEEPEST + " deep; is it itself?");
		}
		List<String> lines = new ArrayList<>();
		try {
			lines.addAll(Files.readAllLines(Path.of(FileWords.expand(path))));
		}
		catch (IOException ex) {
			throw new CliException(ExitCode.LOCAL, "cannot read " + path + ": " + FileWords.reason(ex), ex);
		}
		this.depth++;
		try {
			for (int i = 0; i < lines.size() && !this.bench.isOver(); i++) {
				line(path + ":" + (i + 1), lines.get(i));
			}
		}
		finally {
			this.depth--;
		}
	}

	private void line(String place, String line) {
		try {
			if (!Workbench.isBlank(line)) {
				this.set.execute(line);
			}
		}
		catch (CliException ex) {
			throw new CliException(ex.exitCode(), place + ": " + ex.line(), ex);
		}
	}

}
