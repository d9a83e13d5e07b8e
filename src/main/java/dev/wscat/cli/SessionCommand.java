package dev.wscat.cli;

import java.time.Duration;

import dev.wscat.net.WireOptions;
import dev.wscat.terminal.Console;

/**
 * A command that has sessions, and the options that all such commands have.
 */
public abstract class SessionCommand implements WscatCommand {

	private final SessionOptions sessionOptions;

	private final TalkOptions talk;

	/**
	 * Create a command whose options are yet to be read.
	 */
	protected SessionCommand() {
		this(new SessionOptions(), new TalkOptions());
	}

	/**
	 * Create a command.
	 * @param sessionOptions what every session can set
	 * @param talk how much is said
	 */
	protected SessionCommand(SessionOptions sessionOptions, TalkOptions talk) {
		this.sessionOptions = sessionOptions;
		this.talk = talk;
	}

	@Override
	public final void define(Options options) {
		defineOwn(options);
		options.heading("Session:");
		this.sessionOptions.define(options);
		options.heading("Log:");
		this.talk.define(options);
	}

	/**
	 * Describe the options that only this command has.
	 * @param options to be added to
	 */
	public abstract void defineOwn(Options options);

	@Override
	public final TalkOptions talk() {
		return this.talk;
	}

	@Override
	public Duration longestStop() {
		return this.sessionOptions.longestStop();
	}

	/**
	 * Return the largest message, and the longest line.
	 * @return bytes
	 */
	protected final int maxMessage() {
		return this.sessionOptions.maxMessage();
	}

	/**
	 * Return the settings of a connection.
	 * @param client whether we are the client
	 * @param console where details are shown
	 * @return the settings
	 */
	protected final WireOptions wire(boolean client, Console console) {
		return this.sessionOptions.wire(client, this.talk, console);
	}

}
