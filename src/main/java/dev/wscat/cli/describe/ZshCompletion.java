package dev.wscat.cli.describe;

import java.util.List;

import dev.wscat.cli.Option;

/**
 * The script that makes zsh complete our command lines, with the descriptions of the
 * help.
 */
public final class ZshCompletion {

	private static final String HEAD = """
			#compdef wscat
			# zsh completion for wscat. To use it: source <(wscat completion zsh)
			# or write it into a file _wscat in a directory of $fpath.

			_wscat_profiles() {
				local -a names
				names=(${XDG_CONFIG_HOME:-$HOME/.config}/wscat/*.opts(N:t:r))
				compadd -a names
			}

			# A value that is a text, or the name of a file behind @.
			_wscat_at_files() {
				if compset -P '@'; then
					_files
				else
					_message 'text, or @FILE'
				fi
			}

			""";

	private static final String TAIL = """

			if [ "$funcstack[1]" = _wscat ]; then
				_wscat "$@"
			else
				compdef _wscat wscat
			fi
			""";

	private ZshCompletion() {
	}

	/**
	 * Write the script.
	 * @param commands the main job and all commands
	 * @return a script for {@code source} and {@code $fpath}
	 */
	public static String script(List<Described> commands) {
		StringBuilder names = new StringBuilder();
		StringBuilder cases = new StringBuilder();
		StringBuilder main = new StringBuilder();
		for (Described command : commands) {
			if (command.name().isEmpty()) {
				main.append(arguments(command, "\t"));
			}
			else {
				names.append("\t\t").append(quote(command.name() + ":" + command.help().summary())).append('\n');
				cases.append("\t\t").append(command.name()).append(")\n");
				cases.append(arguments(command, "\t\t\t")).append("\n\t\t\t;;\n");
			}
		}
		StringBuilder script = new StringBuilder(HEAD).append("_wscat() {\n");
		script.append("\tlocal curcontext=$curcontext state line\n\ttypeset -A opt_args\n\tlocal -a commands\n");
		script.append("\tcommands=(\n").append(names).append("\t\t'help:Show the help of a command'\n\t)\n");
		script.append("\tif ((CURRENT > 2)) && [[ $words[2] != -* ]]; then\n");
		script.append("\t\tshift words\n\t\t((CURRENT--))\n\t\tcase $words[1] in\n").append(cases);
		script.append("\t\thelp) _describe -t commands 'wscat command' commands ;;\n");
		script.append("\t\tesac\n\t\treturn\n\tfi\n").append(main).append(" \\\n\t\t'1: :->command'\n");
		script.append("\t[[ $state == command ]] && _describe -t commands 'wscat command' commands\n}\n");
		return script.append(TAIL).toString();
	}

	private static String arguments(Described command, String indent) {
		StringBuilder text = new StringBuilder(indent).append("_arguments -s -S");
		for (Option option : command.options().all()) {
			for (String name : option.names()) {
				text.append(" \\\n").append(indent).append('\t').append(quote(spec(option, name)));
			}
		}
		for (Option parameter : command.options().parameters()) {
			String place = parameter.isRepeatable() ? "*" : parameter.isOptional() ? ":" : "";
			text.append(" \\\n").append(indent).append('\t').append(quote(place + value(parameter)));
		}
		return text.toString();
	}

	/** Such as {@code (-c --connect)--connect=[What it does]:URL: }. */
	private static String spec(Option option, String name) {
		String others = option.isRepeatable() ? "*" : "(" + String.join(" ", option.names()) + ")";
		String description = Described.phrase(option).replaceAll("([\\\\\\[\\]])", "\\\\$1");
		StringBuilder spec = new StringBuilder(others).append(name);
		if (!option.isFlag()) {
			spec.append(name.startsWith("--") ? "=" : "+").append(option.isValueOptional() ? "-" : "");
		}
		spec.append('[').append(description).append(']');
		if (!option.isFlag()) {
			spec.append(option.isValueOptional() ? ":" : "").append(value(option));
		}
		// -x+- would be no form of zsh's
		return spec.toString().replace("+-[", "-[");
	}

	private static String value(Option option) {
		String label = ":" + String.valueOf(option.label()).replace(":", "\\:") + ":";
		return label + switch (Described.completion(option)) {
			case FILES -> "_files";
			case DIRECTORIES -> "_files -/";
			case AT_FILES -> "_wscat_at_files";
			case CHOICES -> "(" + String.join(" ", option.choices()) + ")";
			case PROFILES -> "_wscat_profiles";
			case NOTHING -> " ";
		};
	}

	private static String quote(String text) {
		return "'" + text.replace("'", "'\\''") + "'";
	}

}
