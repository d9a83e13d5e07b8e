package dev.wscat;

import dev.wscat.cli.SessionOptions;
import dev.wscat.cli.TalkOptions;
import dev.wscat.cli.WscatCommand;
import dev.wscat.command.connect.ConnectCommand;
import dev.wscat.command.connect.ConnectOptions;
import dev.wscat.command.listen.ListenCommand;
import dev.wscat.command.listen.ListenOptions;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/**
 * The main job, {@code wscat (--connect=URL | --listen=PORT)}.
 */
@Command(name = "wscat", sortOptions = false, sortSynopsis = false, separator = "=",
		customSynopsis = { "wscat --connect=URL [OPTIONS]", "wscat --listen=[HOST:]PORT [OPTIONS]" },
		header = "Talk over a WebSocket: lines of stdin become messages, messages become lines of stdout.%n",
		optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n",
		footer = { "  wscat --listen=8080                          a server for one client, on this machine only",
				"  wscat --connect=ws://localhost:8080          a client; type lines, Ctrl-D ends",
				"  echo hello | wscat -c localhost:8080 -w 5s   send a line, print what is answered",
				"  wscat -c localhost:8080 < /dev/null | jq .   only receive",
				"  wscat -l 0.0.0.0:8080 --keep > messages      take one client after the other, from anywhere", "",
				"Each option is also an environment variable (WSCAT_CONNECT, WSCAT_MAX_MESSAGE) and a property",
				"(wscat.connect) in ./application.yml.", "",
				"Exit codes: 0 done, 1 closed with an error code, 2 usage, 3 no connection, 4 upgrade refused,",
				"5 connection lost, 6 protocol error by the peer, 7 waited in vain, 8 local fault, 70 bug, 130 and 143",
				"ended by SIGINT and SIGTERM." })
final class RootCommand {

	@Option(names = { "-c", "--connect" }, order = 0, paramLabel = "URL",
			description = "Be a client of this server; without a scheme ws:// is meant.")
	@Nullable String connect;

	@Option(names = { "-l", "--listen" }, order = 1, paramLabel = "[HOST:]PORT",
			description = "Be a server for one client, on this machine only unless a HOST is given; port 0 takes a free one.")
	@Nullable String listen;

	@Mixin
	ConnectOptions connectOptions = new ConnectOptions();

	@Mixin
	ListenOptions listenOptions = new ListenOptions();

	@Mixin
	SessionOptions sessionOptions = new SessionOptions();

	@Mixin
	TalkOptions talk = new TalkOptions();

	@Option(names = { "-h", "--help" }, order = 90, usageHelp = true, description = "Show this help and exit.")
	boolean help;

	@Option(names = { "-V", "--version" }, order = 91, versionHelp = true, description = "Show the version and exit.")
	boolean version;

	/** Tell whether neither the command line nor the configuration says what to do. */
	boolean isEmpty() {
		return this.connect == null && this.listen == null;
	}

	WscatCommand command(ParseResult typed, String synopsis) {
		// what is typed counts more than what the environment says
		if (typed.hasMatchedOption("--connect") && !typed.hasMatchedOption("--listen")) {
			this.listen = null;
		}
		else if (typed.hasMatchedOption("--listen") && !typed.hasMatchedOption("--connect")) {
			this.connect = null;
		}
		if (this.connect != null && this.listen != null) {
			throw new CliException(ExitCode.USAGE, "use --connect or --listen, not both\nusage: " + synopsis);
		}
		if (this.connect != null) {
			return new ConnectCommand(this.connect, this.connectOptions, this.sessionOptions, this.talk);
		}
		if (this.listen != null) {
			return new ListenCommand(this.listen, this.listenOptions, this.sessionOptions, this.talk);
		}
		throw new CliException(ExitCode.USAGE, "say what to do: --connect=URL or --listen=PORT\nusage: " + synopsis);
	}

}
