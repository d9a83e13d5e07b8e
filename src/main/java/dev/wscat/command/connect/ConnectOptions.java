package dev.wscat.command.connect;

import java.time.Duration;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;

/**
 * What only a client can set.
 */
public final class ConnectOptions {

	private final Option wait = Option
		.time("-w --wait",
				"After the end of input, how long the peer has to be quiet before we close;"
						+ " 0 closes at once, -1 waits for the peer to close")
		.initially("2s");

	private final ScriptOptions script = new ScriptOptions();

	private final AliveOptions alive = new AliveOptions();

	private final ReportOptions report = new ReportOptions();

	/**
	 * Describe the options.
	 * @param options to be added to
	 */
	public void define(Options options) {
		options.heading("Script:");
		this.script.define(options);
		options.add(this.wait);
		options.heading("Pings and reconnecting:");
		this.alive.define(options);
		options.heading("Reports:");
		this.report.define(options);
	}

	/**
	 * Look at the values together.
	 * @throws dev.wscat.core.CliException when they are wrong
	 */
	void check() {
		this.script.check();
		this.alive.check();
		this.report.check();
	}

	/** Whether a run needs more than a session between the standard streams. */
	boolean isMoreThanAPipe() {
		return this.script.isSet() || this.alive.isSet() || this.report.isSet();
	}

	Duration quietTime() {
		return this.wait.time();
	}

	ScriptOptions script() {
		return this.script;
	}

	AliveOptions alive() {
		return this.alive;
	}

	ReportOptions report() {
		return this.report;
	}

}
