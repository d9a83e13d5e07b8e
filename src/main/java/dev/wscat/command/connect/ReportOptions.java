package dev.wscat.command.connect;

import dev.wscat.cli.Option;
import dev.wscat.cli.Options;
import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * What is told at the end.
 */
final class ReportOptions {

	private final Option summary = Option
		.text("--summary", "FORMAT", "Say at the end on stderr what was exchanged; FORMAT is text or json.")
		.valueOptional();

	private final Option writeOut = Option.text("-W --write-out", "FORMAT|@FILE",
			"Print this at the end, with such as %{time_connect}, %{close_code} and \\n replaced.");

	void define(Options options) {
		options.add(this.summary, this.writeOut);
	}

	void check() {
		if (this.summary.isSet() && !isText() && !isJson()) {
			throw new CliException(ExitCode.USAGE,
					"invalid --summary: '" + this.summary.text() + "' is neither text nor json");
		}
		if (this.writeOut.isSet()) {
			Template.check(format());
		}
	}

	boolean isSet() {
		return this.summary.isSet() || this.writeOut.isSet();
	}

	/** The line for stderr, or the empty string. */
	String summary(Report report) {
		if (!this.summary.isSet()) {
			return "";
		}
		return isJson() ? report.json() : report.text();
	}

	/** The text for stdout, or the empty string. */
	String writeOut(Report report) {
		return this.writeOut.isSet() ? Template.fill(format(), report.figures()) : "";
	}

	private String format() {
		return Template.read(this.writeOut.text());
	}

	private boolean isText() {
		return this.summary.text().isEmpty() || this.summary.text().equals("text");
	}

	private boolean isJson() {
		return this.summary.text().equals("json");
	}

}
