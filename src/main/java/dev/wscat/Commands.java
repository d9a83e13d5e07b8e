package dev.wscat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.wscat.cli.WscatCommand;
import dev.wscat.command.connect.ConnectCommand;
import dev.wscat.command.echo.EchoServerCommand;
import dev.wscat.command.echo.MirrorCommand;
import dev.wscat.command.listen.ListenCommand;
import dev.wscat.command.shell.ShellCommand;
import dev.wscat.command.warmup.WarmUpCommand;
import org.jspecify.annotations.Nullable;

/**
 * The list of commands besides the main job. Only the one that is asked for is made,
 * since each costs start-up time.
 */
final class Commands {

	private static final Map<String, Supplier<WscatCommand>> ALL = new LinkedHashMap<>();

	static {
		ALL.put("connect", ConnectCommand::new);
		ALL.put("listen", ListenCommand::new);
		ALL.put("echo-server", EchoServerCommand::new);
		ALL.put("mirror", MirrorCommand::new);
		ALL.put("shell", ShellCommand::new);
		ALL.put("--warm-up", () -> new WarmUpCommand(CommandLine::parse));
	}

	private Commands() {
	}

	/**
	 * Find a command.
	 * @param name as typed; {@code _} stands for {@code -}
	 * @return a new command, or {@code null} when there is none of this name
	 */
	static @Nullable WscatCommand find(String name) {
		Supplier<WscatCommand> command = ALL.get(name.replace('_', '-'));
		return (command != null) ? command.get() : null;
	}

}
