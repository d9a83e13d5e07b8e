package dev.wscat.command.script;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.SessionCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import dev.wscat.core.ExitStatus;
import dev.wscat.terminal.Console;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code wscat script FILE}: runs a JavaScript program with servers and clients.
 */
public final class ScriptCommand extends SessionCommand {

	/**
	 * From a signal on, besides the time for connections: to break off what does not end.
	 */
	private static final Duration BREAKING_OFF = Duration.ofSeconds(2);

	private final Option file = Option
		.parameter("FILE", "The program; what follows is for it. - or nothing reads it from stdin.")
		.optional();

	private final Option eval = Option.text("-e --eval", "CODE", "Run this code in the place of a file.");

	private final Option read = Option
		.text("--allow-read", "PATH", "Let the program read this file, or what is in this folder. Repeatable.")
		.repeatable();

	private final Option write = Option
		.text("--allow-write", "PATH", "Let the program write this file, or what is in this folder. Repeatable.")
		.repeatable();

	private final Option env = Option
		.text("--allow-env", "NAME", "Let the program see this environment variable; * is all of them. Repeatable.")
		.repeatable();

	private final Option watch = Option.flag("--watch", "Start the program anew when one of its files changes.");

	private final Option shutdownTimeout = Option
		.finiteTime("--shutdown-timeout", "Longest wait for the peers' Close when the program ends")
		.initially("5s");

	private List<String> arguments = List.of();

	@Override
	public void defineOwn(Options options) {
		options.add(this.file, this.eval, this.read, this.write, this.env, this.watch, this.shutdownTimeout);
	}

	/** What stands behind the program's name belongs to it, options included. */
	@Override
	public List<String> own(Options options, List<String> args) {
		int end = 0;
		boolean code = false;
		while (end < args.size() && isOption(args.get(end))) {
			String arg = args.get(end);
			Option option = options.find(arg);
			code |= option == this.eval || arg.startsWith("--eval=") || arg.startsWith("-e") && !arg.startsWith("--");
			end += (option != null && !option.isFlag() && !option.isValueOptional()) ? 2 : 1;
		}
		if (end < args.size() && args.get(end).equals("--")) {
			this.arguments = args.subList(Math.min(end + (code ? 1 : 2), args.size()), args.size());
			return with(args.subList(0, end), code ? List.of() : args.subList(end + 1, args.size()));
		}
		int own = Math.min(code ? end : end + 1, args.size());
		this.arguments = args.subList(own, args.size());
		return args.subList(0, own);
	}

	private static boolean isOption(String arg) {
		return arg.startsWith("-") && !arg.equals("-") && !arg.equals("--");
	}

	private static List<String> with(List<String> options, List<String> rest) {
		List<String> own = new ArrayList<>(options);
		own.addAll(rest.subList(0, Math.min(1, rest.size())));
		return own;
	}

	@Override
	public void check() {
		if (this.eval.isSet() && this.watch.isSet()) {
			throw new CliException(ExitCode.USAGE, "--watch watches files, and -e has none");
		}
		if (isFile() && !Files.isRegularFile(Path.of(this.file.text()))) {
			throw new CliException(ExitCode.LOCAL, "there is no file " + this.file.text());
		}
		if (this.watch.isSet() && !isFile()) {
			throw new CliException(ExitCode.USAGE, "--watch needs a FILE to watch");
		}
	}

	private boolean isFile() {
		return !this.eval.isSet() && this.file.isSet() && !this.file.text().equals("-");
	}

	@Override
	public Duration longestStop() {
		return this.shutdownTimeout.time().plus(BREAKING_OFF);
	}

	@Override
	public Mono<ExitStatus> run(Console console, Mono<Void> stop) {
		@Nullable Path program = isFile() ? Path.of(this.file.text()) : null;
		return Mono.defer(() -> EngineJar.open()
			.run(new ScriptJob(program, this.eval.textOrNull(), this.arguments, paths(this.read), paths(this.write),
					this.env.texts(), this.watch.isSet(), wire(false, console), wire(true, console),
					this.shutdownTimeout.time()), console, stop));
	}

	private static List<Path> paths(Option option) {
		List<Path> paths = new ArrayList<>();
		option.texts().forEach((text) -> paths.add(Path.of(text)));
		return paths;
	}

}
