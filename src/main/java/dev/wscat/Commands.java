package dev.wscat;

import java.util.ArrayList;
import java.util.List;

import dev.wscat.cli.WscatCommand;
import dev.wscat.cli.describe.Described;
import dev.wscat.command.chat.ChatCommand;
import dev.wscat.command.chatserver.ChatServerCommand;
import dev.wscat.command.broadcast.BroadcastServerCommand;
import dev.wscat.command.completion.CompletionCommand;
import dev.wscat.command.connect.ConnectCommand;
import dev.wscat.command.curl.CurlCommand;
import dev.wscat.command.echoclient.EchoClientCommand;
import dev.wscat.command.echoserver.EchoServerCommand;
import dev.wscat.command.echoserver.MirrorCommand;
import dev.wscat.command.httpd.HttpdCommand;
import dev.wscat.command.listen.ListenCommand;
import dev.wscat.command.man.ManCommand;
import dev.wscat.command.proxy.ProxyServerCommand;
import dev.wscat.command.ping.PingCommand;
import dev.wscat.command.script.ScriptCommand;
import dev.wscat.command.shell.ShellCommand;
import dev.wscat.command.testserver.TestServerCommand;
import dev.wscat.command.transfer.ReceiveCommand;
import dev.wscat.command.transfer.SendCommand;
import dev.wscat.command.transfer.TransferCommand;
import dev.wscat.command.warmup.WarmUpCommand;
import org.jspecify.annotations.Nullable;

/**
 * The list of commands besides the main job. Only the one that is asked for is made,
 * since each costs start-up time.
 */
final class Commands {

	private static final String[] VISIBLE = { "connect", "listen", "ping", "curl", "echo-client", "echo-server",
			"test-server", "broadcast-server", "chat-server", "chat", "transfer", "send", "receive", "proxy-server",
			"httpd", "shell", "script", "completion", "man" };

	private Commands() {
	}

	/**
	 * Find a command.
	 * @param name as typed; {@code _} stands for {@code -}
	 * @return a new command, or {@code null} when there is none of this name
	 */
	static @Nullable WscatCommand find(String name) {
		return switch (name.replace('_', '-')) {
			case "connect" -> new ConnectCommand();
			case "listen" -> new ListenCommand();
			case "completion" -> new CompletionCommand(Commands::described);
			case "man" -> new ManCommand(VISIBLE, Version.NUMBER, Commands::described);
			case "echo-client" -> new EchoClientCommand();
			case "echo-server" -> new EchoServerCommand();
			case "test-server" -> new TestServerCommand();
			case "httpd" -> new HttpdCommand();
			case "proxy-server" -> new ProxyServerCommand();
			case "chat-server" -> new ChatServerCommand();
			case "chat" -> new ChatCommand();
			case "broadcast-server" -> new BroadcastServerCommand();
			case "transfer" -> new TransferCommand();
			case "send" -> new SendCommand();
			case "receive" -> new ReceiveCommand();
			case "ping" -> new PingCommand();
			case "curl" -> new CurlCommand();
			case "shell" -> new ShellCommand();
			case "script" -> new ScriptCommand();
			case "mirror" -> new MirrorCommand();
			case "--warm-up" -> new WarmUpCommand(CommandLine::parse);
			default -> null;
		};
	}

	/**
	 * Return the commands that the help lists.
	 * @return their names, in the order of the help
	 */
	static List<String> visible() {
		return List.of(VISIBLE);
	}

	/**
	 * Describe what there is.
	 * @return the main job and the visible commands
	 */
	static List<Described> described() {
		List<Described> all = new ArrayList<>(List.of(Help.describe("")));
		for (String name : VISIBLE) {
			all.add(Help.describe(name));
		}
		return all;
	}

	/**
	 * Find the command that was perhaps meant.
	 * @param typed what is no command
	 * @return the most similar name, or {@code null} when none is similar
	 */
	static @Nullable String nearest(String typed) {
		@Nullable String nearest = null;
		int least = 1 + Math.max(1, typed.length() / 3);
		for (String name : VISIBLE) {
			int distance = distance(typed.replace('_', '-'), name);
			if (distance < least) {
				least = distance;
				nearest = name;
			}
		}
		return nearest;
	}

	/** Levenshtein's: how many letters to add, drop or change. */
	private static int distance(String one, String two) {
		int[] row = new int[two.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int changed = diagonal + ((one.charAt(i - 1) == two.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[two.length()];
	}

}
