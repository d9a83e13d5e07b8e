package dev.wscat;

import dev.wscat.cli.Arguments;
import dev.wscat.cli.Options;
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

/**
 * The main job, {@code wscat (--connect=URL | --listen=PORT)}.
 */
final class RootCommand {

	private @Nullable String connect;

	private @Nullable String listen;

	private boolean help;

	private boolean version;

	private final ConnectOptions connectOptions = new ConnectOptions();

	private final ListenOptions listenOptions = new ListenOptions();

	private final SessionOptions sessionOptions = new SessionOptions();

	private final TalkOptions talk = new TalkOptions();

	void define(Options options) {
		options
			.value("-c --connect", "URL", "Be a client of this server; without a scheme ws:// is meant.",
					(text) -> this.connect = text)
			.value("-l --listen", "[HOST:]PORT", "Be a server for one client, on this machine only unless a HOST is"
					+ " given; port 0 takes a free one.", (text) -> this.listen = text);
		this.connectOptions.define(options);
		this.listenOptions.define(options);
		this.sessionOptions.define(options);
		this.talk.define(options);
		options.flag("-h --help", "Show this help and exit.", () -> this.help = true)
			.flag("-V --version", "Show the version and exit.", () -> this.version = true);
	}

	boolean isHelp() {
		return this.help;
	}

	boolean isVersion() {
		return this.version;
	}

	/** Tell whether neither the command line nor the settings say what to do. */
	boolean isEmpty() {
		return this.connect == null && this.listen == null;
	}

	WscatCommand command(Arguments arguments) {
		// what is typed counts more than a variable, and that more than a property
		int towards = arguments.rank("connect") - arguments.rank("listen");
		if (towards > 0) {
			this.listen = null;
		}
		else if (towards < 0) {
			this.connect = null;
		}
		if (this.connect != null && this.listen != null) {
			throw new CliException(ExitCode.USAGE, "use --connect or --listen, not both");
		}
		if (this.connect != null) {
			return new ConnectCommand(this.connect, this.connectOptions, this.sessionOptions, this.talk);
		}
		if (this.listen != null) {
			return new ListenCommand(this.listen, this.listenOptions, this.sessionOptions, this.talk);
		}
		throw new CliException(ExitCode.USAGE, "say what to do: --connect=URL or --listen=PORT");
	}

}
