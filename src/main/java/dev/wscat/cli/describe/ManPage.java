package dev.wscat.cli.describe;

import java.util.List;
import java.util.Locale;

import dev.wscat.cli.Option;

/**
 * The manual page of a command, as source for {@code man}.
 *
 * @param command what it tells of
 * @param all the main job and all commands
 * @param version of wscat
 */
public record ManPage(Described command, List<Described> all, String version) {

	private static final String STATUS = """
			.SH EXIT STATUS
			.TP
			.B 0
			done: end of input and a clean close, or the peer closed with 1000, 1001 or no code
			.TP
			.B 1
			the peer closed with another code
			.TP
			.B 2
			usage: an unknown option, a bad value, options that exclude each other
			.TP
			.B 3
			no connection
			.TP
			.B 4
			the upgrade was refused
			.TP
			.B 5
			the connection was lost without a Close frame
			.TP
			.B 6
			the peer broke the protocol or a limit
			.TP
			.B 7
			waited in vain
			.TP
			.B 8
			a local fault: a file, a port in use, input that is not text
			.TP
			.B 70
			a bug in wscat
			.TP
			.BR 130 ", " 143
			ended by SIGINT or SIGTERM, after closing in order
			.SH ENVIRONMENT
			Each option is also a variable: \\fBWSCAT_MAX_MESSAGE\\fR is \\fB\\-\\-max\\-message\\fR.
			.SH FILES
			.TP
			.I ./application.yml
			Each option is also a property there: \\fBwscat.max\\-message\\fR.
			.TP
			.I ~/.config/wscat/NAME.opts
			The profile \\fINAME\\fR, in \\fI$XDG_CONFIG_HOME/wscat\\fR if that is set.
			""";

	/**
	 * Return the name of the page.
	 * @return such as {@code wscat-connect}
	 */
	public String name() {
		return name(this.command);
	}

	private static String name(Described described) {
		return described.name().isEmpty() ? "wscat" : "wscat-" + described.name();
	}

	/**
	 * Write the page.
	 * @return source with macros of {@code man}
	 */
	public String text() {
		HelpText help = this.command.help();
		StringBuilder text = new StringBuilder(".\\\" made by 'wscat man' from the options\n.TH ");
		text.append(name().toUpperCase(Locale.ROOT)).append(" 1 \"\" \"wscat ").append(this.version).append("\"\n");
		text.append(".SH NAME\n").append(escape(name())).append(" \\- ").append(escape(help.summary())).append('\n');
		text.append(".SH SYNOPSIS\n.nf\n").append(lines(help.usage())).append(".fi\n");
		String description = help.description().replaceFirst("(?s)Commands .*", "").trim();
		text.append(".SH DESCRIPTION\n").append(lines(help.summary() + ".\n"));
		if (!description.isEmpty()) {
			text.append(".PP\n").append(lines(description));
		}
		if (this.command.name().isEmpty()) {
			commands(text);
		}
		text.append(".SH OPTIONS\n");
		options(text);
		text.append(".SH EXAMPLES\n.nf\n").append(lines(help.examples().replaceAll("(?m)^  ", ""))).append(".fi\n");
		notes(text, help.notes());
		text.append(STATUS).append(".SH SEE ALSO\n");
		String separator = "";
		for (Described other : this.all) {
			if (!other.name().equals(this.command.name())) {
				text.append(separator).append(".BR ").append(escape(name(other))).append(" (1)");
				separator = ",\n";
			}
		}
		return text.append('\n').toString();
	}

	private void commands(StringBuilder text) {
		text.append(".SH COMMANDS\n");
		for (Described other : this.all) {
			if (!other.name().isEmpty()) {
				text.append(".TP\n.B ").append(escape(other.name())).append('\n');
				text.append(lines(other.help().summary() + ".\n"));
			}
		}
	}

	private void options(StringBuilder text) {
		for (Option parameter : this.command.options().parameters()) {
			text.append(".TP\n.I ").append(escape(String.valueOf(parameter.label()))).append('\n');
			text.append(lines(parameter.description()));
		}
		for (Option option : this.command.options().all()) {
			String heading = this.command.options().headingOf(option);
			if (heading != null) {
				text.append(".SS ").append(escape(heading.replaceFirst(":$", ""))).append('\n');
			}
			text.append(".TP\n");
			String separator = "";
			for (String name : option.names()) {
				text.append(separator).append("\\fB").append(escape(name)).append("\\fR");
				separator = ", ";
			}
			if (!option.isFlag()) {
				boolean open = option.isValueOptional();
				text.append(open ? "[" : "").append("=\\fI").append(escape(String.valueOf(option.label())));
				text.append("\\fR").append(open ? "]" : "");
			}
			text.append('\n').append(lines(option.description()));
		}
	}

	/** Paragraphs; the exit codes have a section of their own. */
	private static void notes(StringBuilder text, String notes) {
		String heading = ".SH NOTES\n";
		for (String paragraph : notes.split("\n\n")) {
			if (!paragraph.isBlank() && !paragraph.startsWith("Exit codes:")) {
				text.append(heading).append(lines(paragraph));
				heading = ".PP\n";
			}
		}
	}

	private static String lines(String text) {
		StringBuilder lines = new StringBuilder();
		text.lines().forEach((line) -> {
			String escaped = escape(line);
			boolean control = escaped.startsWith(".") || escaped.startsWith("'");
			lines.append(control ? "\\&" : "").append(escaped).append('\n');
		});
		return lines.toString();
	}

	private static String escape(String text) {
		return text.replace("\\", "\\e")
			.replace("-", "\\-")
			.replace("^", "\\(ha")
			.replace("`", "\\(ga")
			.replace("~", "\\(ti")
			.replace("'", "\\(aq");
	}

}
