package dev.wscat;

import dev.wscat.cli.Arguments;
import dev.wscat.cli.FormatOptions;
import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.cli.OwnCertificate;
import dev.wscat.cli.SessionOptions;
import dev.wscat.cli.Sources;
import dev.wscat.cli.TalkOptions;
import dev.wscat.cli.WscatCommand;
import dev.wscat.command.connect.ConnectCommand;
import dev.wscat.command.listen.ListenCommand;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * The main job, {@code wscat (--connect=URL | --listen=PORT)}.
 */
final class RootCommand {

	private final Option connect = Option.text("-c --connect", "URL",
			"Be a client of this server; without a scheme ws:// is meant.");

	private final Option listen = Option.text("-l --listen", "[HOST:]PORT",
			"Be a server for one client, on this machine only unless a HOST is given; port 0 takes a free one,"
					+ " unix:PATH is a unix socket.");

	private final Option help = Help.option("-h --help");

	private final Option version = Option.flag("-V --version", "Show the version and exit.");

	private final FormatOptions format = new FormatOptions();

	private final Sources sources = new Sources("", true);

	private final SessionOptions sessionOptions = new SessionOptions();

	private final TalkOptions talk = new TalkOptions();

	private final OwnCertificate certificate = new OwnCertificate();

	private final ConnectCommand client = new ConnectCommand(this.connect, this.format, this.certificate,
			this.sessionOptions, this.talk);

	private final ListenCommand server = new ListenCommand(this.listen, this.format, this.certificate,
			this.sessionOptions, this.talk);

	void define(Options options) {
		options.add(this.connect, this.listen);
		options.heading("Client:");
		this.client.defineOwn(options);
		options.heading("Server:");
		this.server.defineOwn(options);
		options.heading("Messages:");
		this.format.define(options);
		options.heading("Session:");
		this.sessionOptions.define(options);
		options.heading("Log:");
		this.talk.define(options);
		this.sources.define(options);
		options.heading("Help:").add(this.help, this.version);
	}

	Sources sources() {
		return this.sources;
	}

	boolean isHelp() {
		return this.help.isSet();
	}

	boolean isVersion() {
		return this.version.isSet();
	}

	/** Tell whether neither the command line nor the settings say what to do. */
	boolean isEmpty() {
		return !this.connect.isSet() && !this.listen.isSet();
	}

	WscatCommand command(Arguments arguments) {
		if (isEmpty()) {
			throw new CliException(ExitCode.USAGE, "say what to do: --connect=URL or --listen=PORT");
		}
		// what is typed counts more than a variable, and that more than a property
		int towards = arguments.rank("connect") - arguments.rank("listen");
		if (towards == 0) {
			throw new CliException(ExitCode.USAGE, "use --connect or --listen, not both");
		}
		return (towards > 0) ? this.client : this.server;
	}

}
